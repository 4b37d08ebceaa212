/** Bundles, completes, lints and writes every specification: `node tools/build.ts [api…]`. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApi } from './api.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

async function listApis(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.name === 'openapi.yaml' && !entry.parentPath.includes('node_modules'))
    .map((entry) => entry.parentPath.slice(root.length).replace(/\/$/, ''))
    .sort();
}

const apis = process.argv.length > 2 ? process.argv.slice(2) : await listApis();
await mkdir(dist, { recursive: true });
let failed = false;
for (const api of apis) {
  const { document, cases, problems } = await buildApi(root, api);
  if (problems.length > 0) {
    failed = true;
    console.error(`✗ ${api} : ${problems.length} problème(s)`);
    for (const problem of problems) console.error(`  ${problem}`);
    continue;
  }
  await writeFile(join(dist, `${api}.json`), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(join(dist, `${api}.cases.json`), `${JSON.stringify(cases, null, 1)}\n`);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item)).length;
  console.log(`✓ ${api} : ${operations} opérations, ${cases.cases.length} cas de test`);
}
if (failed) process.exitCode = 1;
