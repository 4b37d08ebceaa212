/** The whole can fail, and leaves nothing out. */
import { listApis } from '@apigouv/codegen';
import { type MockOperation, scenarios } from '@apigouv/core/mocks';
import { describe, expect, it, vi } from 'vitest';
import { loadTable } from '../lib/mocks.ts';
import { CANARY, FAMILIES, type Family } from './families.ts';
import { runChaos } from './run.ts';
import { printMisses } from './table.ts';
import { TROUBLES } from './troubles.ts';

const troublesOf = (...texts: string[]) => TROUBLES.filter(({ scenario }) => texts.includes(scenario));

/** What a program does without a client: it shows its request, believes what it gets, and stays down once it fell. */
const naive: Family = {
  name: 'naïve',
  api: 'particulier',
  operation: 'dss.quotientFamilial.identite',
  async begin({ apis }) {
    const address = `${apis.particulier}/v3/dss/quotient_familial/identite?nomNaissance=${CANARY.name}`;
    let down: Error | undefined;
    return async () => {
      if (down) throw down;
      const response = await fetch(address, { headers: { authorization: 'Bearer essai' } });
      down = new Error(`${response.status} ${address}`);
      throw down;
    };
  },
  isSound: () => true,
};

describe('the chaos', () => {
  it('passes for a real client', async () => {
    const family = FAMILIES.filter(({ name }) => name === 'ressource');
    const [line] = await runChaos(family, troublesOf('expiredToken'));
    expect(line?.verdicts).toEqual([
      { family: 'ressource', verdict: { survived: undefined, told: undefined, kept: undefined } },
    ]);
  });

  it('fails, three times over, for a program that knows nothing of it', async () => {
    const lines = await runChaos([naive], troublesOf('expiredToken'));
    const verdict = lines[0]?.verdicts[0]?.verdict;
    expect(verdict?.survived).toContain('pas remis');
    expect(verdict?.told).toContain('authentication attendu');
    expect(verdict?.kept).toContain('message');
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'log').mockImplementation(() => {});
    expect(printMisses(lines)).toBe(3);
    expect(said.mock.calls.join('\n')).not.toContain(CANARY.name);
    vi.restoreAllMocks();
  });
});

it('tries every scenario', () => {
  const tried = new Set(TROUBLES.map(({ scenario }) => scenario.split(':')[0]));
  expect([...tried].sort()).toEqual(Object.keys(scenarios).sort());
});

it('tries every kind of operation', async () => {
  const found = new Set<string>();
  const tried = new Set<string>();
  for (const api of listApis()) {
    const { operations } = await loadTable(api);
    for (const [id, operation] of Object.entries(operations)) {
      // Nothing is sent of these.
      if (operation.retired) continue;
      const traits = traitsOf(operation);
      const isTried = FAMILIES.some((family) => family.api === api.name && family.operation === id);
      for (const trait of traits) found.add(trait);
      if (isTried) for (const trait of traits) tried.add(trait);
    }
  }
  expect([...tried].sort()).toEqual([...found].sort());
});

function traitsOf({
  public: isPublic,
  bare,
  citizen,
  documentTtl,
  documentPlace,
  ...rest
}: MockOperation): string[] {
  const [first] = rest.cases.filter(({ status }) => status === 200).map(({ response }) => response);
  const isList = Array.isArray(bare ? first : Object(first).data);
  return [
    isPublic ? 'public' : 'token',
    bare ? 'bare' : 'envelope',
    citizen ? 'citizen' : 'service',
    isList ? 'list' : 'object',
    documentTtl === undefined ? 'data' : `document, ${documentPlace ?? 'storage'}`,
    rest.simulation ? 'made up' : 'recorded',
  ];
}
