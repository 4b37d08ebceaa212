/** The generated files of an OpenID Connect provider: no client of operations, but types and tables. */
import { emitSchemas } from './emit/types.ts';
import { checkSchemas } from './model/schemas.ts';
import type { CaseFile } from './model/types.ts';
import type { Document } from './openapi.ts';
import { Problems, SpecError } from './problems.ts';
import { header, literal, propertyKey, quote, unionType } from './text.ts';

interface Platform {
  acr: string[];
  signing: string[];
  encrypted: boolean;
  /** Seconds that a login and its session live. */
  session: number;
  /** Providers whose data scopes it knows. */
  data: string[];
  scopes: Record<string, string[]>;
}

interface IdentityDocument extends Document {
  servers: { url: string; 'x-platform': string; 'x-environment': string }[];
  'x-platforms': Record<string, Platform>;
  'x-assured-claims': string[];
  'x-data-scopes': Record<string, string[]>;
  'x-error-pages': Record<string, string>;
  'x-lifetimes': Record<string, number>;
  'x-test-citizens': Record<string, Record<string, string>>;
}

export interface IdentitySource {
  specFile: string;
  casesFile: string;
  document: Document;
  cases: CaseFile;
}

const REQUIRED = [
  'x-platforms',
  'x-assured-claims',
  'x-data-scopes',
  'x-error-pages',
  'x-lifetimes',
  'x-test-citizens',
];

export async function generateIdentity(source: IdentitySource): Promise<Map<string, string>> {
  const document = source.document as IdentityDocument;
  const missing = REQUIRED.filter((key) => !(key in document));
  if (missing.length > 0) throw new SpecError(missing.map((key) => `${source.specFile} : ${key} manque`));
  const problems = new Problems();
  checkSchemas(problems, [source.specFile, 'components', 'schemas'], document.components?.schemas ?? {});
  problems.throwIfAny();
  const title = header(source.specFile.replace('specs/dist/', ''));
  return new Map([
    ['types.ts', title + [...emitSchemas(document), scopeTypes(document)].join('\n')],
    ['tables.ts', title + tables(document)],
    ['citizens.ts', title + citizens(document, source.cases)],
  ]);
}

/** The claims that each scope opens, on one platform or the other. */
function claimsByScope(document: IdentityDocument): Map<string, Set<string>> {
  const opened = new Map<string, Set<string>>();
  for (const { scopes } of Object.values(document['x-platforms'])) {
    for (const [scope, claims] of Object.entries(scopes))
      opened.set(scope, new Set([...(opened.get(scope) ?? []), ...claims]));
  }
  return opened;
}

function scopeTypes(document: IdentityDocument): string {
  const lines = [...claimsByScope(document)].map(
    ([scope, claims]) => `  ${propertyKey(scope)}: ${[...claims].map(quote).join(' | ')};\n`,
  );
  const data = Object.values(document['x-data-scopes']).flat().sort();
  return [
    `/** Champs de l'identité qu'ouvre chaque scope, sur l'une ou l'autre plateforme. */\nexport interface ClaimsByScope {\n${lines.join('')}}\n`,
    "/** Scopes qui ouvrent des champs de l'identité. */\nexport type IdentiteScope = keyof ClaimsByScope;\n",
    `/** Champs toujours là quand un scope qui les ouvre est accordé ; les autres peuvent manquer. */\n${unionType('AssuredClaim', document['x-assured-claims'])}`,
    `/** Scopes qui ouvrent, au même jeton, les données d'un fournisseur. */\n${unionType('DataScope', data)}`,
  ].join('\n');
}

function tables(document: IdentityDocument): string {
  const environments: Record<string, Record<string, string>> = {};
  for (const { url, 'x-platform': platform, 'x-environment': environment } of document.servers)
    environments[platform] = { ...environments[platform], [environment]: url };
  const assured = [...claimsByScope(document)].map(([scope, claims]): [string, string[]] => [
    scope,
    document['x-assured-claims'].filter((claim) => claims.has(claim)),
  ]);
  const platforms = Object.entries(document['x-platforms']).map(([name, { scopes: _scopes, ...facts }]) => [
    name,
    facts,
  ]);
  return constants([
    ['environments', environments, 'Issuer by platform and environment.'],
    ['platforms', Object.fromEntries(platforms), 'What each platform accepts.'],
    [
      'assured',
      Object.fromEntries(assured.filter(([, claims]) => claims.length > 0)),
      'Claims that a granted scope always opens.',
    ],
    ['lifetimes', document['x-lifetimes'], 'In seconds.'],
    ['errorPages', document['x-error-pages'], 'Pages shown to the citizen, without a way back.'],
  ]);
}

/** The sandbox's own citizens, and those that the other APIs' test data know. */
function citizens(document: IdentityDocument, { usagers }: CaseFile): string {
  const scopes = Object.entries(document['x-platforms']).map(([name, facts]) => [name, facts.scopes]);
  return constants([
    ['claimsByScope', Object.fromEntries(scopes), 'By platform.'],
    ['dataScopes', document['x-data-scopes'], 'By provider.'],
    ['citizens', document['x-test-citizens'], "Citizens of FranceConnect's own sandbox, by login."],
    ['usagers', usagers, "Citizens of the other APIs' test data, by the word that stands for their token."],
  ]);
}

const constants = (rows: [name: string, value: unknown, comment: string][]): string =>
  rows
    .map(
      ([name, value, comment]) => `/** ${comment} */\nexport const ${name} = ${literal(value)} as const;\n`,
    )
    .join('\n');
