/** Makes one text of the page's files, for the build (esbuild) and for the tests, which run the sources (Vite). */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const PAGE = /[\\/]page[\\/]index\.html$/;
const STYLE = /<link rel="stylesheet" href="(.+?)">/;
const SCRIPT = /<script type="module" src="(.+?)"><\/script>/;

async function inlinePage(path: string): Promise<string> {
  const html = await readFile(path, 'utf8');
  const [, style] = STYLE.exec(html) ?? [];
  const [, script] = SCRIPT.exec(html) ?? [];
  if (!style || !script) throw new Error(`${path} must name its style sheet and its program.`);
  const [css, js] = await Promise.all([bundle(path, style), bundle(path, script)]);
  // Functions: what replaces may hold a `$&`.
  return html
    .replace(STYLE, () => `<style>\n${css}</style>`)
    .replace(SCRIPT, () => `<script type="module">\n${js}</script>`);
}

async function bundle(page: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(dirname(page), file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
  });
  return outputFiles.map(({ text }) => text).join('');
}

export const forEsbuild: Plugin = {
  name: 'inline-page',
  setup: ({ onLoad }) =>
    onLoad({ filter: PAGE }, async ({ path }) => ({ contents: await inlinePage(path), loader: 'text' })),
};

export const forVite = {
  name: 'inline-page',
  enforce: 'pre',
  load: async (id: string) =>
    PAGE.test(id) ? `export default ${JSON.stringify(await inlinePage(id))};` : undefined,
} as const;
