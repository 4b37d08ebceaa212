import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FranceConnectMock, startFranceConnect } from '@apigouv/franceconnect/mocks';
import { createImpotParticulier } from '@apigouv/impot-particulier';
import { mockImpotParticulier } from '@apigouv/impot-particulier/mocks';
import { createParticulier } from '@apigouv/particulier';
import { mockParticulier } from '@apigouv/particulier/mocks';
import { getRequestListener } from '@hono/node-server';
import { relier } from './services.ts';
import { creerSite } from './site.ts';

const IDENTIFIANTS = { clientId: 'bourse', clientSecret: 'secret-de-demonstration-sans-valeur' };

export interface Simulation {
  /** Adresse du site. */
  origine: string;
  franceConnect: FranceConnectMock;
  fermer(): Promise<void>;
}

/** Le site et tout ce qu'il appelle, sur la machine locale : FranceConnect, API Particulier, API Impôt particulier. */
export async function demarrer(port = 0): Promise<Simulation> {
  const serveur = createServer();
  serveur.listen(port, '127.0.0.1');
  await once(serveur, 'listening');
  const origine = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  const franceConnect = await startFranceConnect({
    clients: [
      {
        ...IDENTIFIANTS,
        redirectUris: [`${origine}/retour`],
        postLogoutRedirectUris: [`${origine}/`],
      },
    ],
  });
  const { tokens } = franceConnect;
  const site = creerSite({
    franceConnect: relier(franceConnect.issuer, origine, IDENTIFIANTS),
    particulier: createParticulier({
      recipient: '13002526500013',
      fetch: mockParticulier({ tokens }).asFetch,
    }),
    impot: createImpotParticulier({
      environment: 'https://passerelle.example/impotparticulier/1.0',
      token: 'jeton-de-demonstration',
      idTeleservice: 'bourse-communale',
      fetch: mockImpotParticulier({ tokens }).asFetch,
    }),
    secret: randomBytes(32).toString('hex'),
    secure: false,
  });
  serveur.on('request', getRequestListener(site.fetch));
  return {
    origine,
    franceConnect,
    async fermer() {
      serveur.closeAllConnections();
      serveur.close();
      await Promise.all([once(serveur, 'close'), franceConnect.close()]);
    },
  };
}
