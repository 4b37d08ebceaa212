/** The small specification of the tests, whole or altered. */
import { readFileSync } from 'node:fs';
import type { ApiSource } from './model/api.ts';
import type { CaseFile } from './model/types.ts';
import type { Document } from './openapi.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')) as T;

export const goldenFolder = new URL('golden/expected/', import.meta.url);
export const gatewayFolder = new URL('golden/guichet/', import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: alterations break the document on purpose.
type Loose = any;

export function miniSource(alter: (document: Loose, cases: Loose) => void = () => {}): ApiSource {
  return source('mini', alter);
}

/** The small specification of an API behind a ministry's own gateway. */
export function gatewaySource(alter: (document: Loose, cases: Loose) => void = () => {}): ApiSource {
  return source('guichet', alter);
}

function source(name: string, alter: (document: Loose, cases: Loose) => void): ApiSource {
  const document = read<Document>(`${name}.json`);
  const cases = read<CaseFile>(`${name}.cases.json`);
  alter(document, cases);
  return {
    name,
    specFile: `specs/dist/${name}.json`,
    casesFile: `specs/dist/${name}.cases.json`,
    document,
    cases,
  };
}
