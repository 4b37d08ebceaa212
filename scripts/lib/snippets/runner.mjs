/** A process of its own: runs the modules it is given one after the other, the mocks of the APIs standing for the network. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ENVIRONMENT, franceConnectEnvironment, SERVICE } from './environment.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const load = (file) => import(pathToFileURL(`${root}packages/${file}`).href);

const network = globalThis.fetch;
const { createMock } = await load('core/dist/mocks.js');
const tables = await Promise.all(
  ['particulier', 'entreprise', 'impot-particulier'].map(
    async (api) => (await load(`${api}/dist/mocks.js`)).mockTable,
  ),
);
Object.assign(process.env, ENVIRONMENT);
const snippets = process.argv.slice(2).map((file) => ({ file, code: readFileSync(file, 'utf8') }));
if (snippets.some(({ code }) => code.includes('createFranceConnect('))) await startFranceConnect();

let printed = '';
process.stdout.write = (chunk) => {
  printed += chunk;
  return true;
};
const tell = (result) => new Promise((sent) => process.send(result, sent));
process.on('uncaughtException', (error) => tell({ error: error.stack }).then(() => process.exit(1)));

for (const { file, code } of snippets) {
  printed = '';
  // MSW stands below `fetch`, at the socket: its own snippets keep the real one.
  globalThis.fetch = code.includes("'msw/node'") ? network : simulated();
  try {
    await import(pathToFileURL(file).href);
    await tell({ printed });
  } catch (error) {
    await tell({ error: error?.stack ?? String(error) });
  }
}
// Servers that a snippet leaves open stop here.
process.exit();

/** A new mock for each snippet: no quota used, no scenario left. */
function simulated() {
  const mock = createMock(tables);
  return async (input, init) => {
    const { origin, hostname } = new URL(input instanceof Request ? input.url : input);
    // Reserved names: the gateway of the examples, and the sites of the providers that issue certificates.
    if (mock.origins.includes(origin) || hostname.endsWith('.example')) return mock.fetch(input, init);
    if (hostname === '127.0.0.1') return network(input, init);
    throw new Error(`${origin} n'est pas simulé`);
  };
}

async function startFranceConnect() {
  const { startFranceConnect } = await load('franceconnect/dist/mocks/node.js');
  const { redirectUri, ...service } = SERVICE;
  const { issuer } = await startFranceConnect({ clients: [{ ...service, redirectUris: [redirectUri] }] });
  Object.assign(process.env, franceConnectEnvironment(issuer));
}
