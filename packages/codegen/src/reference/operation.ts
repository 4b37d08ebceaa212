/** An operation's part of its group's page. */
import type { Api, Case, Operation } from '../model/types.ts';
import { schemaName } from '../openapi.ts';
import { cacheText, quotaText, scopesText } from '../words/facts.ts';
import { durationText } from '../words/grammar.ts';
import { errorTable } from './errors.ts';
import { blocks, code, table } from './markdown.ts';
import { parameterTable } from './parameters.ts';
import { type Front, programOf } from './programs.ts';

export interface Shown {
  provider: string | undefined;
  /** What the example's program gives, as JSON. */
  answer: string | undefined;
  /** The first operation of the page whose example gives just that. */
  sameAs: Operation | undefined;
}

export function operationSection(
  api: Api,
  operation: Operation,
  front: Front,
  { provider, answer, sameAs }: Shown,
): string {
  const { summary, description } = operation;
  const program = programOf(operation, front);
  return blocks(
    `## ${summary.trim()}`,
    code(signature(operation)),
    state(api, operation),
    description,
    facts(api, operation, provider),
    heading('Paramètres', parameterTable(operation.params.filter(({ context }) => !context))),
    heading('Réponse', answerText(operation)),
    program && answer !== undefined
      ? heading(
          'Exemple',
          `${fence('ts', program)}\n\n${sameAs && sameAs !== operation ? `Même réponse que l'exemple de ${code(sameAs.id)}.` : answerBlock(answer)}`,
        )
      : undefined,
    heading('Erreurs', errorTable(api, operation)),
    testCases(api, operation),
  );
}

const signature = ({ id, params }: Operation): string =>
  `${id}(${params.some(({ context }) => !context) ? '{ … }' : ''})`;

const heading = (title: string, text: string): string => (text === '' ? '' : `### ${title}\n\n${text}`);

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

function state(api: Api, { deprecated, retired, replacedBy, stagingOnly }: Operation): string {
  const successor = api.operations.find(({ id }) => id === replacedBy);
  const advice =
    replacedBy === undefined
      ? ''
      : successor
        ? ` Utilisez ${code(replacedBy)}.`
        : ` Remplacement : ${replacedBy.trim()}.`;
  if (retired !== undefined)
    return `> **Retirée** depuis le ${retired} : elle ne répond plus que 410.${advice}`;
  if (deprecated) return `> **Dépréciée.**${advice}`;
  return stagingOnly ? "> **Bac à sable seulement** : elle n'existe pas encore en production." : '';
}

function facts(api: Api, operation: Operation, provider: string | undefined): string {
  const { access, documents, path, retired } = operation;
  const cache = cacheText(operation);
  const quota = quotaText(api, operation);
  const who = access.franceConnect
    ? "jeton d'accès FranceConnect du citoyen"
    : access.isPublic
      ? 'aucun, opération publique'
      : "jeton d'habilitation";
  const rows: [string, string | undefined][] = [
    ['Fournisseur', provider],
    ['Accès', who],
    ['Scopes', retired !== undefined || access.isPublic ? undefined : scopesText(operation)],
    ['Quota', quota || undefined],
    ['Cache', cache || undefined],
    ['Document', documents && `PDF, à télécharger dans les ${durationText(documents.ttl)}`],
    ['Source', code(`GET ${path}`)],
  ];
  return rows
    .flatMap(([name, value]) => (value === undefined ? [] : [`- **${name}** : ${value}`]))
    .join('\n');
}

function answerText({ body }: Operation): string {
  if (!body) return '';
  const list = body.data.type === 'array';
  const name = schemaName(list ? body.data.items : body.data);
  if (!name) return '';
  return `${code('data')} : ${list ? 'liste de ' : ''}[${code(name)}](#${name.toLowerCase()})${body.optional ? ', ou rien (204)' : ''}.`;
}

/** A long answer is folded: the errors that follow stay within reach. */
const LONG = 60;

function answerBlock(answer: string): string {
  const block = fence('json', answer);
  if (answer.split('\n').length <= LONG) return `Ce que les données de test répondent :\n\n${block}`;
  return `<details>\n<summary>Ce que les données de test répondent</summary>\n\n${block}\n\n</details>`;
}

function testCases(api: Api, { cases }: Operation): string {
  const rows = cases.map((entry) => [
    entry.name,
    String(entry.status),
    entry.description ?? '',
    askedFor(api, entry),
  ]);
  return heading('Cas de test', table(['cas', 'statut', 'situation', 'demandé pour'], rows));
}

/** A fictional citizen by name, then what else is asked: a whole identity would hide what makes the case, a number alone is to be copied. */
function askedFor({ usagers }: Api, { usager, params }: Case): string {
  const identity = usager === undefined ? {} : (usagers[usager]?.identite ?? {});
  const taken = Object.keys(params).filter((key) => key in identity);
  const others = Object.entries(params)
    .filter(
      ([key, value]) => (taken.length === 1 || !taken.includes(key)) && value !== null && value !== undefined,
    )
    .map(([key, value]) => code(`${key}: ${[value].flat().join(', ')}`));
  return [usager === undefined ? '' : code(usager), ...others].join(' ').trim();
}
