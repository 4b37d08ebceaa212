/** Every scenario of the sandbox, and what each kind of operation must tell of it. */
import type { ErrorKind, Retry } from '@apigouv/core';
import { type MockTable, scenarioTargets } from '@apigouv/core/mocks';
import type { Family } from './families.ts';

/** A sound answer, or an error: its kind, what it says of asking again, its code where the API gives one. */
export type Expected = 'answer' | { readonly kind: ErrorKind; readonly retry: Retry; readonly code?: string };

/** What the contract says of an operation, which decides what it tells. */
export interface Facts {
  /** Prefix of its provider's codes; none when no provider stands behind. */
  readonly provider: string | undefined;
  /** Its API has the platform's codes of five digits. */
  readonly coded: boolean;
  readonly citizen: boolean;
  readonly public: boolean;
  /** Only the download is troubled. */
  readonly download: boolean;
  /** What is downloaded first is not the document, but its address. */
  readonly relay: boolean;
  /** Code of a provider that looks at files by hand. */
  readonly manual: string | undefined;
}

export interface Trouble {
  readonly scenario: string;
  expect(facts: Facts): Expected;
}

const DAYS = 86_400;

export function factsOf({ operation, download: isDownload }: Family, table: MockTable): Facts {
  const download = isDownload === true;
  const spec = table.operations[operation];
  if (!spec) throw new Error(`opération inconnue : ${operation}`);
  const target = scenarioTargets([table]).find(({ id }) => id === operation);
  const coded = table.errorFormat === undefined;
  const texts = Object.entries({ ...table.errors, ...spec.errors });
  const byHand = texts.filter(([, { meta }]) => Number(meta?.retry_in) >= DAYS).map(([code]) => code);
  return {
    provider: coded ? target?.providers[0] : undefined,
    coded,
    citizen: !!spec.citizen,
    public: !!spec.public,
    download,
    relay: download && spec.documentPlace === 'relay',
    manual: spec.codes?.find((code) => byHand.includes(code)),
  };
}

const ANSWER = () => 'answer' as const;

/** What the operation itself tells; a download, whose link is already there, does not meet it. */
const operation =
  (tell: (facts: Facts) => Expected) =>
  (facts: Facts): Expected =>
    facts.download ? 'answer' : tell(facts);

/** What a caller with a token is told; a public operation knows no caller. */
const caller = (tell: (facts: Facts) => Expected) =>
  operation((facts) => (facts.public ? 'answer' : tell(facts)));

/** A failure of the provider, by its kind; of the platform, where there is none; by the status alone, in an API without codes. */
const failure = (kind: string, told: Omit<Expected & object, 'code'>, bare: Expected): Trouble['expect'] =>
  caller(({ provider, coded }) => {
    if (!coded) return bare;
    return provider
      ? { ...told, code: provider + kind }
      : { kind: 'server', retry: told.retry === 'later' ? 'later' : 'never', code: '00500' };
  });

/** An answer that somebody spoiled on its way. What is downloaded is what the link leads to: asking again would not change it. */
const spoiled = ({ download }: Facts): Expected => ({
  kind: 'invalid-response',
  retry: download ? 'never' : 'later',
});

const cut = ({ download }: Facts): Expected => ({ kind: 'connection', retry: download ? 'later' : 'now' });
/** What lacks its end: a document's is known, and what was cut may come whole. */
const shortened = (facts: Facts): Expected => (facts.download && !facts.relay ? cut(facts) : spoiled(facts));

const LOCKED = { kind: 'locked', retry: 'later' } as const;
const DOWN = { kind: 'provider-down', retry: 'now' } as const;

export const TROUBLES: readonly Trouble[] = [
  { scenario: 'outage', expect: failure('001', DOWN, DOWN) },
  { scenario: 'outage:status=504', expect: failure('001', DOWN, DOWN) },
  {
    scenario: 'outage:times=1',
    // What passes by itself is asked again, and the caller knows nothing of it.
    expect: caller(({ provider, coded }) =>
      provider || !coded ? 'answer' : { kind: 'server', retry: 'never', code: '00500' },
    ),
  },
  { scenario: 'maintenance', expect: failure('020', { kind: 'maintenance', retry: 'later' }, DOWN) },
  { scenario: 'maintenance:retryIn=1,times=1', expect: ANSWER },
  { scenario: 'providerTimeout', expect: failure('002', DOWN, DOWN) },
  { scenario: 'slow:ms=50', expect: ANSWER },
  { scenario: 'hang', expect: operation(() => ({ kind: 'timeout', retry: 'now' })) },
  { scenario: 'hang:times=1', expect: ANSWER },
  { scenario: 'quotaExceeded', expect: operation(() => ({ kind: 'quota', retry: 'later' })) },
  { scenario: 'quotaExceeded:times=1', expect: ANSWER },
  {
    scenario: 'locked',
    // Only a lock that says so is waited for.
    expect: caller(({ coded }) => (coded ? 'answer' : LOCKED)),
  },
  {
    scenario: 'locked:times=1000',
    expect: caller(({ coded }) => ({ ...LOCKED, ...(coded ? { code: '00015' } : {}) })),
  },
  {
    scenario: 'expiredToken',
    expect: caller(({ citizen }) => ({ kind: citizen ? 'login-again' : 'authentication', retry: 'never' })),
  },
  { scenario: 'missingScope', expect: caller(() => ({ kind: 'permission', retry: 'never' })) },
  {
    scenario: 'severalFound',
    // Without codes, nothing tells it from a lock.
    expect: failure('015', { kind: 'several-found', retry: 'never' }, LOCKED),
  },
  {
    scenario: 'manualReview',
    expect: (facts) =>
      facts.manual
        ? operation(() => ({ kind: 'not-deliverable', retry: 'later', code: facts.manual as string }))(facts)
        : failure('011', { kind: 'provider-down', retry: 'later' }, DOWN)(facts),
  },
  {
    scenario: 'error:code=00500',
    expect: caller(({ coded }) => ({ kind: 'server', retry: 'never', ...(coded ? { code: '00500' } : {}) })),
  },
  {
    scenario: 'error:code=00501',
    expect: caller(({ coded }) => ({ ...DOWN, ...(coded ? { code: '00501' } : {}) })),
  },
  // A dead link is asked again, without the cache.
  { scenario: 'expiredLink', expect: ANSWER },
  { scenario: 'truncatedJson', expect: shortened },
  { scenario: 'htmlPage', expect: spoiled },
  {
    scenario: 'emptyBody',
    // The status of a probe is its answer.
    expect: (facts) => (facts.public ? 'answer' : shortened(facts)),
  },
  {
    scenario: 'wrongType',
    // A relay is known by its type alone: what it answers would be the document.
    expect: ({ relay }) => (relay ? { kind: 'invalid-response', retry: 'never' } : 'answer'),
  },
  { scenario: 'cutConnection:moment=before', expect: cut },
  { scenario: 'cutConnection:moment=during', expect: cut },
  { scenario: 'cutConnection:times=1', expect: ANSWER },
];
