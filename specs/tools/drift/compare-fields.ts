/** What differs between the fields of two answers. An answer may promise more than ours announces; less breaks a client. */
import { type Add, compareTexts, compareValues, type Table, typeOf } from './compare-values.ts';
import { compareLimits } from './limits.ts';
import { allows, type Field, type Meaning } from './meaning.ts';

export function compareFields(suffix: string, ours: Table, theirs: Table, add: Add): void {
  const label = (name: string): string => `champ ${name}${suffix}`;
  // What stands under a field goes with it: nothing is said of it where one side has no such field, or none that can hold it.
  const silent: string[] = [];
  const isSilent = (name: string): boolean => silent.some((start) => name.startsWith(start));
  for (const [name, mine] of ours) {
    if (isSilent(name)) continue;
    const other = theirs.get(name);
    if (other) compareField(mine, other, (breaking, what) => add(breaking, `${label(name)} : ${what}`));
    else add(true, `${label(name)} : retiré`);
    const sides = [mine.meaning, other?.meaning];
    if (!sides.every((side) => side && holds(side, 'object'))) silent.push(`${name}.`);
    if (!sides.every((side) => side && holds(side, 'array'))) silent.push(`${name}[]`);
  }
  for (const [name, { required }] of theirs) {
    if (ours.has(name) || isSilent(name)) continue;
    add(false, `${label(name)} : ${required ? 'ajouté, obligatoire' : 'ajouté'}`);
    silent.push(`${name}.`, `${name}[]`);
  }
}

const holds = ({ types }: Meaning, container: 'object' | 'array'): boolean => types?.has(container) ?? true;

function compareField(ours: Field, theirs: Field, on: Add): void {
  const [mine, other] = [ours.meaning, theirs.meaning];
  const unknown = [...(other.types ?? [])].filter((type) => mine.types && !allows(mine.types, type));
  if (unknown.length > 0 || (other.nullable && mine.nullable === false))
    on(true, `type ${typeOf(other)} au lieu de ${typeOf(mine)}`);
  else if (mine.types && !other.types) on(false, 'type non dit');
  if (ours.required && !theirs.required) on(true, 'peut désormais manquer');
  compareValues(mine, other, { closingBreaks: false, openingBreaks: true }, on);
  // Narrower limits promise more.
  for (const { what, narrower } of compareLimits(mine.limits, other.limits)) if (!narrower) on(false, what);
  compareTexts(mine, other, on);
}
