/** The judge can fail: each miss, committed on purpose, is seen. */
import { ApigouvError, type ErrorFields } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { LONGEST_MS, sinksOf, type Trial } from './trial.ts';
import type { Expected } from './troubles.ts';

const NAME = 'Zébulonïte';
const TOKEN = 'jeton/secret+9';
const OUTAGE: Expected = { kind: 'provider-down', retry: 'now', code: '37001' };
const SOUND = { sound: true, ms: 5 };
const FIELDS = { kind: 'provider-down', retry: 'now', code: '37001', userMessage: 'En panne.' } as const;

const errorWith = (more: object, message = 'En panne', cause?: unknown) =>
  new ApigouvError(message, { ...FIELDS, ...more } as ErrorFields, cause);

const trialOf = (error: unknown, more: Partial<Trial> = {}): Trial => ({
  outcome: { sound: false, error, ms: 5 },
  after: SOUND,
  sinks: sinksOf(error),
  ...more,
});

const verdictOf = (trial: Trial, expected: Expected = OUTAGE) => judge(trial, expected, [NAME, TOKEN]);

const WELL = { survived: undefined, told: undefined, kept: undefined };

it('finds nothing wrong with what is right', () => {
  expect(verdictOf(trialOf(errorWith({})))).toEqual(WELL);
  expect(verdictOf({ outcome: SOUND, after: SOUND, sinks: [] }, 'answer')).toEqual(WELL);
});

describe('sees what was not survived', () => {
  it('a call that outlives its delays', () => {
    const outcome = { sound: true, ms: LONGEST_MS + 1 };
    expect(verdictOf({ outcome, after: SOUND, sinks: [] }, 'answer').survived).toContain('sans fin');
  });

  it('a client that stays down', () => {
    const after = { sound: false, error: errorWith({}), ms: 5 };
    expect(verdictOf(trialOf(errorWith({}), { after })).survived).toContain('provider-down');
  });
});

describe('sees what was told wrongly', () => {
  it.each<[string, unknown]>([
    ['another kind', errorWith({ kind: 'not-found' })],
    ['another advice', errorWith({ retry: 'never' })],
    ['another code', errorWith({ code: '23001' })],
    ['no code', errorWith({ code: undefined })],
    ['nothing to show', errorWith({ userMessage: '' })],
    ['a raw error', new TypeError('fetch failed')],
    ['what is no error', 'panne'],
  ])('%s', (_what, error) => {
    expect(verdictOf(trialOf(error)).told).toBeTypeOf('string');
  });

  it('an answer in place of an error, an error in place of an answer, an answer that is not sound', () => {
    expect(verdictOf({ outcome: SOUND, after: SOUND, sinks: [] }).told).toContain('une réponse');
    expect(verdictOf(trialOf(errorWith({})), 'answer').told).toContain('provider-down');
    const unsound = { outcome: { sound: false, ms: 5 }, after: SOUND, sinks: [] };
    expect(verdictOf(unsound, 'answer').told).toContain('ne tient pas');
    expect(verdictOf(unsound).told).toContain('ne tient pas');
  });
});

describe('sees a leak', () => {
  const hidden = (value: unknown) =>
    Object.defineProperty(errorWith({}), 'server', { value, enumerable: false });
  const withCause = (cause: unknown) => Object.assign(errorWith({}), { cause });
  it.each<[place: string, error: unknown]>([
    ['message', errorWith({}, `Rien pour ${NAME}`)],
    ['pile', Object.assign(errorWith({}), { stack: `at https://x/?nom=${NAME}` })],
    ['JSON', errorWith({ detail: { nom: NAME } })],
    ['inspect', hidden({ deep: [NAME] })],
    ['server', hidden(NAME)],
    ['cause 1, message', withCause(new Error(NAME))],
    ['cause 2, message', withCause(Object.assign(new Error('x'), { cause: new Error(TOKEN) }))],
  ])('in %s', (place, error) => {
    const { kept } = verdictOf(trialOf(error));
    expect(kept?.replace('vu dans : ', '').split(/, (?!message)/)).toContain(place);
    expect(kept).not.toContain(NAME);
  });

  it.each([
    NAME.toUpperCase(),
    'zebulonite',
    encodeURIComponent(NAME),
    TOKEN,
    encodeURIComponent(TOKEN),
    `Basic ${btoa(TOKEN)}`,
  ])('however it is written: %s', (text) => {
    expect(verdictOf(trialOf(errorWith({}), { sinks: [['audit', `nom=${text};`]] })).kept).toBe(
      'vu dans : audit',
    );
  });
});
