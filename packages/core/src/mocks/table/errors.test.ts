import { describe, expect, it } from 'vitest';
import { ask, particulier, qfUrl } from '../../testing/fixture.ts';
import { createMock, type MockOperation, type Scenario, scenarios } from '../index.ts';
import { notFoundCode } from './errors.ts';
import { compileOperation } from './operation.ts';

const ID = 'dss.quotientFamilial.identite';

/** The engine with the family's operation changed. */
function mockOf(changes: Partial<MockOperation>, ...list: Scenario[]) {
  const operation = { ...(particulier.operations[ID] as MockOperation), cases: [], ...changes };
  const errors = {
    ...particulier.errors,
    '00402': { status: 404, title: 'Version', detail: 'Inconnue.' },
    '00315': {
      status: 422,
      title: 'Trop ancien',
      detail: 'Trop.',
      parameter: 'annee',
      when: 'range' as const,
    },
  };
  const kinds = { ...particulier.kinds, '563': { status: 422, title: 'Plusieurs', detail: 'Plusieurs.' } };
  const table = {
    ...particulier,
    errors,
    kinds,
    operations: { ...particulier.operations, [ID]: operation },
  };
  return createMock(table, { quotas: false, scenarios: list });
}

describe('the 404 of a question that no case answers', () => {
  const recorded = { name: 'absent', params: { nomNaissance: 'X' }, status: 404, codes: ['35003'] };

  it.each<[string, Partial<MockOperation>, string[]]>([
    ["is the provider's own", { provider: '36', codes: ['00402', '10003', '36003'] }, ['36003']],
    ['else the recorded one', { provider: '36', codes: ['10003', '35003'], cases: [recorded] }, ['35003']],
    ["else another provider's", { provider: '36', codes: ['00402', '10003', '35003'] }, ['10003']],
  ])('%s', async (_, changes, codes) => {
    const seen = await ask(mockOf(changes), qfUrl());
    expect([seen.status, seen.codes]).toEqual([404, codes]);
  });
});

it("has no code when only the platform's is left", () => {
  const spec = { ...(particulier.operations[ID] as MockOperation), provider: '36', codes: ['00402'] };
  expect(notFoundCode(compileOperation(particulier, ID, spec))).toBeUndefined();
});

describe('the provider of an operation', () => {
  const codes = ['01001', '01003', '01004', '36001', '36563'];

  it('is the one it says, not the one with most codes', async () => {
    const seen = await ask(mockOf({ provider: '36', codes }, scenarios.outage()), qfUrl());
    expect([seen.status, seen.codes]).toEqual([502, ['36001']]);
  });

  it('says that it found several people in the code that it has for this', async () => {
    const seen = await ask(mockOf({ provider: '36', codes }, scenarios.severalFound()), qfUrl());
    expect([seen.status, seen.codes]).toEqual([422, ['36563']]);
  });
});

it('tells a value out of range from a malformed one, where two codes share the parameter', async () => {
  const params = (particulier.operations[ID]?.params ?? []).map((param) =>
    param.key === 'annee' ? { ...param, integer: true as const, min: 2006 } : param,
  );
  const mock = mockOf({ params, codes: ['00315', '00356', '37003'] });
  expect((await ask(mock, qfUrl({ annee: '1999' }))).codes).toEqual(['00315']);
  expect((await ask(mock, qfUrl({ annee: 'vingt' }))).codes).toEqual(['00356']);
});
