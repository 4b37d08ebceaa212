/** `state` from the login to the callback, kept in a sealed cookie meanwhile. */
import { createFranceConnect, createSessionCookie, type KeptOf } from '@apigouv/franceconnect';
import { startFranceConnect } from '@apigouv/franceconnect/mocks/node';
import { logIn } from '../../../packages/franceconnect/src/testing/browser.ts';
import { crossed, startCoverage } from './coverage.ts';

const credentials = { clientId: 'mairie', clientSecret: 'secret-de-test-'.repeat(4) };
const redirectUri = 'http://127.0.0.1:65001/retour';
const mock = await startFranceConnect({ clients: [{ ...credentials, redirectUris: [redirectUri] }] });
const franceConnect = createFranceConnect({ ...credentials, environment: mock.issuer, redirectUri });
const pending = createSessionCookie<KeptOf<typeof franceConnect>>({
  secret: 'secret-de-test-'.repeat(4),
  name: 'connexion',
  secure: false,
});

async function login(): Promise<void> {
  const { url, kept } = await franceConnect.startLogin();
  const cookie = await pending.seal(kept);
  const callback = await logIn(url, 'jeanne-roux');
  await franceConnect.finishLogin(callback, await pending.open(cookie));
}

await login();
startCoverage();
await login();
const own = crossed().filter((file) => !file.includes('/mocks/'));
console.log(JSON.stringify({ login: { seen: own } }));
await mock.close();
