/** The README's table of errors is written from the tables that the client reads: `vitest run src/client/errors/readme.test.ts -u` rewrites it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as core from '../../index.ts';
import { ADVICE } from './advice.ts';
import { ApigouvError, type ErrorKind } from './base.ts';
import { connectionError } from './connection.ts';
import { ConfigurationError, InvalidParameterError, InvalidResponseError, TimeoutError } from './local.ts';
import { STATUSES } from './problem.ts';
import { SITUATIONS, type Situation } from './situations.ts';

const README = new URL('../../../README.md', import.meta.url);

const LOCAL = [
  new InvalidParameterError([{ parameter: 'siret', reason: 'manquant' }]),
  connectionError('', undefined),
  new TimeoutError('', 'total', 0),
  new InvalidResponseError('', 200, ''),
  new ConfigurationError(''),
];

const rowOf = (name: string, kind: ErrorKind, when: string, retry: string, userMessage: string): string[] => [
  `\`${name}\``,
  `\`${kind}\``,
  when,
  retry,
  userMessage,
  ADVICE[kind],
];

const codeOf = (code: string): string => (code ? `${code.length === 3 ? 'en ' : ''}\`${code}\`` : 'aucun');

function whenOf({ on, operations, citizen }: Situation): string {
  const places = Object.entries(on).map(
    ([status, codes]) =>
      `${status.padEnd(3, 'x')}${codes.length > 0 ? ` code ${codes.map(codeOf).join(', ')}` : ''}`,
  );
  const only = `${citizen ? " (client d'un citoyen)" : ''}${operations ? ' (EAJE)' : ''}`;
  return `${places.join(' ; ')}${only}`;
}

const told = (retry: Situation['retry'] = 'never'): string =>
  retry === 'by-code' ? 'selon le code' : retry === 'when-told' ? '`later` ou `never`' : `\`${retry}\``;

const rows = [
  ['classe', '`kind`', 'statut', '`retry`', "phrase pour l'agent", 'que faire'],
  ...SITUATIONS.map((situation) =>
    rowOf(
      situation.Class.type,
      situation.kind,
      whenOf(situation),
      told(situation.retry),
      situation.userMessage,
    ),
  ),
  ...LOCAL.map(({ name, kind, retry, userMessage }) => rowOf(name, kind, '–', told(retry), userMessage)),
];

const byStatus = new Map<number, string[]>();
for (const [kind, status] of Object.entries(STATUSES))
  byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${kind}\``]);
const answers = [
  ['statut', 'donné quand `kind` vaut'],
  ...[...byStatus].sort(([a], [b]) => a - b).map(([status, kinds]) => [`${status}`, kinds.join(', ')]),
];

function tableOf([head = [], ...body]: string[][]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const padded = (cells: string[], filler = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  const rule = padded(
    head.map(() => ''),
    '-',
  );
  return [padded(head), rule, ...body.map((cells) => padded(cells))].join('\n');
}

const table = tableOf(rows);

it('is as the tables say', async () => {
  const readme = await readFile(README, 'utf8');
  const written = readme
    .replace(/(?<=\n\n)\| classe .*?(?=\n\n)/s, () => table)
    .replace(/(?<=\n\n)\| statut .*?(?=\n\n)/s, () => tableOf(answers));
  expect(written).toContain(table);
  expect(written).toContain(tableOf(answers));
  await expect(written).toMatchFileSnapshot(fileURLToPath(README));
});

it('leaves out no error class', () => {
  const classes = Object.values(core).filter(
    (Class): Class is typeof ApigouvError =>
      typeof Class === 'function' && Class.prototype instanceof Error && Class !== ApigouvError,
  );
  const names = classes.map(({ type }) => type).sort();
  expect(names.filter((name) => !table.includes(`| \`${name}\` `))).toEqual([]);
});
