/** What differs between the parameters of two requests. One may be read more freely than ours writes it; more strictly breaks a client. */
import { type Add, compareTexts, compareValues, type Table, typeOf } from './compare-values.ts';
import { compareLimits } from './limits.ts';
import { allows, type Field } from './meaning.ts';

export function compareParameters(ours: Table, theirs: Table, add: Add): void {
  for (const [name, mine] of ours) {
    const on: Add = (breaking, what) => add(breaking, `paramètre ${name} : ${what}`);
    const other = theirs.get(name);
    if (other) compareParameter(mine, other, on);
    // What is sent and no longer read changes nothing; a path names its own parameters.
    else if (!isInPath(name)) on(false, 'retiré');
  }
  for (const [name, { required }] of theirs)
    if (!ours.has(name) && !isInPath(name))
      add(required, `paramètre ${name} : ${required ? 'ajouté, obligatoire' : 'ajouté'}`);
}

const isInPath = (name: string): boolean => name.endsWith(' (path)');

function compareParameter(ours: Field, theirs: Field, on: Add): void {
  const [mine, other] = [ours.meaning, theirs.meaning];
  const refused = [...(mine.types ?? [])].filter((type) => other.types && !accepts(other.types, type));
  if (refused.length > 0) on(true, `type ${typeOf(other)} au lieu de ${typeOf(mine)}`);
  if (theirs.required && !ours.required) on(true, 'devient obligatoire');
  if (ours.required && !theirs.required) on(false, 'devient facultatif');
  compareValues(mine, other, { closingBreaks: true, openingBreaks: false }, on);
  for (const { what, narrower } of compareLimits(mine.limits, other.limits)) on(narrower, what);
  if (mine.items && other.items)
    compareParameter(
      { required: true, meaning: mine.items },
      { required: true, meaning: other.items },
      (breaking, what) => on(breaking, `éléments, ${what}`),
    );
  compareTexts(mine, other, on);
}

// In an address all is text.
const accepts = (types: ReadonlySet<string>, type: string): boolean =>
  allows(types, type) || (types.has('string') && ['integer', 'number', 'boolean'].includes(type));
