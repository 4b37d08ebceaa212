import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FranceConnectMock, startFranceConnect } from '@apigouv/franceconnect/mocks/node';
import { createImpotParticulier } from '@apigouv/impot-particulier';
import { mockImpotParticulier } from '@apigouv/impot-particulier/mocks';
import { createParticulier } from '@apigouv/particulier';
import { mockParticulier } from '@apigouv/particulier/mocks';
import { getRequestListener } from '@hono/node-server';
import { connectService } from './login.ts';
import { createSite } from './site.ts';

const CREDENTIALS = { clientId: 'bourse', clientSecret: 'secret-de-demonstration-sans-valeur' };

export interface Simulation {
  /** Adresse du site. */
  origin: string;
  franceConnect: FranceConnectMock;
  close(): Promise<void>;
}

/** Le site et tout ce qu'il appelle, sur la machine locale : FranceConnect, API Particulier, API Impôt particulier. */
export async function startSimulation(port = 0): Promise<Simulation> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const franceConnect = await startFranceConnect({
    clients: [
      {
        ...CREDENTIALS,
        redirectUris: [`${origin}/retour`],
        postLogoutRedirectUris: [`${origin}/`],
      },
    ],
  });
  const { tokens } = franceConnect;
  const site = createSite({
    franceConnect: connectService(franceConnect.issuer, origin, CREDENTIALS),
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
  server.on('request', getRequestListener(site.fetch));
  return {
    origin,
    franceConnect,
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([once(server, 'close'), franceConnect.close()]);
    },
  };
}
