import type { ApiError } from './errors.ts';

/** An answer before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** First error code, for the journal. */
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

/** JSON:API errors; the status is the first one's. */
export function errorsAnswer(
  errors: readonly [ApiError, ...ApiError[]],
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const [first] = errors;
  const answer = json(first.status, { errors: errors.map(({ body }) => body) }, contentType, headers);
  return { ...answer, code: first.body.code };
}

export function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
