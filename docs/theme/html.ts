/** HTML as text: what a page says is easier to read in a template than in nested calls. */
import { JSX } from 'typedoc';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const raw = (html: string): JSX.Element => JSX.createElement(JSX.Raw, { html });

export const render = (part: JSX.Children): string =>
  JSX.renderElement(JSX.createElement(JSX.Fragment, null, part));

const REPEATS: [RegExp, string][] = [
  // The colour of each comma and bracket is most of a signature's weight.
  [/<span class="tsd-signature-(?:symbol|type)">([^<]*)<\/span>/g, '$1'],
  [/ class="(?:tsd-signature-type )?tsd-kind-(?!icon)[a-z-]+"/g, ''],
  [/<span>([^<]*)<\/span>/g, '$1'],
  [/ class=""/g, ''],
];

/** The same page without what it repeats and nobody reads. */
export function lighten(html: string): string {
  const lighter = REPEATS.reduce((text, [pattern, by]) => text.replace(pattern, by), html);
  // Quotes need no escapeHtml outside of attributes.
  return lighter.replace(/>[^<]+</g, (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'"));
}
