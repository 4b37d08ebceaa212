import type { Route } from './definition.ts';

interface Process {
  emitWarning?(message: string, type: string, code: string): void;
}

/** Tables of routes live as long as the program. */
const told = new WeakSet<Route>();

/** Says once of an operation that it will be no more, where there is somebody to tell: Node, whose flags silence it. */
export function warnOnce(operation: string, route: Route): void {
  if (told.has(route)) return;
  told.add(route);
  const { process } = globalThis as { process?: Process };
  // What replaces it is in the documentation of its method: a table of that is not for every bundle.
  process?.emitWarning?.(`${operation} est dépréciée`, 'DeprecationWarning', 'APIGOUV_DEPRECATED');
}
