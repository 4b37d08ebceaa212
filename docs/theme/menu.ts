/** The menu of every page, short enough to be read. */
import { type NavigationElement, ReflectionKind, Slugger } from 'typedoc';
import { LOOKED_UP } from './groups.ts';

/**
 * Packages and their entry points stand by themselves, not in a folder of modules; types looked up by name are a link to their
 * list. What opens is no link itself, which a screen reader could not tell from its folder: its page comes first inside.
 */
export function menu(elements: NavigationElement[], parent = ''): NavigationElement[] {
  return elements.flatMap(({ text, path, kind, children = [], ...rest }) => {
    if (!path && LOOKED_UP.includes(text)) return { text, path: `${parent}#${slug(text)}` };
    const inside = menu(children, path ?? parent);
    if (text === ReflectionKind.pluralString(ReflectionKind.Module)) return inside;
    const page = { text, ...(path && { path }), ...(kind && { kind }), ...rest };
    if (inside.length === 0) return page;
    return { text, children: path ? [{ ...page, text: 'Présentation' }, ...inside] : inside };
  });
}

const slug = (title: string): string => new Slugger({ lowercase: true }).slug(title);
