import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../index.ts';
import { CONTEXT, closing, get, JEANNE, particulierOf, start } from '../testing.ts';

/** A few lines that grow to six thousand values. */
const BOMB = ['a', 'b', 'c', 'params']
  .map((name, index, names) => `${name}: &${name} [${Array(9).fill(index ? `*${names[index - 1]}` : 'x')}]`)
  .concat('status: 200', 'payload: "{}"', '')
  .join('\n');
const FIXTURES = fileURLToPath(new URL('../../fixtures/data', import.meta.url));

describe('a folder of cases in the official form', () => {
  async function folder(): Promise<string> {
    const copy = await mkdtemp(join(tmpdir(), 'data-'));
    closing(() => rm(copy, { recursive: true, force: true }));
    await cp(FIXTURES, copy, { recursive: true });
    return copy;
  }
  const CAMILLE = { ...JEANNE, nomNaissance: 'ESSAI', prenoms: ['CAMILLE'] };
  const CASE = 'api_particulier_v3_cnav_quotient_familial_with_civility/200.yaml';
  const valeur = async (sandbox: Sandbox) =>
    (await particulierOf(sandbox).dss.quotientFamilial.identite(CAMILLE)).data.quotient_familial?.valeur;

  it('is served beside the recorded cases, its citizens too', async () => {
    const messages: string[] = [];
    const sandbox = await start({ data: await folder(), onMessage: (message) => messages.push(message) });
    expect(await valeur(sandbox)).toBe(321);
    expect(
      (await particulierOf(sandbox).dss.quotientFamilial.identite(JEANNE)).data.quotient_familial?.valeur,
    ).toBe(650);
    expect(messages).toEqual([
      '2 cas de test lus ; dossiers sans opération ici : api_particulier_v2_inconnue.',
    ]);
    const camille = particulierOf(sandbox).withFranceConnect('camille-essai');
    await expect(camille.dss.quotientFamilial.franceConnect()).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('may hold a number with a wrong key, and a parameter the API does not declare', async () => {
    const data = await folder();
    const operation = join(data, 'dgfip.chiffresAffaires');
    await mkdir(operation);
    await writeFile(
      join(operation, '2024.yaml'),
      'params: { siret: "13002526500001", year: "2024" }\nstatus: 200\npayload: |\n  {"data":[],"links":{},"meta":{"a":1}}\n',
    );
    const sandbox = await start({ data });
    const path = `/entreprise/v3/dgfip/etablissements/13002526500001/chiffres_affaires${CONTEXT}`;
    expect((await get(sandbox, `${path}&year=2024`)).body).toMatchObject({ meta: { a: 1 } });
    const wrong = path.replace('13002526500001', '13002526500002');
    expect((await get(sandbox, wrong)).body.errors[0].code).toBe('00302');
  });

  it('is read again when it changes, and what is wrong in it leaves the last good one', async () => {
    const data = await folder();
    const messages: string[] = [];
    const sandbox = await start({ data, onMessage: (message) => messages.push(message) });
    const save = (text: string) => writeFile(join(data, CASE), text);
    const good =
      'params: { nomNaissance: ESSAI }\nstatus: 200\npayload: |\n  {"data":{"quotient_familial":{"valeur":42}}}\n';
    await save(good);
    await expect.poll(() => valeur(sandbox), { timeout: 5000 }).toBe(42);
    await save('params: {}\nstatus: peut-être\npayload: "{}"\n');
    await expect.poll(() => messages.at(-1), { timeout: 5000 }).toContain(`${CASE}, ligne 2 : status`);
    expect(await valeur(sandbox)).toBe(42);
  });

  it.each([
    ['params: {}\nstatus: 200\npayload: |\n  {"data":\n', /ligne 3 : payload n'est pas du JSON/],
    ['params: [a\n', /ligne \d : YAML mal formé/],
    ['- a\n', /ligne 1 : params, status et payload/],
    ['params: {}\nstatus: 200\n', /payload manque/],
    [BOMB, /200\.yaml, ligne 1 : trop d'alias YAML/],
    ['params: *inconnu\nstatus: 200\npayload: "{}"\n', /200\.yaml, ligne 1 : alias YAML/],
  ])('is refused with the file and the line: %j', async (text, why) => {
    const data = await folder();
    await writeFile(join(data, CASE), text);
    await expect(start({ data })).rejects.toThrow(why);
  });

  it('is refused when it does not exist', async () => {
    await expect(start({ data: '/nulle/part' })).rejects.toThrow('Dossier de données illisible');
  });
});
