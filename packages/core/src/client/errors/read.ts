import type { ApiErrorItem } from './api.ts';
import { redact } from './redaction.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const CODE = /^\d{4,5}$/;

/** Reads any error body seen in the wild: JSON:API, `{error, reason, message}`, `{errors: ['text']}`, `{erreur: {…}}`, or nothing usable. */
export function readErrors(body: unknown, secrets: readonly string[]): ApiErrorItem[] {
  const root = Object(body) as Record<string, unknown>;
  const list = Array.isArray(root.errors)
    ? root.errors
    : text(root.error)
      ? [{ title: root.error, detail: root.message }]
      : root.erreur
        ? [root.erreur]
        : [];
  const clean = (value: unknown): string => redact(text(value), secrets);
  return list.slice(0, 50).map((entry: unknown) => {
    const item = Object(entry) as Record<string, unknown>;
    const source = Object(item.source) as Record<string, unknown>;
    const meta = Object(item.meta) as Record<string, unknown>;
    const code = String(item.code ?? item.codeapp);
    return {
      code: CODE.test(code) ? code : '',
      title: clean(typeof entry === 'string' ? entry : (item.title ?? item.message)),
      detail: clean(item.detail),
      ...(text(source.parameter) ? { parameter: clean(source.parameter) } : {}),
      ...(text(meta.provider) ? { provider: clean(meta.provider) } : {}),
      ...(Number.isFinite(meta.retry_in) ? { retryIn: meta.retry_in as number } : {}),
    };
  });
}
