import { join } from 'node:path';
import { run } from '../lib/steps.ts';
import { expectValue, install, type Rehearsal } from './project.ts';

export function checkModules(rehearsal: Rehearsal): void {
  const esm = install(rehearsal, { title: 'projet ESM', name: 'esm', type: 'module' });
  rehearsal.step('projet ESM : appel', () => expectValue(esm, ['main.mjs']));
  const cjs = install(rehearsal, { title: 'projet CommonJS', name: 'cjs' });
  rehearsal.step('projet CommonJS : appel', () => expectValue(cjs, ['main.cjs']));
}

const RESOLUTIONS = [
  { module: 'nodenext', resolution: 'nodenext' },
  { module: 'esnext', resolution: 'bundler' },
  { module: 'esnext', resolution: 'node10' },
];

export function checkTypeScript(rehearsal: Rehearsal): void {
  const dependencies = { typescript: '5.9.3', '@types/node': '^20.19.0' };
  const title = 'projet TypeScript';
  const project = install(rehearsal, { title, name: 'ts', type: 'module', dependencies });
  const options = ['--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
  for (const { module, resolution } of RESOLUTIONS) {
    rehearsal.step(`${title} : résolution ${resolution}, appel`, () => {
      const how = ['--module', module, '--moduleResolution', resolution, '--outDir', resolution];
      run('npx', ['tsc', ...options, ...how, 'main.ts'], project);
      expectValue(project, [join(resolution, 'main.js')]);
    });
  }
}
