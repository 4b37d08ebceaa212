/** What an operation answers: the body of its 200, and the errors of its other statuses. */
import {
  type Document,
  type ErrorBody,
  type ErrorExample,
  type Response,
  resolve,
  schemaName,
} from '../openapi.ts';
import type { Problems } from '../problems.ts';
import type { Body, OperationError } from './types.ts';

type Responses = Record<string, Response>;

export function readBody(
  document: Document,
  problems: Problems,
  where: readonly string[],
  responses: Responses,
): Body | undefined {
  const at = [...where, 'responses', '200'];
  const response = responses['200'] && resolve(document, responses['200']);
  // No content: the answer says all by its status.
  if (response && !response.content) return undefined;
  const [contentType, media] = Object.entries(response?.content ?? {})[0] ?? [];
  const name = schemaName(media?.schema);
  const schema = media?.schema && resolve(document, media.schema);
  if (!contentType || !name || !schema) {
    problems.add(at, 'la réponse doit être un schéma nommé de components › schemas');
    return undefined;
  }
  const data = schema.properties?.data;
  const optional = responses['204'] !== undefined;
  if (optional && data)
    problems.add([...where, 'responses', '204'], 'sans corps : refusé à côté d’une enveloppe');
  return {
    contentType,
    schema: name,
    bare: data === undefined,
    optional,
    data: data ?? { $ref: media?.schema?.$ref ?? '' },
  };
}

/** Statuses, sorted. */
export const refusalsOf = (responses: Responses): string[] =>
  Object.keys(responses)
    .filter((key) => !key.startsWith('2'))
    .sort();

/** Sorted by status then code; a code that stands under two statuses is kept under the first. */
export function readErrors(
  document: Document,
  problems: Problems,
  where: readonly string[],
  responses: Responses,
): OperationError[] {
  const errors = new Map<string, OperationError>();
  for (const status of refusalsOf(responses)) {
    const at = [...where, 'responses', status];
    const response = resolve(document, responses[status] ?? {});
    if (!response) {
      problems.add(at, `référence ${responses[status]?.$ref} introuvable`);
      continue;
    }
    const examples = Object.values(response.content ?? {})[0]?.examples ?? {};
    for (const [code, example] of Object.entries(examples).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const body = errorBody(example);
      if (!isError(body, code))
        problems.add(
          [...at, 'examples', code],
          "corps d'erreur { errors: [{ code, title, detail }] } ou { erreur: { code, message } } attendu",
        );
      else if (!errors.has(code)) errors.set(code, { ...body, status: Number(status) });
    }
    for (const code of declaredCodes(response)) {
      if (!(code in examples)) problems.add([...at, 'x-error-codes'], `le code ${code} n'a pas d'exemple`);
    }
  }
  return [...errors.values()];
}

function errorBody(example: ErrorExample) {
  const body = example.value?.erreur ? ownFormBody(example) : example.value?.errors?.[0];
  const { 'x-parameter': parameter, 'x-also-for': alsoFor, 'x-when': when } = example;
  return (
    body && {
      ...body,
      ...(parameter ? { parameter } : {}),
      ...(alsoFor ? { alsoFor } : {}),
      ...(when ? { when } : {}),
    }
  );
}

function ownFormBody({ value, summary, description }: ErrorExample): ErrorBody {
  const { code = '', message = summary ?? '' } = value?.erreur ?? {};
  return { code, title: message, detail: description ?? '' };
}

const declaredCodes = (response: Response): string[] =>
  Array.isArray(response['x-error-codes']) ? response['x-error-codes'].map(String) : [];

const isError = (body: ErrorBody | undefined, code: string): body is ErrorBody =>
  body?.code === code && typeof body.title === 'string' && typeof body.detail === 'string';
