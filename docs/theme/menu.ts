/** The menu of every page, short enough to be read. */
import { type NavigationElement, ReflectionKind, Slugger } from 'typedoc';
import { LOOKED_UP } from './groups.ts';

/**
 * Packages, their entry points and their documents stand by themselves, not in a folder; documents of no package are the guides. Types
 * looked up by name are a link to their list. What opens is no link itself, which a screen reader could not tell from its folder: its
 * page comes first inside.
 */
export function menu(elements: NavigationElement[], parent = ''): NavigationElement[] {
  return elements.flatMap(({ text, path, kind, children = [], ...rest }) => {
    if (!path && LOOKED_UP.includes(text)) return { text, path: `${parent}#${slug(text)}` };
    const inside = menu(children, path ?? parent);
    if (text === ReflectionKind.pluralString(ReflectionKind.Module)) return inside;
    if (text === ReflectionKind.pluralString(ReflectionKind.Document))
      return parent ? inside : { text: 'Guides', children: inside };
    const page = { text, ...(path && { path }), ...(kind && { kind }), ...rest };
    if (inside.length === 0) return page;
    return { text, children: path ? [{ ...page, text: 'Présentation' }, ...inside] : inside };
  });
}

const slug = (title: string): string => new Slugger({ lowercase: true }).slug(title);
