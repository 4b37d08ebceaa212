/** The sandbox as its users meet it: over HTTP, through the packages' own clients and through bare requests. */
import { createEntreprise, downloadDocument } from '@apigouv/entreprise';
import { avisImposition, createImpotParticulier } from '@apigouv/impot-particulier';
import { describe, expect, it } from 'vitest';
import { APIS } from './apis.ts';
import type { SandboxOptions } from './index.ts';
import { admin, get, JEANNE, particulierOf, SOCIETE, start } from './testing.ts';

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
    await expect(start({ apis: ['inconnue'] })).rejects.toThrow([...APIS.keys()].join(', '));
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
    expect(await refusal(SOCIETE.split('?')[0] as string, 'essai')).toEqual([422, '00201']);
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
      const answer = await admin(sandbox, '/tokens', 'POST', { scopes });
      const { token } = (await answer.json()) as { token: string };
      const { data } = await particulierOf(sandbox, token).dss.quotientFamilial.identite(JEANNE);
      return Object.keys(data);
    };
    expect(await fieldsSeen({ mask: true })).toEqual(['quotient_familial']);
    expect((await fieldsSeen({})).length).toBeGreaterThan(1);

    const limited = await start({ quotas: true });
    const { headers } = await get(limited, SOCIETE);
    expect(headers.get('ratelimit-remaining')).toBe('249');
    expect((await get(await start(), SOCIETE)).headers.get('ratelimit-remaining')).toBeNull();
  });
});
