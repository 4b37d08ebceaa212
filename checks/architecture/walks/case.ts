/** A recorded case to the answer of MSW; what a request without a case crosses too is not the case's. */
import { mockParticulier } from '@apigouv/particulier/mocks';
import { handlers } from '@apigouv/particulier/mocks/msw';
import { setupServer } from 'msw/node';
import { crossed, startCoverage } from './coverage.ts';

const server = setupServer(...handlers(mockParticulier()));
server.listen();

/** Asks for the scholarship of a student; what the client would cross is another walk. */
async function ask(ine: string): Promise<number> {
  const url = `https://particulier.api.gouv.fr/v5/cnous/etudiant_boursier/ine?recipient=13002526500013&ine=${ine}`;
  const response = await fetch(url, { headers: { authorization: 'Bearer essai' } });
  await response.text();
  return response.status;
}

const [KNOWN, UNKNOWN] = ['1234567890G', '9999999999Z'];
const statuses = [await ask(KNOWN), await ask(UNKNOWN)];
if (statuses.join() !== '200,404') throw new Error(`200 puis 404 attendus : ${statuses}`);
startCoverage();
await ask(KNOWN);
const seen = crossed();
await ask(UNKNOWN);
console.log(JSON.stringify({ case: { seen, aside: crossed() } }));
server.close();
