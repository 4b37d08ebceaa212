import type { MockOperation } from '../table/types.ts';

/** Where a path leads: an operation, and the values of the path's parameters in their order. */
export interface Route {
  readonly id: string;
  readonly values: readonly string[];
}

interface Node {
  readonly next: Map<string, Node>;
  any?: Node;
  id?: string;
  /** Operation whose last parameter takes the rest of the path, slashes included (`/ping/insee/sirene`). */
  rest?: string;
}

/** A tree of path segments: the cost of a match is the length of the path, not the number of operations. */
export function createRouter(
  operations: Readonly<Record<string, MockOperation>>,
): (path: string) => Route | undefined {
  const root: Node = { next: new Map() };
  for (const [id, operation] of Object.entries(operations)) insert(root, id, operation);
  return (path) => {
    const values: string[] = [];
    const id = walk(root, path.slice(1).split('/'), 0, values);
    return id === undefined ? undefined : { id, values };
  };
}

function insert(root: Node, id: string, operation: MockOperation): void {
  const segments = operation.path.slice(1).split('/');
  let node = root;
  for (const [index, segment] of segments.entries()) {
    const isParameter = segment.startsWith('{');
    const isLast = index === segments.length - 1;
    if (isParameter && isLast && operation.params.some(({ greedy }) => greedy)) node.rest = id;
    node = isParameter ? parameterChild(node) : child(node, segment);
  }
  node.id = id;
}

function child(node: Node, segment: string): Node {
  let found = node.next.get(segment);
  if (!found) {
    found = { next: new Map() };
    node.next.set(segment, found);
  }
  return found;
}

function parameterChild(node: Node): Node {
  node.any ??= { next: new Map() };
  return node.any;
}

// A literal segment is tried first (`open_data` before `{siren}`), then the parameter, then the greedy parameter.
function walk(node: Node, segments: readonly string[], index: number, values: string[]): string | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.id;
  const literal = node.next.get(segment);
  const byLiteral = literal && walk(literal, segments, index + 1, values);
  if (byLiteral !== undefined) return byLiteral;
  if (segment === '') return undefined;
  if (node.any) {
    values.push(decode(segment));
    const byValue = walk(node.any, segments, index + 1, values);
    if (byValue !== undefined) return byValue;
    values.pop();
  }
  if (node.rest !== undefined) values.push(segments.slice(index).map(decode).join('/'));
  return node.rest;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
