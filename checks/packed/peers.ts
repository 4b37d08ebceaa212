/** The packages work with the lowest version of each peer that they admit, as with the highest, which the other project has. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run, type Steps } from '../lib/steps.ts';
import type { Archive } from './archives.ts';
import { BINARY, FIXTURES, NODES, npmInstall } from './project.ts';

const TYPED = `import { handlers } from '@apigouv/particulier/mocks/msw';
import { setupServer } from 'msw/node';
setupServer(...handlers());
`;
const TYPESCRIPT = '5.9.3';
const PROGRAMS = ['msw.mjs', 'msw.cjs', 'connexion.mjs', 'connexion.cjs'];

export function checkLowestPeers(project: string, archives: readonly Archive[], { step }: Steps): void {
  const lowest = lowestPeers(archives);
  const versions = Object.entries(lowest).map(([name, version]) => `${name} ${version}`);
  const title = `Node 20, ${versions.join(', ')}`;
  step(`${title} : installation`, () => install(project, archives, lowest));
  for (const program of PROGRAMS)
    step(
      `${title} : ${program}`,
      () => void run(join(project, 'node_modules/node/bin/node'), [program], project),
    );
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
    const how = ['--module', module, '--moduleResolution', resolution];
    step(`${title} : types, résolution ${resolution}`, () => {
      run(
        join(project, 'node_modules/.bin/tsc'),
        [...options, ...how, 'msw-types.cts', 'msw-types.mts'],
        project,
      );
    });
  }
}

/** Every peer of every package, at the lowest of its range: `^2.9.0 || ^3.0.0` is 2.9.0. */
function lowestPeers(archives: readonly Archive[]): Record<string, string> {
  const peers = archives.flatMap(({ one }) => Object.entries(one.manifest.peerDependencies ?? {}));
  return Object.fromEntries(
    peers.map(([name, range]) => {
      const [version] = /\d+\.\d+\.\d+/.exec(range) ?? [];
      if (!version) throw new Error(`${name} : « ${range} » ne dit pas la version la plus basse`);
      return [name, version];
    }),
  );
}

function install(project: string, archives: readonly Archive[], lowest: Record<string, string>): void {
  mkdirSync(project);
  cpSync(FIXTURES, project, { recursive: true });
  for (const file of ['msw-types.cts', 'msw-types.mts']) writeFileSync(join(project, file), TYPED);
  const ours = archives.map(({ one, file }) => [one.manifest.name, `file:../${basename(file)}`]);
  npmInstall(project, {
    ...Object.fromEntries(ours),
    ...lowest,
    node: `npm:${BINARY}@${NODES['node-20']}`,
    typescript: TYPESCRIPT,
    '@types/node': '^20.19.0',
  });
}
