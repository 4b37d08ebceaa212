/** Checks that the commands a document names exist. */

const NPM = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;
const SCRIPT = /\bnode ((?:scripts|checks)\/[\w/.-]+)/g;

export interface Known {
  /** Those of the root's `package.json`. */
  scripts: readonly string[];
  exists(path: string): boolean;
}

/** The commands that neither `package.json` nor the folders of programs have. */
export function unknownCommands(text: string, { scripts, exists }: Known): string[] {
  const npm = [...text.matchAll(NPM)].filter(([, run, short]) => !scripts.includes(run ?? short ?? ''));
  const files = [...text.matchAll(SCRIPT)].filter(([, path = '']) => !exists(path));
  return [...npm, ...files].map(([command]) => command);
}
