/** What opens an operation and how often it may be called. */
import type { Api, Operation } from '../model/types.ts';
import { periodText } from './grammar.ts';

export function scopesText({ access, scopes = [] }: Operation): string {
  if (access.isPublic) return 'aucun, opération publique';
  if (scopes.length === 0) return 'tout jeton valide convient';
  const list = scopes.map((scope) => `\`${scope}\``).join(', ');
  return scopes.length === 1 ? list : `${list} ; un seul suffit`;
}

export function quotaText({ limits }: Api, { group }: Operation): string {
  const limit = group === undefined ? undefined : limits[group];
  if (!limit) return '';
  const counted = limit.perOperation ? 'pour cette opération seule' : "pour l'ensemble du groupe";
  return `${limit.limit} appels par ${periodText(limit.period)}, ${counted} (\`${group}\`)`;
}
