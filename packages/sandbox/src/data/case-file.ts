import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { MockCase } from '@apigouv/core/mocks';
// A YAML reader is no job of ours; this one has no dependency and knows the line of each node.
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { SandboxError } from '../errors.ts';

/** What a file says; its name is the case's. */
export type FoundCase = Omit<MockCase, 'name'>;

/** Reads a case; what is wrong in it is told with the file and the line. */
export async function readCase(root: string, path: string): Promise<FoundCase> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(path, 'utf8'), { lineCounter: lines });
  const fail = (offset: number, why: string): never => {
    throw new SandboxError(`${relative(root, path)}, ligne ${lines.linePos(offset).line} : ${why}`);
  };
  const [first] = document.errors;
  if (first) fail(first.pos[0], `YAML mal formé (${first.code}).`);
  if (!isMap(document.contents)) fail(0, 'params, status et payload sont attendus.');
  const content = contentOf(document, fail);
  const at = (key: string): number => offsetOf(document, key);

  const { params = {}, status, payload } = content;
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    fail(at('params'), 'params doit être une table de paramètres.');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    fail(at('status'), 'status doit être un statut HTTP, de 200 à 599.');
  const response = typeof payload === 'string' ? parsePayload(payload, () => at('payload'), fail) : payload;
  if (response === undefined) fail(at('payload'), 'payload manque : le corps de la réponse, en JSON.');
  return { params: params as Record<string, unknown>, status: status as number, response };
}

/** Aliases are only followed here: few lines may stand for millions of values, which the reader refuses. */
function contentOf(
  document: Document,
  fail: (offset: number, why: string) => never,
): Record<string, unknown> {
  try {
    return document.toJS() as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const isBomb = error.message.startsWith('Excessive');
    return fail(0, isBomb ? "trop d'alias YAML." : 'alias YAML inconnu.');
  }
}

function parsePayload(text: string, at: () => number, fail: (offset: number, why: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(at(), "payload n'est pas du JSON valide.");
  }
}

function offsetOf(document: Document, key: string): number {
  const node = document.get(key, true) as { range?: readonly number[] } | undefined;
  return node?.range?.[0] ?? 0;
}
