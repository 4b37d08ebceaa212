/** Lancé par `npm start` : l'adresse du serveur de test et un jeton viennent de l'environnement. */
import type { AddressInfo } from 'node:net';
import { createParticulier } from '@apigouv/particulier';
import { creerExpress } from './express.ts';
import { creerFastify } from './fastify.ts';
import { JEANNE } from './situations.ts';

const particulier = createParticulier({ recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });
const fastify = creerFastify(particulier);
await fastify.listen({ port: 0, host: '127.0.0.1' });
const express = creerExpress(particulier).listen(0, '127.0.0.1');
await new Promise((resolve) => express.once('listening', resolve));

const serveurs = { Fastify: fastify.server, 'Express 5': express };
const demandes = { Jeanne: JEANNE, 'une date fausse': { ...JEANNE, naissance: '1987-02-30' } };

for (const [framework, serveur] of Object.entries(serveurs)) {
  const url = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/quotient`;
  for (const [quoi, formulaire] of Object.entries(demandes)) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(formulaire) });
    console.log(`${framework}, ${quoi} : ${response.status} ${await response.text()}`);
  }
}
await fastify.close();
express.close();
