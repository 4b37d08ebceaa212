/** The reference's pages of an API: one a group of operations, and one that lists them all. */
import { providersOf } from '../emit/mocks.ts';
import type { Api, Operation } from '../model/types.ts';
import { plain } from '../names.ts';
import { ofName } from '../text.ts';
import { type FieldTable, fieldTables } from './fields.ts';
import { blocks, code, table } from './markdown.ts';
import { operationSection, programOf } from './operation.ts';
import { contextTable } from './parameters.ts';

/** What an API's reader writes before a first call. */
export interface Front {
  /** As lines of a program. */
  imports: string;
  /** The client's making, under the name that examples give it. */
  creation: string;
}

export interface Page {
  /** File name, without extension. */
  name: string;
  text: string;
}

/** The programs of the examples, by operationId: whoever runs them gives `referencePages` what they answer. */
export function examplePrograms(api: Api, front: Front): Map<string, string> {
  const programs = new Map<string, string>();
  for (const operation of api.operations) {
    const program = programOf(operation, front);
    if (program !== undefined) programs.set(operation.id, program);
  }
  return programs;
}

const LISTING = 'operations';

export function referencePages(api: Api, front: Front, answers: ReadonlyMap<string, string>): Page[] {
  const groups = groupsOf(api);
  const providers = providersOf(api);
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

interface OperationGroup {
  name: string;
  title: string;
  tag: string;
  operations: Operation[];
}

/** Operations of one theme and one name on the client, older versions behind the newest. */
function groupsOf(api: Api): OperationGroup[] {
  const groups = new Map<string, { tag: string; path: string; operations: Operation[] }>();
  for (const operation of api.operations) {
    const { id, provider, tag = 'Autres opérations' } = operation;
    const names = id
      .replace(/^v\d+\./, '')
      .split('.')
      .slice(0, -1);
    // What the platform says of itself stands on one page.
    const isPlatform = names.length < 2 && provider === undefined;
    const path = isPlatform ? slug(tag) : names.join('-');
    const group = groups.get(`${tag} ${path}`) ?? { tag, path, operations: [] };
    group.operations.push(operation);
    groups.set(`${tag} ${path}`, group);
  }
  const found = [...groups.values()];
  return found.map(({ tag, path, operations }) => {
    const isAlone = found.filter((other) => other.path === path).length === 1;
    const sorted = operations.toSorted((a, b) => Number(a.deprecated) - Number(b.deprecated));
    const name = isAlone ? path : `${path}-${slug(tag)}`;
    return { name, title: titleOf(api, sorted, tag), tag, operations: sorted };
  });
}

/** What all the summaries begin with, up to a comma; else the provider's name, else the theme's. */
function titleOf(api: Api, [first, ...others]: readonly Operation[], tag: string): string {
  const parts = first?.summary.trim().split(', ') ?? [];
  for (let count = others.length > 0 ? parts.length : 1; count > 0; count--) {
    const title = parts.slice(0, count).join(', ');
    if (others.every(({ summary }) => `${summary.trim()}, `.startsWith(`${title}, `))) return title;
  }
  const provider = first?.provider === undefined ? undefined : providersOf(api)[first.provider];
  return provider?.replace(/ - .*/, '') ?? tag;
}

const slug = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');

const addressOf = ({ title }: Api, name: string): string => `${slug(title)}/${name}`;

const frontmatter = (values: Record<string, string>): string =>
  `---\n${Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')}---`;

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
  const providers = providersOf(api);
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
  const children = groups.map(({ name }) => `  - ${name}.md\n`).join('');
  const head = frontmatter({ title: 'Opérations', page: addressOf(api, LISTING) });
  return blocks(
    `${head.slice(0, -3)}children:\n${children}---`,
    `# Opérations ${ofName(api.title)}`,
    'Un seul des scopes écrits suffit à ouvrir une opération. Certains découvrent en plus des champs, que sa page nomme : ne demandez que ceux des données utiles.',
    ...sections,
  );
}
