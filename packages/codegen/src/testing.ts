/** The small specification of the tests, whole or altered. */
import { readFileSync } from 'node:fs';
import type { ApiSource } from './model/api.ts';
import type { CaseFile } from './model/types.ts';
import type { Document } from './openapi.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')) as T;

export const goldenFolder = new URL('golden/expected/', import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: alterations break the document on purpose.
type Loose = any;

export function miniSource(alter: (document: Loose, cases: Loose) => void = () => {}): ApiSource {
  const document = read<Document>('mini.json');
  const cases = read<CaseFile>('mini.cas.json');
  alter(document, cases);
  return {
    name: 'mini',
    specFile: 'specs/dist/mini.json',
    casesFile: 'specs/dist/mini.cas.json',
    document,
    cases,
  };
}
