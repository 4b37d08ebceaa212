/** Adds to the built site what runs the real packages in the reader's browser: the page « Essayer », and the scripts of every other. */
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listApis, prefixOf } from '@apigouv/codegen';
import { build } from 'esbuild';
import { DOORS } from '../reference/apis.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const site = fileURLToPath(new URL('../site/', import.meta.url));
/** What a reader's program may import: of core, what needs no server. */
const modules = [
  ...['@apigouv/core', '@apigouv/core/identifiers', '@apigouv/core/identite'].map((name) => ({
    name,
    file: name,
  })),
  ...[...DOORS].map(([name, file]) => ({ name, file })),
].map((module) => ({ ...module, bundle: module.name.replace('@apigouv/', '').replaceAll('/', '-') }));
const scripts = ['pages', 'page', 'worker'];

rmSync(join(site, 'essayer'), { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries([
    ...modules.map(({ bundle, file }) => [bundle, file]),
    ...scripts.map((name) => [name, join(here, `${name}.js`)]),
  ]),
  define: {
    BUNDLES: JSON.stringify(Object.fromEntries(modules.map(({ name, bundle }) => [name, `${bundle}.js`]))),
    TOKEN_VARIABLES: JSON.stringify(listApis().map((api) => `${prefixOf(api)}_TOKEN`)),
  },
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  outdir: join(site, 'essayer'),
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  // tsup's chunks name one another without a use, which esbuild tells of files outside node_modules.
  logLevel: 'error',
});
for (const file of ['index.html', 'page.css', 'program.css'])
  cpSync(join(here, file), join(site, 'essayer', file));
// A service worker sees the pages beside and below it: at the root of the site, wherever that is.
cpSync(
  createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'),
  join(site, 'mockServiceWorker.js'),
);
