/** The doc comment of a method: all that its caller should know, in the editor. */
import type { Api, Operation } from '../model/types.ts';
import { type Audience, exampleOf } from '../words/example.ts';
import { cacheText, quotaText, scopesText } from '../words/facts.ts';
import { situationsOf } from '../words/situations.ts';

export function methodDoc(api: Api, operation: Operation, audience: Audience): string {
  const { summary, description, provider, path, retired } = operation;
  const cache = cacheText(operation);
  const facts = [
    provider === undefined ? '' : `- **Fournisseur** : ${api.providers[provider] ?? `code ${provider}`}`,
    retired === undefined ? `- **Scopes** : ${scopesText(operation)}` : '',
    quotaLine(api, operation),
    cache && `- **Cache** : ${cache}`,
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

function quotaLine(api: Api, operation: Operation): string {
  const quota = quotaText(api, operation);
  return quota && `- **Quota** : ${quota}`;
}

function errorsText(api: Api, operation: Operation): string {
  const lines = situationsOf(api, operation).map(
    ({ status, name, kind, errors }) =>
      `  - ${status} \`${name}\` (\`${kind}\`) : ${errors.map(({ code }) => `\`${code}\``).join(', ')}`,
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
