/** Turns the codes a response lists into complete OpenAPI examples, so that no error text is written twice. */
import type { Document, ErrorCode, Response } from './model.ts';
import { operationsOf } from './model.ts';

type Text = { title: string; detail: string; source?: string; retry_in?: number };

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
  const source = text.source ? { parameter: text.source } : null;
  const [title, explained] = [fill(text.title), fill(detail ?? text.detail)];
  if (format === 'erreur') {
    const parameter = text.source ? { 'x-parameter': text.source } : {};
    const value = { erreur: { code, message: title } };
    return { code, example: { summary: title, description: explained, ...parameter, value } };
  }
  const value = { errors: [{ code, title, detail: explained, source, meta }] };
  return { code, example: { summary: title, value } };
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

/** Writes descriptions, headers and error examples into every response; answers what is wrong. */
export function completeResponses(document: Document, texts: ErrorTexts): string[] {
  const problems: string[] = [];
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
