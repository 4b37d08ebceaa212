/** What opens an operation and how often it may be called. */
import type { Api, Operation } from '../model/types.ts';
import { durationText, periodText } from './grammar.ts';

export function scopesText({ access, scopes = [] }: Operation): string {
  if (access.isPublic) return 'aucun, opération publique';
  if (scopes.length === 0) return 'tout jeton valide convient';
  const list = scopes.map((scope) => `\`${scope}\``).join(', ');
  return scopes.length === 1 ? list : `${list} ; un seul suffit`;
}

/** How long the platform answers the same; empty when it has no cache. */
export function cacheText({ cacheTtl, cacheUntil }: Operation): string {
  if (cacheUntil === 0) return "la plateforme garde une réponse jusqu'à la fin du jour";
  if (cacheUntil !== undefined)
    return `la plateforme garde une réponse jusqu'au lendemain, ${cacheUntil} heures`;
  return cacheTtl === undefined ? '' : `la plateforme garde une réponse ${durationText(cacheTtl)}`;
}

export function quotaText({ limits }: Api, { group }: Operation): string {
  const limit = group === undefined ? undefined : limits[group];
  if (!limit) return '';
  const counted = limit.perOperation ? 'pour cette opération seule' : "pour l'ensemble du groupe";
  return `${limit.limit} appels par ${periodText(limit.period)}, ${counted} (\`${group}\`)`;
}
