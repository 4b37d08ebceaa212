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
  {
    mesure: 'mémoire après la charge (Mio)',
    nous: Math.round(memory),
    référence: `node:http nu ${Math.round(bare.memory())}`,
    objectif: '≤ 120',
  },
]);
await Promise.all([sandbox.stop(), bare.stop()]);

if (process.argv.includes('--charge')) {
  const scenarios = [
    'panne:fournisseur=INSEE,fois=5000',
    'jsonTronque:fois=5000',
    'connexionCoupee:fois=500',
    'lenteur:ms=20,fois=5000',
    'pageHtml:fois=5000',
  ];
  const loaded = await launch([CLI, '--port', '0', ...scenarios.flatMap((text) => ['--scenario', text])]);
  const memories = [];
  const timer = setInterval(() => memories.push(Math.round(loaded.memory())), 3000);
  const result = await shoot(`${loaded.url}/entreprise${PATH}`, { connections: 100, duration: 30 });
  clearInterval(timer);
  const after = await fetch(`${loaded.url}/entreprise${PATH}`, { headers: HEADERS });
  console.log(
    `30 s, 100 connexions : ${result.requests.total} réponses, statuts ${JSON.stringify(result.statusCodeStats)}, coupures ${result.errors} ; mémoire (Mio) ${memories.join(' ')} ; ensuite ${after.status}`,
  );
  await loaded.stop();
}
