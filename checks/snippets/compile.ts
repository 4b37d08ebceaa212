/** Writes the snippets as modules of one project, where every published package and msw resolve as they would for a user. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../lib/root.ts';
import { printedBy, run } from '../lib/steps.ts';
import { type Block, blocksOf } from './blocks.ts';
import { read } from './documents.ts';
import { fileName, locate, moduleOf } from './module.ts';
import type { Program } from './run.ts';

const folder = at('checks/.snippets');

/** A block, its module, and where that is compiled. */
export interface Snippet extends Block, Program {
  name: string;
}

export function extract(path: string): Snippet[] {
  return blocksOf(path, read(path)).map((block) => {
    const name = fileName(block);
    return { ...block, name, code: moduleOf(block), file: join(folder, 'js', name.replace(/ts$/, 'js')) };
  });
}

export function openFolder(): void {
  closeFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, '.gitignore'), '*\n');
}

export const closeFolder = (): void => rmSync(folder, { recursive: true, force: true });

/** Checks their types, and writes their JavaScript. */
export function compile(snippets: readonly Snippet[]): void {
  for (const { name, code } of snippets) writeFileSync(join(folder, name), code);
  const compilerOptions = {
    noEmit: false,
    allowImportingTsExtensions: false,
    outDir: 'js',
    rootDir: '.',
    sourceMap: true,
    types: ['node'],
  };
  const config = { extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    run(at('checks/node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], folder);
  } catch (error) {
    throw new Error(locate(printedBy(error)));
  }
}
