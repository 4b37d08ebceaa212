/** The doc comment of a method: all that its caller should know, in the editor. */
import type { Api, Limit, Operation } from '../model/types.ts';
import { situationsOf } from './error-classes.ts';
import { type Audience, exampleOf } from './example.ts';

export function methodDoc(
  api: Api,
  operation: Operation,
  audience: Audience,
  providers: Record<string, string>,
): string {
  const { summary, description, provider, path, cacheTtl, retired } = operation;
  const facts = [
    provider === undefined ? '' : `- **Fournisseur** : ${providers[provider] ?? `code ${provider}`}`,
    retired === undefined ? `- **Scopes** : ${scopesText(operation)}` : '',
    quotaLine(api, operation),
    cacheTtl === undefined ? '' : `- **Cache** : la plateforme garde une réponse ${durationText(cacheTtl)}`,
    `- **Source** : \`GET ${path}\``,
    errorsText(api, operation),
  ];
  const parts = [
    summary.trim(),
    description.trim() === summary.trim() ? '' : description.trim(),
    facts.filter((fact) => fact !== '').join('\n'),
    operation.body ? `@example\n${exampleOf(operation, audience)}` : '',
    deprecation(api, operation),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

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
  return `${limit.limit} appels par ${periodText(limit)}, ${counted} (\`${group}\`)`;
}

function quotaLine(api: Api, operation: Operation): string {
  const quota = quotaText(api, operation);
  return quota && `- **Quota** : ${quota}`;
}

function periodText({ period }: Limit): string {
  const names: Record<number, string> = { 1: 'seconde', 60: 'minute', 3600: 'heure', 86400: 'jour' };
  return names[period] ?? `période de ${durationText(period)}`;
}

export function durationText(seconds: number): string {
  const [size, unit] = (
    [
      [3600, 'heure'],
      [60, 'minute'],
      [1, 'seconde'],
    ] as const
  ).find(([length]) => seconds % length === 0) ?? [1, 'seconde'];
  const count = seconds / size;
  return `${count} ${unit}${count > 1 ? 's' : ''}`;
}

function errorsText(api: Api, operation: Operation): string {
  const lines = situationsOf(api, operation).map(
    ({ status, name, errors }) =>
      `  - ${status} \`${name}\` : ${errors.map(({ code }) => `\`${code}\``).join(', ')}`,
  );
  return lines.length === 0 ? '' : `- **Erreurs** :\n${lines.join('\n')}`;
}

function deprecation(api: Api, { deprecated, replacedBy, retired }: Operation): string {
  if (!deprecated && retired === undefined) return '';
  const isOperation = api.operations.some((operation) => operation.id === replacedBy);
  const advice =
    replacedBy === undefined
      ? ''
      : isOperation
        ? `Utilisez \`${replacedBy}\`.`
        : `Remplacée par ${replacedBy.trim()}.`;
  const state = retired === undefined ? '' : `Retirée depuis le ${retired} : ne répond plus que 410.`;
  return `@deprecated ${[state, advice].filter((part) => part !== '').join(' ')}`.trim();
}
