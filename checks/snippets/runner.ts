/** A process of its own: runs the modules it is given one after the other, the mocks of the APIs standing for the network. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { listApis } from '@apigouv/codegen';
import { createMock } from '@apigouv/core/mocks';
import { startFranceConnect } from '@apigouv/franceconnect/mocks/node';
import { loadTable } from '../lib/mocks.ts';
import { ENVIRONMENT, franceConnectEnvironment, SERVICE } from './environment.ts';
import type { Result } from './run.ts';

const network = globalThis.fetch;
const tables = await Promise.all(listApis().map(loadTable));
Object.assign(process.env, ENVIRONMENT);
const snippets = process.argv.slice(2).map((file) => ({ file, code: readFileSync(file, 'utf8') }));
if (snippets.some(({ code }) => code.includes('createFranceConnect('))) await openFranceConnect();

let printed = '';
process.stdout.write = (chunk: string | Uint8Array) => {
  printed += chunk;
  return true;
};
const tell = (result: Result) => new Promise((sent) => process.send?.(result, sent));
process.on('uncaughtException', (error) => tell({ error: stackOf(error) }).then(() => process.exit(1)));

for (const { file, code } of snippets) {
  printed = '';
  // MSW stands below `fetch`, at the socket: its own snippets keep the real one.
  globalThis.fetch = code.includes("'msw/node'") ? network : simulated();
  try {
    await import(pathToFileURL(file).href);
    await tell({ printed });
  } catch (error) {
    await tell({ error: stackOf(error) });
  }
}
// Servers that a snippet leaves open stop here.
process.exit();

function stackOf(error: unknown): string {
  return (error as Error | undefined)?.stack ?? String(error);
}

/** A new mock for each snippet: no quota used, no scenario left. */
function simulated(): typeof fetch {
  const mock = createMock(tables);
  return async (input, init) => {
    const { origin, hostname } = new URL(input instanceof Request ? input.url : input);
    // Reserved names: the gateway of the examples, and the sites of the providers that issue certificates.
    if (mock.origins.includes(origin) || hostname.endsWith('.example')) return mock.asFetch(input, init);
    if (hostname === '127.0.0.1') return network(input, init);
    throw new Error(`${origin} n'est pas simulé`);
  };
}

async function openFranceConnect(): Promise<void> {
  const { redirectUri, ...service } = SERVICE;
  const { issuer } = await startFranceConnect({ clients: [{ ...service, redirectUris: [redirectUri] }] });
  Object.assign(process.env, franceConnectEnvironment(issuer));
}
