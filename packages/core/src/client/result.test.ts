/** The answer or the error as a value; what the types say of it is compiled with the rest. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ApigouvError, type ErrorKind } from './errors/base.ts';
import { InvalidParameterError, TimeoutError } from './errors/local.ts';
import { type Call, COMMON_KINDS, type CommonKind, result } from './result.ts';

type Person = Call<{ data: string }, 'not-found' | 'several-found'>;
const answered: Person = Promise.resolve({ data: 'Jeanne' });
const refused = (error: unknown): Person => Promise.reject(error);

describe('result', () => {
  it('hands out the very answer', async () => {
    const given = await result(answered);
    expect(given).toEqual({ kind: 'ok', answer: { data: 'Jeanne' } });
    if (given.kind === 'ok') expect(given.answer).toBe(await answered);
  });

  it('hands out an error of ours under its kind', async () => {
    const error = new TimeoutError('a.b', 'total', 5);
    const given = await result(refused(error));
    expect(given.kind).toBe('timeout');
    expect(given.kind !== 'ok' && given.error).toBe(error);
  });

  it.each([[new TypeError('défaut')], [new DOMException('annulé', 'AbortError')], [undefined]])(
    'throws what is not ours: %s',
    async (error) => {
      const thrown = await result(refused(error)).then(
        () => expect.unreachable(),
        (reason: unknown) => reason,
      );
      expect(thrown).toBe(error);
    },
  );

  it('has the parameters of what is invalid', async () => {
    const given = await result(
      refused(new InvalidParameterError([{ parameter: 'siret', reason: 'manquant' }])),
    );
    if (given.kind !== 'invalid') return expect.unreachable(given.kind);
    expect(given.error.parameters?.[0]?.parameter).toBe('siret');
    return undefined;
  });
});

describe('the type of a result', () => {
  it('has the kinds of the operation and the common ones', async () => {
    const given = await result(answered);
    expectTypeOf(given.kind).toEqualTypeOf<'ok' | 'not-found' | 'several-found' | CommonKind>();
    const gone = () => result(Promise.resolve() as Call<void, never>);
    expectTypeOf<Awaited<ReturnType<typeof gone>>['kind']>().toEqualTypeOf<'ok' | CommonKind>();
    expect(COMMON_KINDS).not.toHaveProperty('not-found');
  });

  it('has all kinds when the call is wrapped', async () => {
    const own = async (): Promise<number> => (await answered).data.length;
    const given = await result(own());
    expectTypeOf(given.kind).toEqualTypeOf<'ok' | ErrorKind>();
    expect(given).toEqual({ kind: 'ok', answer: 6 });
  });

  it('refuses a switch that forgets a branch', async () => {
    const { kind } = await result(answered);
    const exhaustive = (known: CommonKind | 'ok' | 'not-found'): string => known;
    // @ts-expect-error « several-found » is forgotten.
    expect(exhaustive(kind)).toBe('ok');
  });

  it('is a promise for who knows nothing of it', () => {
    expectTypeOf<Awaited<Person>>().toEqualTypeOf<{ data: string }>();
    const promise: Promise<{ data: string }> = answered;
    const wider: Call<{ data: string }> = answered;
    expect([promise, wider]).toEqual([answered, answered]);
    // @ts-expect-error It may fail otherwise.
    const narrower: Call<{ data: string }, 'not-found'> = answered;
    expect(narrower).toBe(answered);
    expect(ApigouvError.type).toBe('ApigouvError');
  });
});
