/** What holds code to check: the READMEs, the guides and the sources of what npm gets; and what they say besides. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { publicPackages } from '../lib/packages.ts';
import { at } from '../lib/root.ts';
import { bareExamples } from './blocks.ts';
import { unknownCommands } from './commands.ts';

export const read = (path: string): string => readFileSync(at(path), 'utf8');

const exists = (path: string): boolean => existsSync(at(path));

const markdownOf = (folder: string): string[] =>
  readdirSync(at(folder), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => (folder ? `${folder}/${name}` : name));

export const documents: string[] = [
  ...markdownOf('').filter((name) => name !== 'CHANGELOG.md'),
  ...readdirSync(at('packages'))
    .map((name) => `packages/${name}/README.md`)
    .filter(exists),
  ...markdownOf('docs/guides'),
];

export const sources: string[] = publicPackages.flatMap(({ short }) =>
  readdirSync(at('packages', short, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `packages/${short}/src/${name}`),
);

export function checkCommands(): void {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const unknown = documents.flatMap((path) =>
    unknownCommands(read(path), { scripts, exists }).map(
      (command) => `${path} : « ${command} » n'existe pas`,
    ),
  );
  if (unknown.length > 0) throw new Error(unknown.join('\n'));
}

export function checkExamples(): void {
  const bare = sources.flatMap((path) => bareExamples(read(path)).map((line) => `${path}:${line}`));
  if (bare.length > 0) throw new Error(`@example sans bloc ts : ${bare.join(', ')}`);
}
