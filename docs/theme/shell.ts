/** What every page shares (toolbar, search, theme, menu), rendered by TypeDoc once and put in place by shell.js. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultThemeRenderContext, PageEvent, Reflection } from 'typedoc';
import { lighten, render } from './html.ts';

export function writeShell(
  context: DefaultThemeRenderContext,
  page: PageEvent<Reflection>,
  outputDirectory: string,
): void {
  const parts = {
    toolbar: render(context.toolbar(page)),
    menu: render(context.navigation(page)),
    footer: render(context.footer()),
  };
  const shell = Object.fromEntries(Object.entries(parts).map(([name, html]) => [name, lighten(html)]));
  const script = readFileSync(new URL('shell.js', import.meta.url), 'utf8');
  writeFileSync(
    join(outputDirectory, 'assets/shell.js'),
    `const SHELL = ${JSON.stringify(shell)};\n${script}`,
  );
}
