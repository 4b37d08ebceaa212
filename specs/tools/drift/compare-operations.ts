/** What differs between two descriptions of one operation. */

import { compareFields } from './compare-fields.ts';
import { compareParameters } from './compare-parameters.ts';
import type { Add } from './compare-values.ts';
import { bodiesOf, codesOf, fieldsOf, headersOf, parametersOf, type Side, securityOf } from './describe.ts';
import type { Difference } from './difference.ts';

export function compareOperations(where: string, ours: Side, theirs: Side): Difference[] {
  const found: Difference[] = [];
  const add: Add = (breaking, what) => found.push({ breaking, where, what });
  compareParameters(parametersOf(ours), parametersOf(theirs), add);
  compareStatuses(ours, theirs, add);
  compareCodes(ours, theirs, add);
  compareSecurity(securityOf(ours), securityOf(theirs), add);
  compareDeprecation(ours, theirs, add);
  compareScopes(ours.operation['x-scopes'], theirs.operation['x-scopes'], add);
  return found;
}

function compareStatuses(ours: Side, theirs: Side, add: Add): void {
  const [mine, other] = [Object.keys(ours.operation.responses), Object.keys(theirs.operation.responses)];
  for (const status of mine) {
    if (!other.includes(status)) add(isSuccess(status), `statut ${status} retiré`);
    else if (isSuccess(status)) compareAnswers(status, ours, theirs, add);
  }
  for (const status of other) if (!mine.includes(status)) add(false, `statut ${status} ajouté`);
}

const isSuccess = (status: string): boolean => status.startsWith('2');

function compareAnswers(status: string, ours: Side, theirs: Side, add: Add): void {
  const suffix = status === '200' ? '' : ` (${status})`;
  const names = (side: Side): Map<string, string> =>
    new Map(headersOf(side, status).map((name) => [name.toLowerCase(), name]));
  const [mine, other] = [names(ours), names(theirs)];
  // No header is promised: a client does without.
  for (const [key, name] of mine) if (!other.has(key)) add(false, `en-tête ${name}${suffix} : retiré`);
  for (const [key, name] of other) if (!mine.has(key)) add(false, `en-tête ${name}${suffix} : ajouté`);
  const [bodies, others] = [bodiesOf(ours, status), bodiesOf(theirs, status)];
  if (bodies.size === 0 || others.size === 0) {
    if (bodies.size > 0) add(false, `réponse${suffix} : non décrite`);
    return;
  }
  for (const [type, body] of bodies) {
    const same = others.get(type);
    if (same) compareFields(suffix, fieldsOf(body), fieldsOf(same), add);
    else add(true, `type de contenu ${type}${suffix} : retiré`);
  }
  for (const type of others.keys())
    if (!bodies.has(type)) add(false, `type de contenu ${type}${suffix} : ajouté`);
}

/** A status that one side has not, already said, takes its codes along. */
function compareCodes(ours: Side, theirs: Side, add: Add): void {
  const [mine, other] = [codesOf(ours), codesOf(theirs)];
  // By `XX` for the operation's provider, as in the nomenclature: the same change of every provider reads once.
  const provider = ours.operation['x-provider'];
  const label = (code: string): string =>
    `code d'erreur ${provider && code.startsWith(provider) ? `XX${code.slice(provider.length)}` : code}`;
  const knows = (side: Side, statuses: readonly string[]): boolean =>
    statuses.some((status) => status in side.operation.responses);
  for (const [code, statuses] of mine) {
    const now = other.get(code);
    const before = statuses.join(', ');
    if (now && now.join(', ') !== before)
      add(false, `${label(code)} : statut ${now.join(', ')} au lieu de ${before}`);
    if (!now && knows(theirs, statuses)) add(false, `${label(code)} (${before}) : retiré`);
  }
  for (const [code, statuses] of other)
    if (!mine.has(code) && knows(ours, statuses))
      add(false, `${label(code)} (${statuses.join(', ')}) : ajouté`);
}

/** A way of calling that is gone breaks those who call so. */
function compareSecurity(ours: readonly string[], theirs: readonly string[], add: Add): void {
  for (const way of ours)
    if (!theirs.includes(way) && !theirs.includes('sans jeton')) add(true, `sécurité ${way} : retirée`);
  for (const way of theirs) if (!ours.includes(way)) add(false, `sécurité ${way} : ajoutée`);
}

function compareDeprecation(ours: Side, theirs: Side, add: Add): void {
  const [mine, other] = [ours.operation.deprecated ?? false, theirs.operation.deprecated ?? false];
  if (mine !== other) add(false, other ? 'opération dépréciée' : "opération qui n'est pas dépréciée");
}

/** Official documents seldom say the scopes: saying none is no change. */
function compareScopes(ours: readonly string[] = [], theirs: readonly string[] | undefined, add: Add): void {
  if (!theirs) return;
  for (const scope of ours) if (!theirs.includes(scope)) add(false, `scope ${scope} : retiré`);
  for (const scope of theirs) if (!ours.includes(scope)) add(true, `scope ${scope} : ajouté`);
}
