/** Dix mille familles, le processus tué (`kill -9`) à des moments tirés au hasard et relancé : rien de perdu, rien en double. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@apigouv/batch';
import { startSandbox } from '@apigouv/sandbox';
import { Familles } from './familles.ts';
import { semer } from './semis.ts';

const FAMILLES = 10_000;
const MORTS = 5;
/** Appels par seconde. */
const DEBIT = 500;
/** Lignes en cours au plus quand un processus meurt : ce qu'une mort peut faire redemander. */
const EN_COURS = 100;
const TROP_LONG_MS = 300_000;

const passage = fileURLToPath(new URL('passage.ts', import.meta.url));
const data = fileURLToPath(new URL('../bac-a-sable', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'dix-mille-'));
const [base, fichier] = [join(folder, 'familles.db'), join(folder, 'campagne.db')];
const familles = new Familles(base);
familles.ajouter(semer(FAMILLES, { avecLesDonneesDeTest: false }));

/** Appels reçus pour chaque famille : elles ont toutes un nom à elles. */
const recus = new Map<string, number>();
let surAppel = (): void => {};
const sandbox = await startSandbox({
  ...{ port: 0, data, recordParams: true },
  onCall: ({ params }) => {
    const nom = String(params?.nomNaissance);
    recus.set(nom, (recus.get(nom) ?? 0) + 1);
    surAppel();
  },
});

/** Un passage, tué après tant d'appels ; il rend son compte rendu, ou rien s'il est mort avant. */
async function passer(appels = Infinity): Promise<Report | undefined> {
  const enfant = fork(passage, [base, fichier, sandbox.apis.particulier ?? '', String(DEBIT)]);
  let faits = 0;
  surAppel = () => void (++faits >= appels && enfant.kill('SIGKILL'));
  const tropLong = setTimeout(() => enfant.kill(), TROP_LONG_MS);
  let rapport: Report | undefined;
  enfant.on('message', (message) => {
    rapport = message as Report;
  });
  const [code, signal] = await once(enfant, 'exit');
  clearTimeout(tropLong);
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`passage arrêté (${signal ?? code})`);
  return rapport;
}

const debut = performance.now();
let morts = 0;
let rapport: Report | undefined;
while (!rapport && morts < MORTS) {
  rapport = await passer(Math.ceil(Math.random() * (FAMILLES / MORTS)));
  if (!rapport) console.log(`tué (${++morts}) : ${recus.size} familles demandées`);
}
rapport ??= await passer();
const secondes = (performance.now() - debut) / 1000;
await sandbox.close();

const appels = [...recus.values()].reduce((somme, fois) => somme + fois, 0);
const decisions = familles.decisions();
const { done = 0, refused = 0, outcome, codes } = rapport ?? {};
console.log(`${FAMILLES} familles en ${secondes.toFixed(1)} s, ${morts} morts : ${outcome}`);
console.log(`${done} décidées, ${refused} refusées ${JSON.stringify(codes)}`);
console.log(`appels : ${appels} · au-delà du premier : ${appels - recus.size}`);

function verdict(estVrai: boolean, texte: string): void {
  console.log(`${estVrai ? '✓' : '✗'} ${texte}`);
  if (!estVrai) process.exitCode = 1;
}
verdict(recus.size === FAMILLES, `familles demandées : ${recus.size} sur ${FAMILLES}`);
verdict(done + refused === FAMILLES, `lignes finies : ${done + refused} sur ${FAMILLES}`);
verdict(
  decisions.length === done,
  `décisions enregistrées : ${decisions.length}, autant que de lignes faites`,
);
verdict(
  appels - recus.size <= morts * EN_COURS,
  `redemandées : pas plus que de lignes en cours quand le processus est mort (${morts * EN_COURS})`,
);
familles.fermer();
await rm(folder, { recursive: true });
