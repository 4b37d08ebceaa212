/** Checks that the commands a document names exist. */

const NPM = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;
const SCRIPT = /\bnode (scripts\/[\w/.-]+)/g;

/** The commands that neither `package.json` nor the folder `scripts` has. */
export function unknownCommands(text, { scripts, exists }) {
  const npm = [...text.matchAll(NPM)].filter(([, run, short]) => !scripts.includes(run ?? short));
  const files = [...text.matchAll(SCRIPT)].filter(([, path]) => !exists(path));
  return [...npm, ...files].map(([command]) => command);
}
