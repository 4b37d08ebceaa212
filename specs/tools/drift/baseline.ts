/** The differences that somebody has read and accepted, in a file that a review can follow: `specs/drift/<api>.json`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Document } from '../model.ts';
import { isExcerpt, WHOLE } from './compare.ts';
import { sidesOf } from './describe.ts';
import type { Difference } from './difference.ts';

/** By operation, then by difference: what it does to a client. Keys are sorted. */
export type Baseline = Record<string, Record<string, 'breaking' | 'compatible'>>;

export async function readBaseline(path: string): Promise<Baseline> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Baseline;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`écarts acceptés illisibles, ${path} (${(error as Error).message}).`);
  }
}

export async function writeBaseline(path: string, baseline: Baseline): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, serialize(baseline));
}

export const serialize = (baseline: Baseline): string => `${JSON.stringify(baseline, null, 2)}\n`;

function baselineOf(differences: readonly Difference[]): Baseline {
  const baseline: Baseline = {};
  for (const { where, what, breaking } of [...differences].sort(byPlace))
    baseline[where] = { ...baseline[where], [what]: breaking ? 'breaking' : 'compatible' };
  return baseline;
}

/** Which of the accepted differences the official document can speak of. */
export type Scope = (where: string) => boolean;

/** A document of one operation says nothing of the others. */
export function scopeOf(ours: Document, theirs: Document): Scope {
  if (!isExcerpt(ours, theirs)) return () => true;
  const spoken = sidesOf(theirs);
  return (where) => where === WHOLE || spoken.has(where);
}

/** Today's differences, and those accepted earlier that the document cannot speak of. */
export const accept = (differences: readonly Difference[], accepted: Baseline, scope: Scope): Baseline =>
  baselineOf([...differencesOf(accepted).filter(({ where }) => !scope(where)), ...differences]);

/** What nobody has accepted yet, and what was accepted and is no longer found. A difference that turns breaking is new. */
export function compareWithBaseline(
  differences: readonly Difference[],
  accepted: Baseline,
  scope: Scope,
): { added: Difference[]; gone: Difference[] } {
  const found = baselineOf(differences);
  return {
    added: differences.filter(({ where, what }) => accepted[where]?.[what] !== found[where]?.[what]),
    gone: differencesOf(accepted).filter(
      ({ where, what }) => scope(where) && found[where]?.[what] === undefined,
    ),
  };
}

const differencesOf = (baseline: Baseline): Difference[] =>
  Object.entries(baseline).flatMap(([where, all]) =>
    Object.entries(all).map(([what, effect]) => ({ where, what, breaking: effect === 'breaking' })),
  );

const byPlace = (a: Difference, b: Difference): number =>
  compareText(a.where, b.where) || compareText(a.what, b.what);

// By code unit: the same order on every machine.
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
