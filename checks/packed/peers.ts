/** The packages work with the lowest version of each peer that they admit, as with the highest, which the other project has. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from '../lib/npm.ts';
import { run, type Steps } from '../lib/steps.ts';
import type { Archive } from './archives.ts';
import { copyPrograms, dependenciesOn } from './project.ts';
import type { Tools } from './tools.ts';
import { RESOLUTIONS } from './types-matrix.ts';

const TYPED = `import { handlers } from '@apigouv/particulier/mocks/msw';
import { setupServer } from 'msw/node';
setupServer(...handlers());
`;
const TYPED_FILES = ['msw-types.cts', 'msw-types.mts'];
const PROGRAMS = ['msw.mjs', 'msw.cjs', 'connexion.mjs', 'connexion.cjs'];

export function checkLowestPeers(
  project: string,
  archives: readonly Archive[],
  tools: Tools,
  { step }: Steps,
): void {
  const lowest = lowestPeers(archives);
  const versions = Object.entries(lowest).map(([name, version]) => `${name} ${version}`);
  const title = `Node 20, ${versions.join(', ')}`;
  step(`${title} : installation`, () => install(project, archives, lowest));
  const node = tools.node('node-20');
  for (const program of PROGRAMS) step(`${title} : ${program}`, () => void run(node, [program], project));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
  for (const { module, resolution } of RESOLUTIONS) {
    const how = ['--module', module, '--moduleResolution', resolution];
    step(
      `${title} : types, résolution ${resolution}`,
      () =>
        void run(
          process.execPath,
          [tools.tsc('typescript-5.9'), ...options, ...how, ...TYPED_FILES],
          project,
        ),
    );
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
  copyPrograms(project);
  for (const file of TYPED_FILES) writeFileSync(join(project, file), TYPED);
  npmInstall(project, {
    ...dependenciesOn(archives),
    ...lowest,
    '@types/node': '^20.19.0',
  });
}
