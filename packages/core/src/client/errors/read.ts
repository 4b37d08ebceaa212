/** Error bodies, one function a shape seen in the wild; what fits none has nothing usable. */
import type { ApiErrorItem } from './api.ts';
import { redact } from './redaction.ts';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields => Object(value) as Fields;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** No more than these: a body may be of any length. */
const MOST_ERRORS = 50;
const CODE = /^\d{4,5}$/;

/** Reads the errors of a body; none of their texts repeats one of `secrets`. */
export function readErrors(body: unknown, secrets: readonly string[]): ApiErrorItem[] {
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
function readItem(entry: unknown, secrets: readonly string[]): ApiErrorItem {
  const clean = (value: unknown): string => redact(text(value), secrets);
  const item = fieldsOf(typeof entry === 'string' ? { title: entry } : entry);
  const source = fieldsOf(item.source);
  const meta = fieldsOf(item.meta);
  const code = String(item.code ?? item.codeapp);
  return {
    code: CODE.test(code) ? code : '',
    title: clean(item.title ?? item.message),
    detail: clean(item.detail),
    ...(text(source.parameter) ? { parameter: clean(source.parameter) } : {}),
    ...(text(meta.provider) ? { provider: clean(meta.provider) } : {}),
    ...(Number.isFinite(meta.retry_in) ? { retryIn: meta.retry_in as number } : {}),
  };
}
