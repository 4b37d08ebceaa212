/** The reference's pages of an API: one a group of operations, and one that lists them all. */
import type { Api, Operation } from '../model/types.ts';
import { ofName } from '../words/grammar.ts';
import { type FieldTable, fieldTables } from './fields.ts';
import { groupsOf, type OperationGroup, slug } from './groups.ts';
import { blocks, code, table } from './markdown.ts';
import { operationSection } from './operation.ts';
import { contextTable } from './parameters.ts';
import type { Front } from './programs.ts';

export interface Page {
  /** File name, without extension. */
  name: string;
  text: string;
}

const LISTING = 'operations';

export function referencePages(api: Api, front: Front, answers: ReadonlyMap<string, string>): Page[] {
  const groups = groupsOf(api);
  const { providers } = api;
  const pages = groups.map(({ name, title, operations, tag }) => ({
    name,
    text: blocks(
      frontmatter({ title, group: tag, page: addressOf(api, name) }),
      `# ${title}`,
      contents(operations),
      ...operations.map((operation) =>
        operationSection(api, operation, front, {
          provider: operation.provider === undefined ? undefined : providers[operation.provider],
          answer: answers.get(operation.id),
          sameAs: operations.find(({ id }) => answers.get(id) === answers.get(operation.id)),
        }),
      ),
      contextText(operations),
      dataText(
        fieldTables(
          api,
          operations.flatMap(({ body }) => body?.data ?? []),
        ),
      ),
    ),
  }));
  return [{ name: LISTING, text: listing(api, groups) }, ...pages];
}

const addressOf = ({ title }: Api, name: string): string => `${slug(title)}/${name}`;

function frontmatter(values: Record<string, string | readonly string[]>): string {
  const lines = Object.entries(values).map(([key, value]) =>
    typeof value === 'string'
      ? `${key}: ${JSON.stringify(value)}`
      : [`${key}:`, ...value.map((item) => `  - ${item}`)].join('\n'),
  );
  return ['---', ...lines, '---'].join('\n');
}

function contents(operations: readonly Operation[]): string {
  if (operations.length === 1) return '';
  return table(
    ['opération', 'donne'],
    operations.map((operation) => [linkTo(operation), operation.summary]),
  );
}

const linkTo = ({ id, summary }: Operation, page = ''): string =>
  `[${code(id)}](${page}#${anchorOf(summary)})`;

/** As TypeDoc writes the anchor of a title. */
const anchorOf = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');

function contextText(operations: readonly Operation[]): string {
  const context = contextTable(operations);
  if (context === '') return '';
  return blocks(
    '## Réglages du client',
    'Se donnent une fois, au client, ou à un seul appel parmi ses paramètres.',
    context,
  );
}

function dataText(tables: readonly FieldTable[]): string {
  if (tables.length === 0) return '';
  return blocks('## Données', ...tables.map(({ name, text }) => `### ${name}\n\n${text}`));
}

function listing(api: Api, groups: readonly OperationGroup[]): string {
  const { providers } = api;
  const tags = [...new Set(groups.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const rows = groups
      .filter((group) => group.tag === tag)
      .flatMap(({ name, operations }) =>
        operations.map((operation) => [
          linkTo(operation, `${name}.md`),
          operation.summary,
          providers[operation.provider ?? ''] ?? '',
          (operation.scopes ?? []).map(code).join(', '),
        ]),
      );
    return `## ${tag}\n\n${table(['opération', 'donne', 'fournisseur', 'scopes'], rows)}`;
  });
  const children = groups.map(({ name }) => `${name}.md`);
  return blocks(
    frontmatter({ title: 'Opérations', page: addressOf(api, LISTING), children }),
    `# Opérations ${ofName(api.title)}`,
    'Un seul des scopes écrits suffit à ouvrir une opération. Certains découvrent en plus des champs, que sa page nomme : ne demandez que ceux des données utiles.',
    ...sections,
  );
}
