/** Prints each figure beside a baseline measured in the same run. Figures, not tests: nothing fails here. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzippedSize, ONE_CALL, OPENAPI_FETCH, WHOLE_CLIENT } from './lib/bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { createParticulier } = await import(pathToFileURL(`${root}packages/particulier/dist/index.js`));
const { default: createFetchClient } = await import('openapi-fetch');
const BODY = '{"data":{"quotient_familial":{"valeur":650}},"links":{},"meta":{}}';
const PERSON = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
};
const QUERY =
  '/v3/dss/quotient_familial/identite?recipient=13002526500013&nomNaissance=ROUX&prenoms[]=JEANNE&sexeEtatCivil=F';

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const rows = [];
const row = (what, ours, baseline, goal) =>
  rows.push({ mesure: what, nous: ours, référence: baseline, objectif: goal });

/** Interleaves the contestants, so that a slow moment of the machine weighs on all of them. */
async function microseconds(contestants, rounds, calls) {
  const times = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, call] of contestants.entries()) {
      const started = performance.now();
      for (let i = 0; i < calls; i++) await call();
      times[index].push(((performance.now() - started) * 1000) / calls);
    }
  }
  return times.map(median);
}

async function bundles() {
  const [one, whole, bare] = await Promise.all([ONE_CALL, WHOLE_CLIENT, OPENAPI_FETCH].map(gzippedSize));
  row('un appel, gzip (octets)', one, `openapi-fetch ${bare}`, '≤ 5000');
  row('client entier, gzip (octets)', whole, `openapi-fetch ${bare}`, '≤ 8000');
}

async function stub() {
  const fetch = async () => new Response(BODY, { headers: { 'content-type': 'application/json' } });
  const raw = createFetchClient({ baseUrl: 'https://x.invalid', fetch });
  const bare = async () => JSON.parse(await (await fetch()).text());
  const unlimited = createParticulier({ token: 'x', recipient: '13002526500013', fetch, quota: false });
  const contestants = [
    bare,
    () => unlimited.dss.quotientFamilial.identite(PERSON),
    () => raw.GET('/a', { params: { query: PERSON } }),
  ];
  await microseconds(contestants, 3, 2000);
  const [base, mine, other] = await microseconds(contestants, 15, 2000);
  row(
    'un appel sur un bouchon, au-dessus de fetch (µs)',
    (mine - base).toFixed(1),
    `openapi-fetch ${(other - base).toFixed(1)}`,
    '≤ 12',
  );
}

async function loopback() {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(BODY),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const client = createParticulier({
    token: 'x',
    recipient: '13002526500013',
    environment: url,
    quota: false,
  });
  const bare = async () =>
    JSON.parse(await (await fetch(url + QUERY, { headers: { authorization: 'Bearer x' } })).text());
  const contestants = [bare, () => client.dss.quotientFamilial.identite(PERSON)];
  await microseconds(contestants, 3, 300);
  const [base, mine] = await microseconds(contestants, 21, 300);
  row(
    'un appel en boucle locale (µs)',
    mine.toFixed(0),
    `fetch nu ${base.toFixed(0)}, soit × ${(mine / base).toFixed(3)}`,
    '≤ × 1,05',
  );
  server.close();
  server.closeAllConnections();
}

function diagnostics(folder, source) {
  const file = join(folder, `essai-${source.length}.ts`);
  writeFileSync(file, source);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  const run = () => {
    const started = performance.now();
    const out = execFileSync(process.execPath, [tsc, ...options, '--extendedDiagnostics', file], {
      encoding: 'utf8',
    });
    return {
      ms: performance.now() - started,
      instantiations: Number(/Instantiations:\s+(\d+)/.exec(out)?.[1]),
    };
  };
  run();
  const runs = [run(), run(), run(), run(), run()];
  return { ms: median(runs.map(({ ms }) => ms)), instantiations: runs[0].instantiations };
}

function typeCheck() {
  const folder = mkdtempSync(`${root}examples/quotient-familial/.essai-`);
  const empty = diagnostics(folder, 'export {};\n');
  const one = diagnostics(
    folder,
    `import { createParticulier } from '@apigouv/particulier';
const client = createParticulier({ recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });
export const valeur = client.dss.quotientFamilial
  .identite({ nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', codeCogInseePaysNaissance: '99100' })
  .then(({ data }) => data.quotient_familial.valeur);
`,
  );
  rmSync(folder, { recursive: true });
  row(
    'vérifier les types d’un appel (ms)',
    one.ms.toFixed(0),
    `fichier vide ${empty.ms.toFixed(0)}, soit × ${(one.ms / empty.ms).toFixed(2)}`,
    '≤ × 1,15',
  );
  row('instanciations de types', one.instantiations, `fichier vide ${empty.instantiations}`, '≤ 1500');
}

function timed(args, cwd) {
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd, stdio: 'pipe' });
  return performance.now() - started;
}

function generation() {
  const specs = timed(['tools/build.ts'], `${root}specs`);
  const dist = '../../specs/dist/particulier';
  const code = timed(
    ['../codegen/src/cli.ts', `${dist}.json`, `${dist}.cas.json`, 'src/generated', 'Particulier'],
    `${root}packages/particulier`,
  );
  row(
    'tout générer (ms)',
    (specs + code).toFixed(0),
    `spécifications ${specs.toFixed(0)}, code ${code.toFixed(0)}`,
    '≤ 5000',
  );
}

function importTime() {
  const entry = pathToFileURL(`${root}packages/particulier/dist/index.js`).href;
  const measure = (source) =>
    median(Array.from({ length: 15 }, () => timed(['--input-type=module', '-e', source], root)));
  const [empty, ours] = [measure(''), measure(`import '${entry}'`)];
  row('importer le paquet (ms)', (ours - empty).toFixed(1), `Node à vide ${empty.toFixed(0)}`, '');
}

await bundles();
await stub();
await loopback();
typeCheck();
generation();
importTime();
console.table(rows);
