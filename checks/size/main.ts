/**
 * Budgets of what a consumer's bundle carries, in bytes, minified and gzipped. Clarity goes before bytes under them: nothing is encoded for size.
 * What users are given later may cost, for a reason said here. Names of packages: their clients alone.
 *
 * Over the first figures (10 500, 11 000, 12 000, 15 200): kinds told by status and code, each with its sentences and the parameters it is
 * about (some 860 bytes in core), values normalised before they leave (some 420), documents in two hops (API Entreprise).
 */
import { listApis } from '@apigouv/codegen';
import { gzippedSize } from './bundle.ts';
import { alone, ONE_CALL, ONE_CALL_ENTREPRISE, ONE_CALL_IMPOT, wholeClient } from './programs.ts';

/** By short name of the API; one that is new has that of the largest. */
const WHOLE_CLIENTS: Record<string, number> = {
  particulier: 14_400,
  entreprise: 17_700,
  'impot-particulier': 14_000,
};
const LARGEST = Math.max(...Object.values(WHOLE_CLIENTS));

const BUDGETS = [
  { what: 'un appel à API Particulier', program: ONE_CALL, budget: 12_500 },
  { what: 'un appel à API Entreprise', program: ONE_CALL_ENTREPRISE, budget: 12_500 },
  { what: 'un appel à API Impôt particulier', program: ONE_CALL_IMPOT, budget: 11_600 },
  ...listApis().map(({ name }) => ({
    what: `client entier, ${name}`,
    program: wholeClient(name),
    budget: WHOLE_CLIENTS[name] ?? LARGEST,
  })),
  { what: 'entreprise sans le reste du cœur', program: alone('entreprise'), budget: 16_400 },
  {
    what: 'franceconnect, jose et oauth4webapi compris',
    program: alone('franceconnect'),
    budget: 25_500,
  },
];

const only = process.argv.slice(2);
const isAsked = ({ what }: { what: string }): boolean =>
  only.length === 0 || only.some((name) => what === `client entier, ${name}`);

for (const { what, program, budget } of BUDGETS.filter(isAsked)) {
  const size = await gzippedSize(program);
  const verdict = size <= budget ? '✓' : '✗';
  console.log(`${verdict} ${what} : ${size} octets (gzip), budget ${budget}`);
  if (size > budget) process.exitCode = 1;
}
