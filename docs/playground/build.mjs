/** Adds to the built site what runs the real packages in the reader's browser: the page « Essayer », and the scripts of every other. */
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { MODULES } from './modules.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const site = fileURLToPath(new URL('../site/', import.meta.url));
const packages = Object.entries(MODULES).map(([name, file]) => [file.replace(/\.js$/, ''), name]);
const scripts = ['pages', 'page', 'worker'];

rmSync(join(site, 'essayer'), { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries([...packages, ...scripts.map((name) => [name, join(here, `${name}.js`)])]),
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  outdir: join(site, 'essayer'),
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
});
for (const file of ['index.html', 'page.css', 'program.css'])
  cpSync(join(here, file), join(site, 'essayer', file));
// A service worker sees the pages beside and below it: at the root of the site, wherever that is.
cpSync(
  createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'),
  join(site, 'mockServiceWorker.js'),
);
