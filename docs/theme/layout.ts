/** A page: what differs from one to the next. What all of them share is written once, in shell.js. */
import type { DefaultThemeRenderContext, PageEvent, Reflection, RenderTemplate } from 'typedoc';
import { describe } from './describe.ts';
import { escapeHtml, render } from './html.ts';

export function layout(
  context: DefaultThemeRenderContext,
  template: RenderTemplate<PageEvent<Reflection>>,
  page: PageEvent<Reflection>,
): string {
  const { model, project } = page;
  const base = context.relativeURL('./');
  const hook = (name: 'head.end' | 'body.begin' | 'content.begin' | 'content.end' | 'body.end') =>
    render(context.hook(name, context));
  const asset = (name: string) => context.relativeURL(`assets/${name}`);
  const content = template(page);
  const main = render(context.header(page)) + (typeof content === 'string' ? content : render(content));
  // A program may be run where it stands.
  const trial = main.includes('<code class="ts">')
    ? `<link rel="stylesheet" href="${context.relativeURL('essayer/program.css')}"/><script type="module" src="${context.relativeURL('essayer/pages.js')}"></script>`
    : '';
  const title = model.isProject() ? project.name : `${model.name} | ${home(model).name}`;
  return `<html lang="fr" data-base="${base}"><head><meta charset="utf-8"/>\
<title>${escapeHtml(title)}</title><meta name="description" content="${escapeHtml(describe(model))}"/>\
<meta name="viewport" content="width=device-width, initial-scale=1"/>\
<link rel="stylesheet" href="${asset('style.css')}"/>\
<link rel="stylesheet" href="${asset('highlight.css')}"/>\
<link rel="stylesheet" href="${asset('custom.css')}"/>\
${trial}${hook('head.end')}</head><body>${hook('body.begin')}<script src="${asset('shell.js')}"></script>\
<div class="container container-main"><main class="col-content">${hook('content.begin')}${main}${hook('content.end')}</main>\
<div class="col-sidebar"><div class="page-menu">${render(context.pageNavigation(page))}</div></div></div>\
${hook('body.end')}</body></html>`;
}

/** The package a thing is of, or the whole. */
function home(model: Reflection): Reflection {
  let found = model;
  while (found.parent && !found.parent.isProject()) found = found.parent;
  return found === model && found.parent ? found.parent : found;
}

/** From the first page down to this one. */
export function breadcrumb(context: DefaultThemeRenderContext, model: Reflection): string {
  const parents: string[] = [];
  for (let { parent } = model; parent; parent = parent.parent) {
    const url = parent.isProject() ? context.relativeURL('index.html') : context.urlTo(parent);
    parents.unshift(`<li><a href="${url}">${escapeHtml(parent.name)}</a></li>`);
  }
  return `<nav aria-label="Fil d’Ariane"><ol class="tsd-breadcrumb">${parents.join('')}<li aria-current="page">${escapeHtml(model.name)}</li></ol></nav>`;
}
