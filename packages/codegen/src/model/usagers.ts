/** The fictional citizen that a test case stands for. */
import type { Api, Case } from './types.ts';

const NAMES = ['nomNaissance', 'prenoms'];

/** The one whose identity is the case's, as far as the operation asks for it; undefined when it asks for none. */
export function usagerOf({ usagers }: Api, { params }: Case): string | undefined {
  if (!NAMES.every((key) => key in params)) return undefined;
  const agrees = ([key, value]: [string, unknown]): boolean =>
    !(key in params) || JSON.stringify(params[key]) === JSON.stringify(value);
  return Object.entries(usagers).find(([, { identite }]) => Object.entries(identite).every(agrees))?.[0];
}
