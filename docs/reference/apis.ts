/** The APIs whose operations have pages, and where each door of theirs is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listApis } from '@apigouv/codegen';
import type { MockTable } from '@apigouv/core/mocks';

export const APIS = listApis();

/** The file of a door of an API: of the package itself, then of its mocks. */
export const DOORS: ReadonlyMap<string, string> = new Map(
  APIS.flatMap(({ packageName, folder }) => {
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = (path: string): string => join(folder, exports[path].import.default);
    return [
      [packageName, file('.')],
      [`${packageName}/mocks`, file('./mocks')],
    ];
  }),
);

/** Their mocks' tables. */
export const TABLES: MockTable[] = await Promise.all(
  APIS.map(async ({ packageName }) => {
    const file = DOORS.get(`${packageName}/mocks`) as string;
    return (await import(pathToFileURL(file).href)).mockTable;
  }),
);
