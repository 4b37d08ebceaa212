/** Compares an official OpenAPI document with ours: what a client built from ours would no longer find, or does not know yet. */
import type { Document, Operation } from '../model.ts';
import { type Described, fieldsOf, parametersOf, type Side } from './describe.ts';

/** One difference. `breaking`: a client built from our specification would fail or misread. */
export interface Difference {
  breaking: boolean;
  where: string;
  what: string;
}

export function compare(ours: Document, theirs: Document): Difference[] {
  const differences: Difference[] = [];
  const mine = gets(ours);
  const official = gets(theirs);
  for (const [path, operation] of mine) {
    const other = official.get(path);
    if (!other) differences.push({ breaking: true, where: `GET ${path}`, what: 'opération retirée' });
    else differences.push(...compareOperations(path, [ours, operation], [theirs, other]));
  }
  for (const path of official.keys())
    if (!mine.has(path))
      differences.push({ breaking: false, where: `GET ${path}`, what: 'opération ajoutée' });
  return differences.sort((a, b) => Number(b.breaking) - Number(a.breaking));
}

const gets = ({ paths }: Document): Map<string, Operation> =>
  new Map(
    Object.entries(paths).flatMap(([path, { get }]) => (get ? [[path, get] as [string, Operation]] : [])),
  );

function compareOperations(path: string, ours: Side, theirs: Side): Difference[] {
  const where = `GET ${path}`;
  return [
    ...compareSets(where, parametersOf(ours), parametersOf(theirs), PARAMETER),
    ...compareSets(where, fieldsOf(ours), fieldsOf(theirs), FIELD),
    ...compareStatuses(where, ours[1], theirs[1]),
  ];
}

/** What breaks a client, for one kind of thing. */
interface Rules {
  label: string;
  isRemovalBreaking: boolean;
  isAdditionBreaking: (theirs: Described) => boolean;
  isTightened: (ours: Described, theirs: Described) => boolean;
  tightened: string;
}

// What is sent and no longer read changes nothing; what becomes required is missing from every call.
const PARAMETER: Rules = {
  label: 'paramètre',
  isRemovalBreaking: false,
  isAdditionBreaking: ({ required }) => required,
  isTightened: (ours, theirs) => theirs.required && !ours.required,
  tightened: 'devient obligatoire',
};

const FIELD: Rules = {
  label: 'champ',
  isRemovalBreaking: true,
  isAdditionBreaking: () => false,
  isTightened: (ours, theirs) => ours.required && !theirs.required,
  tightened: 'peut désormais manquer',
};

function compareSets(
  where: string,
  ours: ReadonlyMap<string, Described>,
  theirs: ReadonlyMap<string, Described>,
  rules: Rules,
): Difference[] {
  const found: Difference[] = [];
  const add = (breaking: boolean, name: string, what: string): void => {
    found.push({ breaking, where, what: `${rules.label} ${name} : ${what}` });
  };
  for (const [name, mine] of ours) {
    const other = theirs.get(name);
    if (!other) {
      add(rules.isRemovalBreaking, name, 'retiré');
      continue;
    }
    if (mine.type !== other.type) add(true, name, `type ${other.type} au lieu de ${mine.type}`);
    if (rules.isTightened(mine, other)) add(true, name, rules.tightened);
    compareValues(mine, other, (breaking, what) => add(breaking, name, what));
  }
  for (const [name, other] of theirs) {
    if (ours.has(name)) continue;
    add(rules.isAdditionBreaking(other), name, other.required ? 'ajouté, obligatoire' : 'ajouté');
  }
  return found;
}

function compareValues(
  ours: Described,
  theirs: Described,
  add: (breaking: boolean, what: string) => void,
): void {
  if (!ours.values || !theirs.values) return;
  const missing = ours.values.filter((value) => !theirs.values?.includes(value));
  const added = theirs.values.filter((value) => !ours.values?.includes(value));
  if (missing.length) add(true, `valeurs retirées ${missing.join(', ')}`);
  if (added.length) add(false, `valeurs ajoutées ${added.join(', ')}`);
}

function compareStatuses(where: string, ours: Operation, theirs: Operation): Difference[] {
  const [mine, other] = [Object.keys(ours.responses), Object.keys(theirs.responses)];
  const lost = mine.filter((status) => !other.includes(status));
  const added = other.filter((status) => !mine.includes(status));
  return [
    ...lost.map((status) => ({ breaking: status === '200', where, what: `statut ${status} retiré` })),
    ...added.map((status) => ({ breaking: false, where, what: `statut ${status} ajouté` })),
  ];
}
