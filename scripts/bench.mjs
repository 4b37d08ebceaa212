/** Prints each figure beside a baseline measured in the same run. Figures, not tests: nothing fails here. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  gzippedSize,
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  OPENAPI_FETCH,
  WHOLE_CLIENT,
  WHOLE_ENTREPRISE,
} from './lib/bundle.mjs';

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

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const rows = [];
/** `value` is what the target bounds; `ours` how it reads. */
function row(what, ours, baseline, goal = '', value = Number(ours), limit = Infinity) {
  const verdict = goal && (value <= limit ? '✓' : '✗');
  rows.push({ mesure: what, nous: ours, référence: baseline, objectif: goal, atteint: verdict });
}

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
  const [one, whole, bare, firm, firms, tax] = await Promise.all(
    [ONE_CALL, WHOLE_CLIENT, OPENAPI_FETCH, ONE_CALL_ENTREPRISE, WHOLE_ENTREPRISE, ONE_CALL_IMPOT].map(
      gzippedSize,
    ),
  );
  row('un appel, gzip (octets)', one, `openapi-fetch ${bare}`, '≤ 5000', one, 5000);
  row('client entier, gzip (octets)', whole, `openapi-fetch ${bare}`, '≤ 8000', whole, 8000);
  const more = firm - one;
  row(
    'un appel à API Entreprise (octets)',
    firm,
    `API Particulier ${one}, soit + ${more}`,
    '≤ + 1000',
    more,
    1000,
  );
  row('un appel à API Impôt particulier (octets)', tax, `API Particulier ${one}`);
  row('client API Entreprise entier (octets)', firms, `API Particulier ${whole}`, '≤ 10 000', firms, 10_000);
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
    mine - base,
    12,
  );
}

/** What the client gives to `fetch` for the measured call, so that the baseline sends exactly the same request. */
async function sentRequest(options) {
  let sent;
  const fetch = async (url, { headers }) => {
    sent = { url, headers };
    return new Response(BODY, { headers: { 'content-type': 'application/json' } });
  };
  await createParticulier({ ...options, fetch }).dss.quotientFamilial.identite(PERSON);
  return sent;
}

async function loopback() {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(BODY),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const environment = `http://127.0.0.1:${server.address().port}`;
  const options = { token: 'x', recipient: '13002526500013', environment, quota: false };
  const client = createParticulier(options);
  const { url, headers } = await sentRequest(options);
  const call = async (init) => JSON.parse(await (await fetch(url, init)).text());
  const contestants = [
    () => call({ headers }),
    () => client.dss.quotientFamilial.identite(PERSON),
    () => call({ headers, signal: AbortSignal.timeout(30_000) }),
  ];
  await microseconds(contestants, 3, 300);
  const [base, mine, timed] = await microseconds(contestants, 21, 300);
  const ratio = mine / base;
  row(
    'un appel en boucle locale (µs)',
    mine.toFixed(0),
    `fetch nu ${base.toFixed(0)}, soit × ${ratio.toFixed(3)} ; fetch avec délai ${timed.toFixed(0)}`,
    '≤ × 1,05',
    ratio,
    1.05,
  );
  server.close();
  server.closeAllConnections();
}

/** One run of the compiler on one file, by its own clock: Node's start is no part of it. */
function diagnostics(file) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
  const args = [tsc, ...options, '--module', 'nodenext', '--extendedDiagnostics', file];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const figure = (name) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(out)?.[1]);
  return { ms: figure('Total time') * 1000, instantiations: figure('Instantiations') };
}

const ONE_TYPED_CALL = `import { createParticulier } from '@apigouv/particulier';
const client = createParticulier({ recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });
export const valeur = client.dss.quotientFamilial
  .identite({ nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', codeCogInseePaysNaissance: '99100' })
  .then(({ data }) => data.quotient_familial.valeur);
`;

const ONE_TYPED_CALL_ENTREPRISE = `import { createEntreprise } from '@apigouv/entreprise';
const client = createEntreprise({ recipient: '13002526500013', context: 'Marché public', object: 'Marché 2026-127' });
export const type = client.insee.uniteLegale({ siren: '552049447' }).then(({ data }) => data.type);
`;

function typeCheck(what, example, program) {
  const folder = mkdtempSync(`${root}examples/${example}/.essai-`);
  try {
    const files = ['export {};\n', program].map((source, index) => {
      const file = join(folder, `essai-${index}.ts`);
      writeFileSync(file, source);
      diagnostics(file);
      return file;
    });
    const rounds = Array.from({ length: 7 }, () => files.map(diagnostics));
    const [empty, one] = [0, 1].map((index) => median(rounds.map((round) => round[index].ms)));
    const [none, instantiations] = rounds[0].map((round) => round.instantiations);
    const ratio = one / empty;
    row(
      `vérifier les types d’un appel${what} (ms)`,
      one.toFixed(0),
      `fichier vide ${empty.toFixed(0)}, soit × ${ratio.toFixed(2)}`,
      '≤ × 1,15',
      ratio,
      1.15,
    );
    row(
      `instanciations de types${what}`,
      instantiations,
      `fichier vide ${none}`,
      '≤ 1500',
      instantiations,
      1500,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
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
    ['../codegen/src/cli.ts', `${dist}.json`, `${dist}.cases.json`, 'src/generated', 'Particulier'],
    `${root}packages/particulier`,
  );
  row(
    'tout générer (ms)',
    (specs + code).toFixed(0),
    `spécifications ${specs.toFixed(0)}, code ${code.toFixed(0)}`,
    '≤ 5000',
    specs + code,
    5000,
  );
}

function importTime() {
  const entry = pathToFileURL(`${root}packages/particulier/dist/index.js`).href;
  const measure = (source) =>
    median(Array.from({ length: 15 }, () => timed(['--input-type=module', '-e', source], root)));
  const [empty, ours] = [measure(''), measure(`import '${entry}'`)];
  row('importer le paquet (ms)', (ours - empty).toFixed(1), `Node à vide ${empty.toFixed(0)}`);
}

await bundles();
await stub();
await loopback();
typeCheck('', 'quotient-familial', ONE_TYPED_CALL);
typeCheck(' à API Entreprise', 'aides-entreprises', ONE_TYPED_CALL_ENTREPRISE);
generation();
importTime();
console.table(rows);
