/** Adds to the built site a page where the real packages run in the reader's browser, and a link to it on every page. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const site = fileURLToPath(new URL('../site/', import.meta.url));
const ENTRIES = {
  particulier: '@apigouv/particulier',
  'particulier-mocks': '@apigouv/particulier/mocks',
  core: '@apigouv/core',
};

await build({
  entryPoints: ENTRIES,
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  outdir: join(site, 'essayer'),
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
});
for (const file of ['index.html', 'page.js', 'page.css'])
  cpSync(join(here, file), join(site, 'essayer', file));

const LINKS = '<div id="tsd-toolbar-links">';
for (const name of readdirSync(site, { recursive: true })) {
  if (!name.endsWith('.html') || name.startsWith('essayer')) continue;
  const path = join(site, name);
  const html = readFileSync(path, 'utf8');
  const base = /<html[^>]* data-base="([^"]*)"/.exec(html)?.[1] ?? './';
  if (!html.includes(LINKS)) throw new Error(`${name} : barre d'outils introuvable`);
  writeFileSync(path, html.replace(LINKS, `${LINKS}<a href="${base}essayer/index.html">Essayer</a>`));
}
