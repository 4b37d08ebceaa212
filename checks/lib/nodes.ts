/** The versions of Node that the packages promise to run on, by the name that a project gives them. */
export const NODES = {
  'node-20': '20.20.2',
  'node-22': '22.23.3',
  'node-24': '24.21.0',
  'node-26': '26.10.0',
};
export type Node = keyof typeof NODES;

/** The binary's own package: `node` itself would need an install script. */
const BINARY = `node-${process.platform}-${process.arch}`;

/** What a project depends on to have a Node under a name. */
export const nodePackage = (node: Node): string => `npm:${BINARY}@${NODES[node]}`;

/** Its binary there. */
export const nodePath = (name: string): string => `node_modules/${name}/bin/node`;
