/**
 * The sandbox's figures, each beside a bare node:http server answering the same bytes in the same run. `--load`: then thirty
 * seconds of load with scenarios on.
 */
import autocannon from 'autocannon';
import { add, median, show } from './figures.ts';
import { type Program, start } from './program.ts';
import { CLI, HEADERS, UNITE_LEGALE, underLoad } from './sandbox-load.ts';

const SECONDS = 8;

const shoot = (url: string, duration = SECONDS) =>
  autocannon({ url, headers: HEADERS, connections: 20, duration });

const sandbox = () => start([CLI, '--port', '0']);

async function startTime(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { ms, stop } = await sandbox();
    times.push(ms);
    await stop();
  }
  return median(times);
}

function bareServer(body: string): Promise<Program> {
  const source = `require('node:http').createServer((_, response) => response.setHeader('content-type', 'application/json').end(${JSON.stringify(body)})).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port); })`;
  return start(['-e', source]);
}

const ms = await startTime();
add({
  what: 'démarrage (ms)',
  ours: Math.round(ms),
  baseline: '',
  goal: { text: '≤ 300', value: ms, limit: 300 },
});

const ours = await sandbox();
const target = `${ours.url}/entreprise${UNITE_LEGALE}`;
const idle = ours.memory();
const bare = await bareServer(await (await fetch(target, { headers: HEADERS })).text());
await shoot(target, 2);
await shoot(bare.url, 2);
const { requests, non2xx, errors } = await shoot(target);
const { requests: bareRequests } = await shoot(bare.url);
const ratio = bareRequests.average / requests.average;
add({
  what: 'requêtes par seconde',
  ours: Math.round(requests.average),
  baseline: `node:http nu ${Math.round(bareRequests.average)}, soit 1/${ratio.toFixed(1)}`,
  goal: { text: '≥ 10 000, ≥ 1/4', value: requests.average >= 10_000 ? ratio : Infinity, limit: 4 },
});
const refused = non2xx + errors;
add({ what: 'refus ou erreurs', ours: refused, baseline: '', goal: { text: '0', value: refused, limit: 0 } });
add({
  what: 'mémoire au repos (Mio)',
  ours: Math.round(idle),
  baseline: '',
  goal: { text: '≤ 120', value: idle, limit: 120 },
});
const loaded = ours.memory() / bare.memory();
add({
  what: 'mémoire après la charge (Mio)',
  ours: Math.round(ours.memory()),
  baseline: `node:http nu ${Math.round(bare.memory())}, soit × ${loaded.toFixed(1)}`,
  goal: { text: '≤ × 2,5', value: loaded, limit: 2.5 },
});
await Promise.all([ours.stop(), bare.stop()]);
show();

if (process.argv.includes('--load')) await underLoad();
