import type { Operation } from './operation.ts';
import type { MockError, MockTable } from './types.ts';

/** A JSON:API error and the status it goes with. */
export interface ApiError {
  readonly status: number;
  readonly body: {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    readonly source: MockError['source'] | null;
    readonly meta: Readonly<Record<string, unknown>>;
  };
}

/** The error of a code, in the operation's words when it has some, else the table's, else ours. */
export function errorOf(operation: Operation, code: string, parameter?: string): ApiError {
  const text = textOf(operation, code);
  if (operation.table.errorFormat && !operation.codes.includes(code)) return foreignError(operation, text);
  // A code that is known to be about a parameter names it in its body, or names none.
  const named = text.parameter === undefined && parameter !== undefined ? { parameter } : null;
  const source = text.source ?? named;
  return {
    status: text.status,
    body: { code, title: text.title, detail: text.detail, source, meta: text.meta ?? {} },
  };
}

/** What an API that knows none of the platform's codes says instead: its own code for a refused right, else the status alone. */
function foreignError(operation: Operation, { status, title, detail }: MockError): ApiError {
  const own = status === 403 ? codeWithStatus(operation, 403) : undefined;
  if (own) return errorOf(operation, own);
  const body = { code: '', title, detail, source: null, meta: {} };
  return { status: status === 422 ? 400 : status, body };
}

export function textOf({ spec, table }: Pick<Operation, 'spec' | 'table'>, code: string): MockError {
  return spec.errors?.[code] ?? table.errors?.[code] ?? kindText(table, code) ?? unknownText(code);
}

/** What a kind of failure says of the provider whose prefix the code bears. */
function kindText({ kinds = {}, providers = {} }: MockTable, code: string): MockError | undefined {
  const kind = code.startsWith('00') ? undefined : kinds[code.slice(2)];
  if (!kind) return undefined;
  const provider = providers[code.slice(0, 2)] ?? `n° ${code.slice(0, 2)}`;
  return {
    ...kind,
    detail: kind.detail.replaceAll('<fournisseur>', provider),
    meta: { ...kind.meta, provider },
  };
}

/** A code that the table does not describe: 00 is the platform, which refuses; another prefix is a provider, which fails. */
function unknownText(code: string): MockError {
  const status = code.startsWith('00') ? 422 : 502;
  return { status, title: `Erreur ${code}`, detail: 'La table de simulation ne décrit pas ce code.' };
}

/** First of the operation's codes with this status. */
function codeWithStatus(operation: Operation, status: number): string | undefined {
  return operation.codes.find((code) => textOf(operation, code).status === status);
}

/** What an operation says when no case answers: its provider's 404, or the one that is recorded, or another provider's. */
export function notFoundCode(operation: Operation): string | undefined {
  const [own] = operation.providers;
  const recorded = operation.spec.cases.find(({ status }) => status === 404)?.codes ?? [];
  const others = operation.codes.filter((code) => textOf(operation, code).status === 404);
  return [`${own}003`, ...recorded, ...others].find(
    (code) => operation.codes.includes(code) && !code.startsWith('00'),
  );
}

/** Code of a kind (`'001'`…) at the operation's provider, or at the one named; `00500` for an operation without provider. */
export function providerCode(operation: Operation, kind: string, provider?: string): string {
  const named = operation.providers.find((prefix) => isProvider(operation, prefix, provider));
  const candidates = named === undefined ? operation.providers : [named];
  const listed = candidates.map((prefix) => prefix + kind).find((code) => operation.codes.includes(code));
  if (listed) return listed;
  if (candidates[0] !== undefined) return candidates[0] + kind;
  // Without the platform's codes, only the kind, hence the status, will show.
  return operation.table.errorFormat ? `99${kind}` : '00500';
}

/** A provider is named by its code prefix or by its name. */
export function isProvider(
  { table }: { table: Pick<MockTable, 'providers'> },
  prefix: string,
  target: string | undefined,
): boolean {
  if (target === undefined) return false;
  return target === prefix || target.toLowerCase() === table.providers?.[prefix]?.toLowerCase();
}
