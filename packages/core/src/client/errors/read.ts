/** Error bodies, one function a shape seen in the wild; what fits none has nothing usable. */
import type { ServerError } from './api.ts';
import { masked } from './redaction.ts';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => Object(value) as Fields;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One error of a body: what can be acted on, and what the server wrote. */
export interface Refusal {
  /** Five digits, or four; empty when there is none. */
  code: string;
  /** As the server names it. */
  parameter: string;
  /** Seconds to wait. */
  retryIn?: number;
  server: ServerError;
}

/** No more than these: a body may be of any length. */
const MOST_ERRORS = 50;
const CODE = /^\d{4,5}$/;

/** A body as JSON; undefined when it is not. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the errors of a body; the server's texts do not repeat `secrets`, as far as can be told. */
export function readErrors(body: unknown, secrets: readonly string[]): Refusal[] {
  const root = fieldsOf(body);
  const items: unknown[] = jsonApi(root) || secondVersion(root) || french(root) || [];
  return items.slice(0, MOST_ERRORS).map((item) => readItem(item, secrets));
}

/** `{ errors: [{ code, title, detail, source, meta }] }`. */
const jsonApi = ({ errors }: Fields) => Array.isArray(errors) && errors;

/** `{ error, reason, message }`: without a reason, it is what a framework says of an address that it does not know. */
const secondVersion = ({ error, reason, message }: Fields) =>
  text(error) && text(reason) && [{ title: error, detail: message }];

/** `{ erreur: { code, message } }`. */
const french = ({ erreur }: Fields) => !!erreur && [erreur];

/** An error, or the bare text that stands for one. */
function readItem(entry: unknown, secrets: readonly string[]): Refusal {
  const item = fieldsOf(typeof entry === 'string' ? { title: entry } : entry);
  const told = item.code ?? item.codeapp;
  // An object may have no text.
  const written = typeof told === 'object' ? '' : String(told);
  // A year or a commune sent back in its place is no code.
  const code = CODE.test(written) && !secrets.includes(written) ? written : '';
  const parameter = text(fieldsOf(item.source).parameter);
  const meta = fieldsOf(item.meta);
  const title = text(item.title ?? item.message);
  return {
    code,
    parameter,
    server: { code, ...masked({ title, detail: text(item.detail), parameter, meta }, secrets) },
    ...(Number.isFinite(meta.retry_in) ? { retryIn: meta.retry_in as number } : {}),
  };
}
