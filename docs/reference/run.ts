/** Runs an example's program as its reader would, the mocks in the place of the network. */
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { createMock } from '@apigouv/core/mocks';
import { resolveImports } from '../playground/modules.ts';
import { DOORS, TABLES } from './apis.ts';

const folder = new URL('../.reference/programmes/', import.meta.url);
// Documents' addresses hold the time at which they expire.
const NOW = Date.parse('2026-01-15T10:00:00Z');

const addressOf = (name: string): string | undefined => {
  const door = DOORS.get(name);
  return door && pathToFileURL(door).href;
};

/** What the program shows, as JSON. */
export async function runProgram(name: string, program: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = new URL(`${name}.mjs`, folder);
  await writeFile(file, resolveImports(program, addressOf));
  const shown: unknown[] = [];
  const { fetch, console } = globalThis;
  globalThis.fetch = createMock(TABLES, { now: () => NOW }).asFetch;
  globalThis.console = { ...console, log: (...values: unknown[]) => shown.push(...values) };
  try {
    await import(file.href);
  } catch (error) {
    throw new Error(`L'exemple de ${name} échoue : ${error}`);
  } finally {
    Object.assign(globalThis, { fetch, console });
  }
  return JSON.stringify(shown[0], null, 2);
}
