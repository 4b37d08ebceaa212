/** Every Node and every TypeScript, in a folder of their own: pnpm takes them from its store, where npm would unpack each anew. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODES, type Node, nodePackage, nodePath } from '../lib/nodes.ts';
import { run } from '../lib/steps.ts';

export const TYPESCRIPTS = {
  'typescript-5.4': '5.4.5',
  'typescript-5.9': '5.9.3',
  'typescript-6': '6.0.3',
  'typescript-7': '7.0.2',
};
export type TypeScript = keyof typeof TYPESCRIPTS;

export interface Tools {
  node(version: Node): string;
  /** The compiler's program, which any Node runs. */
  tsc(version: TypeScript): string;
}

export function installTools(folder: string): Tools {
  mkdirSync(folder);
  const nodes = Object.keys(NODES).map((node) => [node, nodePackage(node as Node)]);
  const compilers = Object.entries(TYPESCRIPTS).map(([name, version]) => [name, `npm:typescript@${version}`]);
  const dependencies = Object.fromEntries([...nodes, ...compilers]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('pnpm', ['install', '--prefer-offline', '--ignore-scripts'], folder);
  return {
    node: (version) => join(folder, nodePath(version)),
    tsc: (version) => join(folder, 'node_modules', version, 'bin/tsc'),
  };
}
