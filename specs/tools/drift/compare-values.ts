/** What parameters and fields have in common: values, texts, the name of a type. */
import { createHash } from 'node:crypto';
import type { Field, Meaning } from './meaning.ts';

export type Add = (breaking: boolean, what: string) => void;

export type Table = ReadonlyMap<string, Field>;

interface Effect {
  closingBreaks: boolean;
  openingBreaks: boolean;
}

/** An open list beside a closed one of the same values is our caution, no change. */
export function compareValues(ours: Meaning, theirs: Meaning, effect: Effect, on: Add): void {
  const [mine, other] = [ours.values, theirs.values];
  if (!other) {
    if (mine) on(effect.openingBreaks && !mine.open, 'valeurs qui ne sont plus énumérées');
    return;
  }
  if (!mine) {
    on(effect.closingBreaks && !other.open, `valeurs énumérées ${other.known.join(', ')}`);
    return;
  }
  const missing = mine.known.filter((value) => !other.known.includes(value));
  const added = other.known.filter((value) => !mine.known.includes(value));
  if (missing.length) on(!mine.open, `valeurs retirées ${missing.join(', ')}`);
  if (added.length) on(false, `valeurs ajoutées ${added.join(', ')}`);
  if (other.open && !mine.open) on(effect.openingBreaks, 'liste de valeurs qui devient ouverte');
}

/** Our texts are our own: theirs is known by a mark, which the accepted differences keep, and which changes with it. */
export function compareTexts({ text: mine }: Meaning, { text: other }: Meaning, on: Add): void {
  const [own, official] = [plain(mine), plain(other)];
  if (official && official !== own)
    on(false, `texte ${createHash('sha256').update(official).digest('hex').slice(0, 8)}`);
}

export const isText = ({ what }: { what: string }): boolean => / : texte [0-9a-f]{8}$/.test(what);

const plain = (text = ''): string => text.replace(/\s+/g, ' ').trim();

export function typeOf({ types, nullable }: Meaning): string {
  const named = types && [...types].sort().join('|');
  return `${named || 'indéterminé'}${nullable ? ' ou null' : ''}`;
}
