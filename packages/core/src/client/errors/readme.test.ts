/** The README's table of errors is written from the tables that the client reads: `vitest run src/client/errors/readme.test.ts -u` rewrites it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as core from '../../index.ts';
import { ADVICE } from './advice.ts';
import { ApigouvError } from './base.ts';
import {
  ConfigurationError,
  ConnectionError,
  InvalidParameterError,
  InvalidResponseError,
  TimeoutError,
} from './local.ts';
import { SITUATIONS, type Situation } from './situations.ts';

const README = new URL('../../../README.md', import.meta.url);

const LOCAL = [
  new InvalidParameterError([{ parameter: 'siret', reason: 'manquant' }]),
  new ConnectionError('', undefined),
  new TimeoutError('', 'total', 0),
  new InvalidResponseError('', 200, ''),
  new ConfigurationError(''),
];

const rowOf = (name: string, when: string, retry: string, userMessage: string): string[] => [
  `\`${name}\``,
  when,
  retry,
  userMessage,
  ADVICE[name] ?? '',
];

function whenOf({ statuses, statusFrom, codes, codeEnds }: Situation): string {
  const named = codes?.map((code) => (code ? `\`${code}\`` : 'aucun')).join(' ou ');
  const code = named ?? (codeEnds && `en \`${codeEnds}\``);
  return `${statuses?.join(', ') ?? `${statusFrom} et plus`}${code ? `, code ${code}` : ''}`;
}

const told = (retry: Situation['retry'] = 'never'): string =>
  retry === 'by-code' ? 'selon le code' : `\`${retry}\``;

const rows = [
  ['classe', 'statut', '`retry`', "phrase pour l'agent", 'que faire'],
  ...SITUATIONS.map((situation) =>
    rowOf(situation.Class.type, whenOf(situation), told(situation.retry), situation.userMessage),
  ),
  ...LOCAL.map(({ name, retry, userMessage }) => rowOf(name, '–', told(retry), userMessage)),
];

const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
const padded = (cells: string[], filler = ' '): string =>
  `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
const [head = [], ...body] = rows;
const table = [padded(head), padded(['', '', '', '', ''], '-'), ...body.map((cells) => padded(cells))].join(
  '\n',
);

it('is as the tables say', async () => {
  const readme = await readFile(README, 'utf8');
  const written = readme.replace(/(?<=\n\n)\| classe .*?(?=\n\n)/s, () => table);
  expect(written).toContain(table);
  await expect(written).toMatchFileSnapshot(fileURLToPath(README));
});

it('leaves out no error class, and has advice for each', () => {
  const classes = Object.values(core).filter(
    (Class): Class is typeof ApigouvError =>
      typeof Class === 'function' && Class.prototype instanceof Error && Class !== ApigouvError,
  );
  const names = classes.map(({ type }) => type).sort();
  expect(names.filter((name) => !table.includes(`| \`${name}\` `))).toEqual([]);
  expect(Object.keys(ADVICE).sort()).toEqual(names);
});
