/**
 * The sandbox's figures, each beside a bare node:http server answering the same bytes in the same run. `--charge`: then thirty
 * seconds of load with scenarios on.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const CLI = fileURLToPath(new URL('../packages/sandbox/dist/cli.js', import.meta.url));
const PATH = '/v4/insee/sirene/unites_legales/552049447?recipient=21920023500014&context=essai&object=essai';
const HEADERS = { authorization: 'Bearer essai' };
const SECONDS = 8;

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** A program that prints the address it listens on. */
async function launch(args) {
  const started = performance.now();
  const child = spawn(process.execPath, args);
  const url = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const [found] = /http:\/\/[\d.]+:\d+/.exec(out) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`arrêt prématuré, code ${code}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit').once('exit', resolve);
      child.kill();
    });
  return { url, stop, ms: performance.now() - started, memory: () => memoryOf(child.pid) };
}

function memoryOf(pid) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

const shoot = (url, options = {}) =>
  autocannon({ url, headers: HEADERS, connections: 20, duration: SECONDS, ...options });

const startTimes = [];
for (let run = 0; run < 5; run++) {
  const { ms, stop } = await launch([CLI, '--port', '0']);
  startTimes.push(ms);
  await stop();
}

const sandbox = await launch([CLI, '--port', '0']);
const target = `${sandbox.url}/entreprise${PATH}`;
const idle = sandbox.memory();
const body = await (await fetch(target, { headers: HEADERS })).text();
const source = `require('node:http').createServer((_, response) => response.setHeader('content-type', 'application/json').end(${JSON.stringify(body)})).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port); })`;
const bare = await launch(['-e', source]);
await shoot(target, { duration: 2 });
await shoot(bare.url, { duration: 2 });
const [ours, theirs] = [await shoot(target), await shoot(bare.url)];
const ratio = theirs.requests.average / ours.requests.average;
const memory = sandbox.memory();
console.table([
  {
    mesure: 'requêtes par seconde',
    nous: Math.round(ours.requests.average),
    référence: `node:http nu ${Math.round(theirs.requests.average)}, soit 1/${ratio.toFixed(1)}`,
    objectif: '≥ 10 000, ≥ 1/4',
  },
  { mesure: 'refus ou erreurs', nous: ours.non2xx + ours.errors, référence: '', objectif: '0' },
  { mesure: 'démarrage (ms)', nous: Math.round(median(startTimes)), référence: '', objectif: '≤ 300' },
  { mesure: 'mémoire au repos (Mio)', nous: Math.round(idle), référence: '', objectif: '≤ 120' },
  {
    mesure: 'mémoire après la charge (Mio)',
    nous: Math.round(memory),
    référence: `node:http nu ${Math.round(bare.memory())}`,
    objectif: '≤ 120',
  },
]);
await Promise.all([sandbox.stop(), bare.stop()]);

/** A SIREN for each connection: the same one would only meet the lock of identical calls. */
function sirens(count) {
  const sum = (digits) =>
    [...digits].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return Array.from({ length: count }, (_, index) => {
    const start = String(10_000_000 + index);
    return `${start}${(10 - (sum(`${start}0`) % 10)) % 10}`;
  });
}

/** What an answer is: well-formed, or broken and how. */
async function kindOf(url) {
  const response = await fetch(url, { headers: HEADERS }).catch(() => undefined);
  if (!response) return 'sans réponse';
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return 'connexion coupée';
  if (text.startsWith('<!doctype')) return 'page HTML';
  try {
    JSON.parse(text);
    return `JSON ${response.status}`;
  } catch {
    return 'JSON tronqué';
  }
}

if (process.argv.includes('--charge')) {
  const texts = [
    'outage:times=5000',
    'truncatedJson:times=5000',
    'cutConnection:times=1000',
    'slow:ms=20,times=5000',
    'htmlPage:times=5000',
  ];
  const loaded = await launch([CLI, '--port', '0', ...texts.flatMap((text) => ['--scenario', text])]);
  const memories = [];
  const timer = setInterval(() => memories.push(Math.round(loaded.memory())), 3000);
  const paths = sirens(100).map((siren) => `/entreprise${PATH.replace('552049447', siren)}`);
  const kinds = {};
  const end = performance.now() + 30_000;
  await Promise.all(
    paths.map(async (path) => {
      while (performance.now() < end) {
        const kind = await kindOf(loaded.url + path);
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
    }),
  );
  clearInterval(timer);
  console.log(`30 s, 100 connexions : ${JSON.stringify(kinds)} ; mémoire (Mio) ${memories.join(' ')}`);
  await loaded.stop();
}
