/** « Add an API », as CONTRIBUTING tells it: files to write and commands to run, in their order. */
import { fencesOf } from '../snippets/blocks.ts';

export type Step = { kind: 'file'; path: string; text: string } | { kind: 'commands'; text: string };

const TITLE = '## Add an API\n';
const PATH = /^`([^`]+)`:$/;

export function stepsOf(contributing: string): Step[] {
  const start = contributing.indexOf(TITLE);
  if (start < 0) throw new Error(`CONTRIBUTING n'a plus de section « ${TITLE.trim()} »`);
  const [section = ''] = contributing.slice(start + TITLE.length).split(/\n## /);
  const lines = section.split('\n');
  return fencesOf('CONTRIBUTING.md', section).map(({ language, line, lines: code }) => {
    const text = `${code.join('\n')}\n`;
    if (language === 'sh') return { kind: 'commands', text };
    // The fence, then an empty line, stand between a path and its text.
    const [, path] = PATH.exec(lines[line - 4] ?? '') ?? [];
    if (!path) throw new Error(`CONTRIBUTING : un bloc de « Add an API » ne dit pas son fichier :\n${text}`);
    return { kind: 'file', path, text };
  });
}
