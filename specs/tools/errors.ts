/** Turns the codes a response lists into complete OpenAPI examples, so that no error text is written twice. */
import { codeOf } from './error-rule.ts';
import { type ErrorTexts, providerOf, type Text, textOf } from './error-texts.ts';
import { type Document, type ErrorCode, operationsOf, type Response } from './model.ts';

/** JSON:API unless the document says otherwise. */
type ErrorFormat = Document['x-error-format'];

const MEDIA_TYPE = 'application/json';
const ERROR_SCHEMA = { $ref: '#/components/schemas/Erreurs' };

type Described = { code: string; example: object };

function describe(entry: ErrorCode, texts: ErrorTexts, format: ErrorFormat): Described | string {
  const { code, detail } = typeof entry === 'string' ? { code: entry, detail: undefined } : entry;
  if (!/^\d{4,5}$/.test(code))
    return `code d'erreur ${JSON.stringify(code)} : quatre ou cinq chiffres entre guillemets attendus`;
  const provider = providerOf(code, texts);
  const text = textOf(code, texts);
  if (!text) return `code d'erreur ${code} absent de specs/commun`;
  const fill = (sentence: string): string => sentence.replaceAll('<fournisseur>', provider?.libelle ?? '');
  const meta = {
    ...(provider && text.provider !== false ? { provider: provider.nom } : {}),
    ...(text.retry_in ? { retry_in: text.retry_in } : {}),
  };
  const { source: parameter, header } = text;
  const source = parameter ? { parameter } : header ? { header } : null;
  const extensions = {
    ...(text.parameter ? { 'x-parameter': text.parameter } : {}),
    ...(text.also_for ? { 'x-also-for': text.also_for } : {}),
    ...(text.when ? { 'x-when': text.when } : {}),
  };
  const [title, explained] = [fill(text.title), fill(detail ?? text.detail)];
  if (format === 'erreur') {
    const value = { erreur: { code, message: title } };
    return { code, example: { summary: title, description: explained, ...extensions, value } };
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
  response['x-error-codes'] = codes.map(codeOf);
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
  const shared = (texts: [string, Text][]) =>
    Object.fromEntries(
      texts.map(([key, { status, title, detail, source, parameter, also_for: alsoFor, when }]) => [
        key,
        { status, title, detail, ...(source && { source: { parameter: source } }), parameter, alsoFor, when },
      ]),
    );
  // A provider's code is said by the operations that answer it.
  const own = Object.entries(codes).filter(([code]) => /^(00|51)/.test(code));
  const about = Object.entries({ ...natures, ...codes }).flatMap(([key, text]) =>
    text.about ? [[key, text.about]] : [],
  );
  return { kinds: shared(Object.entries(natures)), codes: shared(own), about: Object.fromEntries(about) };
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
