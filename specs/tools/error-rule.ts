/** The codes an operation answers without listing them (`commun/regles-erreurs.yaml`), and its list laid out by status. */
import { type ErrorTexts, statusOf } from './error-texts.ts';
import { type Document, type ErrorCode, type Operation, operationsOf } from './model.ts';

export type ErrorRule = {
  /** Codes of the platform, whatever the operation. */
  platform: string[];
  /** The APIs that obey the rule, and the codes of the platform that each adds. */
  apis: Record<string, string[]>;
  /** Codes of any provider, `XX` standing for its prefix. */
  provider: string[];
  /** What one provider adds to that list, or never answers. */
  providers: Record<string, { adds?: string[]; lacks?: string[] }>;
  /** Codes of FranceConnect, on the routes that are behind it. */
  franceConnect: string[];
};

export const codeOf = (entry: ErrorCode): string => (typeof entry === 'string' ? entry : entry.code);

/** Nothing of the platform's refuses a public operation, nor one that is gone, nor one whose errors carry no code. */
const obeys = ({ security, 'x-retired': retired, 'x-codeless-errors': codeless }: Operation): boolean =>
  security?.length !== 0 && retired === undefined && !codeless;

/** The providers an operation may ask, its own first. */
const askedBy = (operation: Operation): string[] =>
  [operation['x-provider'] ?? [], operation['x-other-providers'] ?? []].flat();

export function codesByRule(rule: ErrorRule, api: string, operation: Operation): string[] {
  if (!obeys(operation)) return [];
  const providers = askedBy(operation).flatMap((prefix) => {
    const { adds = [], lacks = [] } = rule.providers[prefix] ?? {};
    const all = [...rule.provider.map((code) => code.replace('XX', prefix)), ...adds];
    return all.filter((code) => !lacks.includes(code));
  });
  const behindFranceConnect = operation.security?.some((scheme) => 'franceConnect' in scheme);
  return [
    ...new Set([
      ...rule.platform,
      ...(rule.apis[api] ?? []),
      ...providers,
      ...(behindFranceConnect ? rule.franceConnect : []),
    ]),
  ];
}

/** Lays the codes of every operation out by status, the rule's and its own; answers what is wrong. */
export function applyErrorRule(
  document: Document,
  api: string,
  rule: ErrorRule,
  texts: ErrorTexts,
): string[] {
  if (!(api in rule.apis)) return [];
  return operationsOf(document).flatMap(({ path, operation }) =>
    layOut(operation, codesByRule(rule, api, operation), texts).map((problem) => `${path} › ${problem}`),
  );
}

function layOut(operation: Operation, ruled: string[], texts: ErrorTexts): string[] {
  if (operation['x-codeless-errors']) return [];
  const problems: string[] = [];
  const own = new Map<string, ErrorCode>();
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response['x-error-codes'] || (response.$ref && !status.startsWith('2')))
      problems.push(`${status} › les codes d'erreur se donnent dans x-error-codes de l'opération`);
  }
  for (const entry of operation['x-error-codes'] ?? []) {
    const code = codeOf(entry);
    if (own.has(code)) problems.push(`x-error-codes › ${code} y est deux fois`);
    // Other words for a code of the rule are the operation's own; the bare code says nothing new.
    else if (typeof entry === 'string' && ruled.includes(code))
      problems.push(`x-error-codes › ${code} vient déjà de commun/regles-erreurs.yaml`);
    own.set(code, entry);
  }
  if (problems.length > 0) return problems;
  const byStatus = new Map<string, ErrorCode[]>();
  for (const code of [...new Set([...ruled, ...own.keys()])].sort()) {
    const status = statusOf(code, texts);
    if (status === undefined) problems.push(`x-error-codes › code d'erreur ${code} absent de specs/commun`);
    else byStatus.set(`${status}`, [...(byStatus.get(`${status}`) ?? []), own.get(code) ?? code]);
  }
  for (const [status, codes] of byStatus)
    operation.responses[status] = { ...operation.responses[status], 'x-error-codes': codes };
  if (operation['x-error-codes']) operation['x-error-codes'] = [...own.keys()];
  return problems;
}
