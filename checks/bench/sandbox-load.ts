/** Thirty seconds of a hundred connections, with scenarios on: what it answers, and what it holds. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { start } from './program.ts';

const manifest = createRequire(import.meta.url).resolve('@apigouv/sandbox/package.json');
const { bin } = createRequire(import.meta.url)(manifest);

/** The sandbox's command. */
export const CLI = join(dirname(manifest), bin['apigouv-sandbox']);
export const UNITE_LEGALE =
  '/v4/insee/sirene/unites_legales/552049447?recipient=21920023500014&context=essai&object=essai';
export const HEADERS = { authorization: 'Bearer essai' };

const SCENARIOS = [
  'outage:times=5000',
  'truncatedJson:times=5000',
  'cutConnection:times=1000',
  'slow:ms=20,times=5000',
  'htmlPage:times=5000',
];

export async function underLoad(): Promise<void> {
  const { url, memory, stop } = await start([
    CLI,
    '--port',
    '0',
    ...SCENARIOS.flatMap((text) => ['--scenario', text]),
  ]);
  const memories: number[] = [];
  const timer = setInterval(() => memories.push(Math.round(memory())), 3000);
  const kinds: Record<string, number> = {};
  const end = performance.now() + 30_000;
  const paths = sirens(100).map((siren) => `/entreprise${UNITE_LEGALE.replace('552049447', siren)}`);
  await Promise.all(
    paths.map(async (path) => {
      while (performance.now() < end) {
        const kind = await kindOf(url + path);
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
    }),
  );
  clearInterval(timer);
  console.log(`30 s, 100 connexions : ${JSON.stringify(kinds)} ; mémoire (Mio) ${memories.join(' ')}`);
  await stop();
}

/** A SIREN for each connection: the same one would only meet the lock of identical calls. */
function sirens(count: number): string[] {
  const sum = (digits: string) =>
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
async function kindOf(url: string): Promise<string> {
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
