/** Turns the codes a response lists into complete OpenAPI examples, so that no error text is written twice. */
import type { Document, ErrorCode, Response } from './model.ts';
import { operationsOf } from './model.ts';

type Text = {
  /** Status that a code of the platform, or of this kind, comes with. */
  status?: number;
  title: string;
  detail: string;
  source?: string;
  /** Other parameters that the code refuses. */
  also_for?: string[];
  /** What is wrong with the parameter, where several codes share one. */
  when?: 'missing' | 'malformed' | 'subject';
  retry_in?: number;
};

export type ErrorTexts = {
  /** What an HTTP status means, for the response's description. */
  statuts: Record<string, string>;
  /** Kinds of error, by the last three digits of a provider's code; `<fournisseur>` is replaced. */
  natures: Record<string, Text>;
  /** Whole codes: the platform's own (`00…`) and those of a provider that mean more than their kind. */
  codes: Record<string, Text>;
  /** Provider names by the first two digits of a five-digit code. */
  fournisseurs: Record<string, { nom: string; libelle: string }>;
};

/** JSON:API unless the document says otherwise. */
type ErrorFormat = Document['x-error-format'];

const MEDIA_TYPE = 'application/json';
const ERROR_SCHEMA = { $ref: '#/components/schemas/Erreurs' };

type Described = { code: string; example: object };

function describe(entry: ErrorCode, texts: ErrorTexts, format: ErrorFormat): Described | string {
  const { code, detail } = typeof entry === 'string' ? { code: entry, detail: undefined } : entry;
  if (!/^\d{4,5}$/.test(code))
    return `code d'erreur ${JSON.stringify(code)} : quatre ou cinq chiffres entre guillemets attendus`;
  // A shorter code is its API's own, and names no provider.
  const provider = code.length === 5 ? texts.fournisseurs[code.slice(0, 2)] : undefined;
  const text = texts.codes[code] ?? texts.natures[code.slice(2)];
  // FranceConnect token refusals (50…) and the platform's own (00…) come from no provider.
  const own = code in texts.codes && !provider;
  if (!text || (!provider && !own)) return `code d'erreur ${code} absent de specs/commun`;
  const fill = (sentence: string): string => sentence.replaceAll('<fournisseur>', provider?.libelle ?? '');
  const meta = {
    ...(provider ? { provider: provider.nom } : {}),
    ...(text.retry_in ? { retry_in: text.retry_in } : {}),
  };
  const [parameter, ...others] = text.source?.split(' ') ?? [];
  const source = parameter ? { parameter } : null;
  const alsoFor = [...others, ...(text.also_for ?? [])];
  const extensions = {
    ...(alsoFor.length > 0 ? { 'x-also-for': alsoFor } : {}),
    ...(text.when ? { 'x-when': text.when } : {}),
  };
  const [title, explained] = [fill(text.title), fill(detail ?? text.detail)];
  if (format === 'erreur') {
    const about = parameter ? { 'x-parameter': parameter } : {};
    const value = { erreur: { code, message: title } };
    return { code, example: { summary: title, description: explained, ...about, ...extensions, value } };
  }
  const value = { errors: [{ code, title, detail: explained, source, meta }] };
  return { code, example: { summary: title, ...extensions, value } };
}

function complete(response: Response, status: string, texts: ErrorTexts, format: ErrorFormat): string[] {
  response.description ??= texts.statuts[status] ?? '';
  for (const group of response['x-headers'] ?? []) {
    response.headers = { ...response.headers, ...HEADERS[group] };
    if (!HEADERS[group]) return [`x-headers : groupe ${group} inconnu`];
  }
  delete response['x-headers'];
  const codes = response['x-error-codes'];
  if (!codes) return [];
  const problems: string[] = [];
  const examples: Record<string, unknown> = {};
  for (const entry of codes) {
    const described = describe(entry, texts, format);
    if (typeof described === 'string') problems.push(described);
    else examples[described.code] = described.example;
  }
  response['x-error-codes'] = codes.map((entry) => (typeof entry === 'string' ? entry : entry.code));
  response.content = { [MEDIA_TYPE]: { schema: ERROR_SCHEMA, examples } };
  return problems;
}

const HEADERS: Record<string, Record<string, { $ref: string }>> = {
  cache: {
    'X-Response-Cached': { $ref: '#/components/headers/X-Response-Cached' },
    'X-Cache-Expires-in': { $ref: '#/components/headers/X-Cache-Expires-in' },
  },
  quota: {
    'RateLimit-Limit': { $ref: '#/components/headers/RateLimit-Limit' },
    'RateLimit-Remaining': { $ref: '#/components/headers/RateLimit-Remaining' },
    'RateLimit-Reset': { $ref: '#/components/headers/RateLimit-Reset' },
  },
};

/** What any operation may answer, whatever its own list: the platform's codes, and the kinds of every provider. */
function sharedTexts({ natures, codes }: ErrorTexts): NonNullable<Document['x-error-texts']> {
  const shared = (texts: Record<string, Text>) =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([key, { status, title, detail, source, also_for: alsoFor, when }]) =>
        status === undefined
          ? []
          : [
              [
                key,
                { status, title, detail, ...(source && { source: { parameter: source } }), alsoFor, when },
              ],
            ],
      ),
    );
  return { kinds: shared(natures), codes: shared(codes) };
}

/** Writes descriptions, headers and error examples into every response; answers what is wrong. */
export function completeResponses(document: Document, texts: ErrorTexts): string[] {
  const problems: string[] = [];
  if (document['x-error-format'] !== 'oauth') document['x-error-texts'] = sharedTexts(texts);
  const shared = document.components.responses ?? {};
  const completed = new Set<Response>();
  for (const { path, operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const name = response.$ref?.match(/^#\/components\/responses\/(.+)$/)?.[1];
      const target = name ? shared[name] : response;
      // A shared response is met once an operation.
      if (!target || completed.has(target)) continue;
      completed.add(target);
      problems.push(
        ...complete(target, status, texts, document['x-error-format']).map(
          (problem) => `${path} › ${status} › ${problem}`,
        ),
      );
    }
  }
  return problems;
}
