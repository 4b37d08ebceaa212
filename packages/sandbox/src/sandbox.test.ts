/** The sandbox as its users meet it: over HTTP, through the packages' own clients and through bare requests. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEntreprise, downloadDocument } from '@apigouv/entreprise';
import { avisImposition, createImpotParticulier } from '@apigouv/impot-particulier';
import { createParticulier } from '@apigouv/particulier';
import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/donnees', import.meta.url));
const JEANNE = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
} as const;
interface Body {
  data?: { siren?: string };
  errors: [{ code: string; meta: { retry_in?: number } }];
  erreur?: string;
}

const CONTEXT = '?recipient=21920023500014&context=essai&object=essai';
const SOCIETE = `/entreprise/v4/insee/sirene/unites_legales/552049447${CONTEXT}`;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, ...options });
  open.push(() => sandbox.close());
  return sandbox;
}

async function get(sandbox: Sandbox, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(sandbox.url + path, {
    headers: { authorization: 'Bearer essai', ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const particulierOf = ({ apis }: Sandbox, token = 'essai') =>
  createParticulier({ environment: apis.particulier as string, token, recipient: '13002526500013' });

describe('the APIs', () => {
  it('answer the clients, each under its own address', async () => {
    const sandbox = await start();
    const { data } = await particulierOf(sandbox).dss.quotientFamilial.identite(JEANNE);
    expect(data.quotient_familial?.valeur).toBe(650);
    const entreprise = createEntreprise({
      environment: sandbox.apis.entreprise as string,
      token: 'essai',
      recipient: '21920023500014',
      context: 'essai',
      object: 'essai',
    });
    const { stream } = await downloadDocument(
      await entreprise.dgfip.attestationFiscale({ siren: '418166096' }),
      {
        client: entreprise,
      },
    );
    expect(await new Response(stream).text()).toMatch(/^%PDF/);
  });

  it('answer the client of API Impôt particulier, token asked for included', async () => {
    const sandbox = await start();
    const impot = createImpotParticulier({
      environment: sandbox.apis['impot-particulier'] as string,
      credentials: { clientId: 'essai', clientSecret: 'essai', scopes: ['RessourceIR'] },
    });
    const { revenuFiscalReference } = await avisImposition(impot, { spi: '1000000000001', annrev: 2024 });
    expect(revenuFiscalReference).toBe(40120);
    const citizen = impot.withFranceConnect('jeanne-roux');
    expect((await avisImposition(citizen, { annrev: 2024 })).nombreParts).toBe(3);
  });

  it('answer by the Host header too', async () => {
    const sandbox = await start();
    // `fetch` does not let a program choose its Host.
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(sandbox.url);
      request(
        { hostname, port, path: '/api/ping', headers: { host: 'particulier.api.gouv.fr' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  it('are those asked for', async () => {
    const sandbox = await start({ apis: ['particulier'] });
    expect(Object.keys(sandbox.apis)).toEqual(['particulier']);
    expect((await fetch(sandbox.url + SOCIETE)).status).toBe(404);
    await expect(start({ apis: ['inconnue'] })).rejects.toThrow('particulier, entreprise, impot-particulier');
  });

  it('check tokens and parameters, with the codes of the API', async () => {
    const sandbox = await start();
    const refusal = async (path: string, token?: string) => {
      const headers = token === undefined ? { authorization: '' } : { authorization: `Bearer ${token}` };
      const { status, body } = await get(sandbox, path, headers);
      return [status, body.errors[0].code];
    };
    expect(await refusal(SOCIETE)).toEqual([401, '00101']);
    expect(await refusal(SOCIETE, 'jeton-expire')).toEqual([401, '00103']);
    expect(await refusal(SOCIETE, 'jeton-revoque')).toEqual([401, '00105']);
    expect(await refusal(SOCIETE, 'jeton-inconnu')).toEqual([401, '00106']);
    expect(await refusal(SOCIETE.split('?')[0] as string, 'essai')).toEqual([422, '00203']);
  });

  it('answer an example where API Entreprise has no case, and 404 where API Particulier has none', async () => {
    const sandbox = await start();
    const { status, body } = await get(sandbox, SOCIETE.replace('552049447', '404000168'));
    expect([status, body.data?.siren]).toEqual([200, '404000168']);
    const unknown = particulierOf(sandbox).dss.quotientFamilial.identite({
      ...JEANNE,
      nomNaissance: 'PERSONNE',
    });
    await expect(unknown).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('mask fields and count quotas when told to', async () => {
    const scopes = ['cnaf_quotient_familial'];
    const fieldsSeen = async (options: SandboxOptions) => {
      const sandbox = await start(options);
      const { jeton } = (await (
        await fetch(`${sandbox.url}/_sandbox/jetons`, { method: 'POST', body: JSON.stringify({ scopes }) })
      ).json()) as { jeton: string };
      const { data } = await particulierOf(sandbox, jeton).dss.quotientFamilial.identite(JEANNE);
      return Object.keys(data);
    };
    expect(await fieldsSeen({ masquer: true })).toEqual(['quotient_familial']);
    expect((await fieldsSeen({})).length).toBeGreaterThan(1);

    const limited = await start({ quotas: true });
    const { headers } = await get(limited, SOCIETE);
    expect(headers.get('ratelimit-remaining')).toBe('249');
    expect((await get(await start(), SOCIETE)).headers.get('ratelimit-remaining')).toBeNull();
  });
});

describe('scenarios', () => {
  it('hold for one request, by its header', async () => {
    const sandbox = await start();
    const down = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': 'panne' });
    expect(down.body.errors[0].code).toBe('01001');
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it('hold until they are put out, by the admin routes', async () => {
    const sandbox = await start();
    const scenarios = `${sandbox.url}/_sandbox/scenarios`;
    const body = JSON.stringify({ scenario: 'maintenance:fournisseur=INSEE,retryIn=60' });
    expect((await fetch(scenarios, { method: 'POST', body })).status).toBe(201);
    const { body: refusal } = await get(sandbox, SOCIETE);
    expect(refusal.errors[0].meta.retry_in).toBe(60);
    expect((await (await fetch(scenarios)).json()) as object).toMatchObject({
      scenarios: [{ type: 'maintenance' }],
    });
    await fetch(scenarios, { method: 'DELETE' });
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it.each([
    ['inconnu', 'Scénario « inconnu » inconnu'],
    ['lenteur', '« ms » est obligatoire'],
    ['panne:fois=deux', 'nombre positif'],
    ['panne:couleur=bleu', '« couleur » inconnue'],
  ])('wrongly written (%s) are explained', async (text, why) => {
    const sandbox = await start();
    const { status, body } = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': text });
    expect(status).toBe(400);
    expect(body.erreur).toContain(why);
  });

  it('cut the connection for real', async () => {
    const sandbox = await start();
    const headers = { authorization: 'Bearer essai', 'x-sandbox-scenario': 'connexionCoupee:moment=avant' };
    await expect(fetch(sandbox.url + SOCIETE, { headers })).rejects.toThrow();
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });
});

describe('the admin routes', () => {
  it('list the operations with their cases, and keep a journal without personal data', async () => {
    const sandbox = await start();
    await particulierOf(sandbox).dss.quotientFamilial.identite(JEANNE);
    const journal = await (await fetch(`${sandbox.url}/_sandbox/journal`)).text();
    expect(JSON.parse(journal)).toMatchObject([{ operation: 'dss.quotientFamilial.identite', status: 200 }]);
    expect(journal).not.toContain('ROUX');
    const operations = (await (await fetch(`${sandbox.url}/_sandbox/operations`)).json()) as { id: string }[];
    expect(operations.length).toBeGreaterThan(100);
    await fetch(`${sandbox.url}/_sandbox`, { method: 'DELETE' });
    expect(await (await fetch(`${sandbox.url}/_sandbox/journal`)).json()).toEqual([]);
  });

  it('mint expired tokens', async () => {
    const sandbox = await start();
    const answer = await fetch(`${sandbox.url}/_sandbox/jetons`, { method: 'POST', body: '{"expire":true}' });
    const { jeton } = (await answer.json()) as { jeton: string };
    const { body } = await get(sandbox, SOCIETE, { authorization: `Bearer ${jeton}` });
    expect(body.errors[0].code).toBe('00103');
  });

  it('say what they cannot do', async () => {
    const sandbox = await start();
    expect((await fetch(`${sandbox.url}/_sandbox/cafe`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/_sandbox/jetons`, { method: 'POST', body: 'non' })).status).toBe(400);
  });
});

describe('a folder of cases in the official form', () => {
  async function folder(): Promise<string> {
    const copy = await mkdtemp(join(tmpdir(), 'donnees-'));
    open.push(() => rm(copy, { recursive: true, force: true }));
    await cp(FIXTURES, copy, { recursive: true });
    return copy;
  }
  const CAMILLE = { ...JEANNE, nomNaissance: 'ESSAI', prenoms: ['CAMILLE'] };
  const CASE = 'api_particulier_v3_cnav_quotient_familial_with_civility/200.yaml';
  const valeur = async (sandbox: Sandbox) =>
    (await particulierOf(sandbox).dss.quotientFamilial.identite(CAMILLE)).data.quotient_familial?.valeur;

  it('is served beside the recorded cases, its citizens too', async () => {
    const messages: string[] = [];
    const sandbox = await start({ donnees: await folder(), onMessage: (message) => messages.push(message) });
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
    const donnees = await folder();
    const operation = join(donnees, 'dgfip.chiffresAffaires');
    await mkdir(operation);
    await writeFile(
      join(operation, '2024.yaml'),
      'params: { siret: "13002526500001", year: "2024" }\nstatus: 200\npayload: |\n  {"data":[],"links":{},"meta":{"a":1}}\n',
    );
    const sandbox = await start({ donnees });
    const path = `/entreprise/v3/dgfip/etablissements/13002526500001/chiffres_affaires${CONTEXT}`;
    expect((await get(sandbox, `${path}&year=2024`)).body).toMatchObject({ meta: { a: 1 } });
    const wrong = path.replace('13002526500001', '13002526500002');
    expect((await get(sandbox, wrong)).body.errors[0].code).toBe('00302');
  });

  it('is read again when it changes, and what is wrong in it leaves the last good one', async () => {
    const donnees = await folder();
    const messages: string[] = [];
    const sandbox = await start({ donnees, onMessage: (message) => messages.push(message) });
    const save = (text: string) => writeFile(join(donnees, CASE), text);
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
  ])('is refused with the file and the line: %j', async (text, why) => {
    const donnees = await folder();
    await writeFile(join(donnees, CASE), text);
    await expect(start({ donnees })).rejects.toThrow(why);
  });

  it('is refused when it does not exist', async () => {
    await expect(start({ donnees: '/nulle/part' })).rejects.toThrow('Dossier de données illisible');
  });
});
