/**
 * `npm run release -- --dry-run` rehearses a release: everything is published to a local registry, installed from it in new projects of each kind,
 * and called there. The real one is the publishing workflow, from a tag.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages } from '../lib/packages.ts';
import { createSteps } from '../lib/steps.ts';
import { checkBundlers } from './bundlers.ts';
import { audit, checkScripts, inventory } from './contents.ts';
import type { Rehearsal } from './project.ts';
import { publish, startRegistry } from './registry.ts';
import { checkModules, checkTypeScript } from './runtime-node.ts';
import { checkRuntimes, checkWorkerd } from './runtimes.ts';

if (!process.argv.includes('--dry-run')) {
  console.error(
    'La publication se fait par le flux .github/workflows/publication.yml. Ici : npm run release -- --dry-run',
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'apigouv-release-'));
const steps = createSteps();
const timings: string[] = [];
const step: Rehearsal['step'] = (title, action) => {
  const started = Date.now();
  steps.step(title, action);
  timings.push(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${title}`);
};

const registry = await startRegistry(folder);
try {
  step('failles connues des dépendances', audit);
  for (const one of publicPackages) {
    const { name } = one.manifest;
    step(`${name} : sans script d'installation`, () => checkScripts(one));
    step(`${name} : composants et licences`, () => inventory(one, folder));
    step(`${name} : publication`, () => publish(one, registry, folder));
  }
  const rehearsal = { folder, url: registry.url, step };
  checkModules(rehearsal);
  checkTypeScript(rehearsal);
  checkBundlers(rehearsal);
  checkRuntimes(rehearsal);
  checkWorkerd(rehearsal);
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`\n${timings.join('\n')}`);
console.log(steps.failures ? `\n${steps.failures} échec(s)` : '\nLa publication est prête.');
process.exitCode = steps.failures ? 1 : 0;
