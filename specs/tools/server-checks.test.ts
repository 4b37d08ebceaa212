import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Document, Operation } from './model.ts';
import { applyServerChecks, type ServerChecks } from './server-checks.ts';

const CHECKS: ServerChecks = {
  rules: {
    nom: { param: 'nom', code: '1' },
    lieu: [{ code: '2' }, { code: '3' }],
    siren: { param: 'siren', code: '4' },
  },
  sets: { personne: ['lieu', 'nom'], faux: ['absent'] },
};

function documentWith(
  operation: Partial<Operation>,
  steps: (string | string[])[] = ['parameters'],
): Document {
  const whole = { operationId: 'a.b', responses: {}, ...operation } as Operation;
  return { info: {}, paths: { '/a': { get: whole } }, components: { schemas: {} }, 'x-server': { steps } };
}

describe('the checks of an operation', () => {
  it('are those of the set it names, in its order, and the rules they need alone', () => {
    const document = documentWith({ 'x-server-checks': 'personne' });
    expect(applyServerChecks(document, CHECKS)).toEqual([]);
    expect(document.paths['/a']?.get?.['x-server-checks']).toEqual(['lieu', 'nom']);
    expect(document['x-server-rules']).toEqual({
      nom: [{ param: 'nom', code: '1' }],
      lieu: [{ code: '2' }, { code: '3' }],
    });
  });

  it('are else those of its parameters', () => {
    const schema = { type: 'string', 'x-server-check': 'siren' };
    const document = documentWith({ parameters: [{ name: 'siren', in: 'path', schema }] });
    applyServerChecks(document, CHECKS);
    expect(document.paths['/a']?.get?.['x-server-checks']).toEqual(['siren']);
  });

  it.each<[string, Partial<Operation>, (string | string[])[] | undefined, string]>([
    ['a set', { 'x-server-checks': 'autre' }, undefined, '/a › x-server-checks « autre » inconnu'],
    ['a check', { 'x-server-checks': 'faux' }, undefined, '/a › contrôle « absent » inconnu'],
    ['a check of a step', {}, [['absent']], 'x-server › steps › contrôle « absent » inconnu'],
  ])('refuse %s that does not exist', (_, operation, steps, problem) => {
    expect(applyServerChecks(documentWith(operation, steps), CHECKS)).toEqual([
      `${problem} de commun/controles.yaml`,
    ]);
  });

  it('are none where the API says nothing of its server', () => {
    const document = documentWith({ 'x-server-checks': 'autre' });
    delete document['x-server'];
    expect(applyServerChecks(document, CHECKS)).toEqual([]);
  });
});

it('knows by name the commune where each fictional citizen was born', async () => {
  const read = async (name: string) =>
    parse(await readFile(fileURLToPath(new URL(`../commun/${name}`, import.meta.url)), 'utf8')) as unknown;
  const citizens = (await read('usagers.yaml')) as Record<string, { identite: Record<string, string> }>;
  const places = (await read('lieux-naissance.yaml')) as Record<string, string>[];
  const known = new Set(places.map((place) => place.codeCogInseeCommuneNaissance));
  // The platform's own test citizen has a code that is no commune's.
  const odd = new Set(['75002']);
  const born = Object.values(citizens).flatMap(({ identite }) => identite.codeCogInseeCommuneNaissance ?? []);
  expect(born.filter((code) => !known.has(code) && !odd.has(code))).toEqual([]);
});
