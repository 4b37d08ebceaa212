/**
 * A pnpm project that has one package alone, without hoisting: nothing else of ours can be imported there. What the package's README imports
 * must be found, at run time and by its types.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../lib/root.ts';
import { printedBy, run, type Steps } from '../lib/steps.ts';
import type { Archive } from './archives.ts';
import { type Import, importsOf, programOf } from './readme.ts';

const PROGRAM = 'imports.mts';

/** One workspace: each of its projects has one package, and sees that one. `tried` are the packages in question, `archives` all of them. */
export function checkAlone(
  folder: string,
  tried: readonly Archive[],
  archives: readonly Archive[],
  { step }: Steps,
): void {
  step('un paquet par projet pnpm, sans remontée : installation', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(workspaceOf(archives)));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    for (const archive of tried) writeProject(join(folder, archive.one.short), archive);
    run('pnpm', ['install', '--prefer-offline'], folder);
  });
  for (const { one } of tried) {
    const project = join(folder, one.short);
    step(`${one.short} seul : types de ce que son README importe`, () => checkTypes(project, importsOf(one)));
    step(
      `${one.short} seul : ce que son README importe`,
      () => void run(process.execPath, [PROGRAM], project),
    );
  }
}

/** The program has an import a line: the error names it. */
function checkTypes(project: string, imports: readonly Import[]): void {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', 'node'];
  try {
    run(at('checks/node_modules/.bin/tsc'), [...options, '--pretty', 'false', PROGRAM], project);
  } catch (error) {
    const named = (_: string, line: string) => `« ${imports[Number(line) - 1]?.name} »`;
    throw new Error(printedBy(error).replace(/imports\.mts\((\d+),\d+\)/g, named));
  }
}

function workspaceOf(archives: readonly Archive[]) {
  return {
    packages: ['*'],
    nodeLinker: 'isolated',
    hoist: false,
    strictPeerDependencies: true,
    allowBuilds: { msw: false },
    // Where npm will find what the packages depend on.
    overrides: Object.fromEntries(archives.map(({ one, file }) => [one.manifest.name, `file:${file}`])),
  };
}

function writeProject(project: string, { one, file }: Archive): void {
  const imports = importsOf(one);
  mkdirSync(project);
  writeFileSync(join(project, PROGRAM), programOf(imports));
  const dependencies = { ...toolsOf(imports), [one.manifest.name]: `file:${file}` };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

/** What a reader installs besides the package: MSW, a web server… at the version that the snippets have. */
function toolsOf(imports: readonly Import[]): Record<string, string> {
  const names = imports.map(({ from }) => from).filter((from) => !/^(node:|@apigouv\/)/.test(from));
  const packages = names.map((name) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  return Object.fromEntries(['@types/node', ...packages].map((name) => [name, versionOf(name)]));
}

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(at('checks/node_modules', name, 'package.json'), 'utf8')).version;
