/** A package's page: its guide, then its exports, group by group. */
import type { DeclarationReflection, DefaultThemeRenderContext, ProjectReflection } from 'typedoc';
import { escapeHtml, render } from './html.ts';

/** Beyond this, a group lists names alone: each one's page says what it is. */
const MANY = 90;

export function moduleList(
  context: DefaultThemeRenderContext,
  module: DeclarationReflection | ProjectReflection,
): string {
  const readme = module.isDeclaration() && module.readme ? context.markdown(module.readme) : '';
  // The page has said the package's name.
  const guide = readme.replace(/^<h1.*?<\/h1>/s, '');
  if (guide !== readme) context.page.pageHeadings.shift();
  const groups = (module.groups ?? []).map(({ title, children }) => {
    const id = context.slugger.slug(title);
    const many = children.length > MANY;
    context.page.pageHeadings.push({ link: `#${id}`, text: title, level: 2 });
    const items = children.map((child) => {
      const anchor = child.isReference() ? context.getAnchor(child) : context.slugger.slug(child.name);
      const name = `<a href="${context.urlTo(child)}">${escapeHtml(child.name)}</a>`;
      const shown = child.isDeprecated() ? `<s>${name}</s>` : name;
      const summary = many ? '' : render(context.commentShortSummary(child));
      return `<li id="${anchor}">${shown}${summary}</li>`;
    });
    return `<section><h2 id="${id}">${escapeHtml(title)}</h2><ul class="${many ? 'noms' : 'exports'}">${items.join('')}</ul></section>`;
  });
  return `${render(context.commentSummary(module))}<div class="tsd-typography">${guide}</div>${groups.join('')}`;
}
