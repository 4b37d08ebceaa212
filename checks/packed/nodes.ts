import { NODES, type Node } from '../lib/nodes.ts';
import { run, type Steps } from '../lib/steps.ts';
import type { Tools } from './tools.ts';

/** Where MSW 3 does not run: MSW 2 is tried there, by `peers.ts`. */
const WITHOUT_MSW: Node[] = ['node-20'];

/** Runs the project's programs, as ES modules and as CommonJS. */
export function checkNode(project: string, node: Node, tools: Tools, { step }: Steps): void {
  const binary = tools.node(node);
  step(`${node} : version`, () => {
    const version = run(binary, ['--version']).trim();
    if (version !== `v${NODES[node]}`) throw new Error(`${version} au lieu de v${NODES[node]}`);
    return version;
  });
  step(`${node} : npx @apigouv/sandbox`, () => {
    const help = run(binary, ['node_modules/.bin/apigouv-sandbox', '--help'], project);
    if (!help.includes('--port')) throw new Error('aide absente');
  });
  for (const kind of ['mjs', 'cjs']) {
    step(`${node} : connexion.${kind}`, () => void run(binary, [`connexion.${kind}`], project));
    step(`${node} : naissance.${kind}`, () => void run(binary, [`naissance.${kind}`], project));
    step(`${node} : call.${kind}`, () => void run(binary, [`call.${kind}`], project));
    if (!WITHOUT_MSW.includes(node))
      step(`${node} : msw.${kind}`, () => void run(binary, [`msw.${kind}`], project));
  }
}
