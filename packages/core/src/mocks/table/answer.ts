import type { ApiError } from './errors.ts';
import type { Operation } from './operation.ts';

/** An answer before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** First error code, for the list of calls. */
  readonly code?: string;
}

export function json(
  status: number,
  body: unknown,
  contentType = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, text: JSON.stringify(body), contentType, headers };
}

export function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, text, contentType: 'text/plain; charset=utf-8', headers };
}

/** Errors in the form of their API; the status is the first one's. */
export function errorsAnswer(
  errors: readonly [ApiError, ...ApiError[]],
  { table, contentType }: Pick<Operation, 'table' | 'contentType'>,
): Answer {
  const [{ status, body }] = errors;
  const answer =
    table.errorFormat === 'erreur'
      ? json(status, { erreur: { ...(body.code && { code: body.code }), message: body.title } })
      : json(status, { errors: errors.map((error) => error.body) }, contentType);
  return body.code ? { ...answer, code: body.code } : answer;
}

export function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
