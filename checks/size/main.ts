/**
 * Budgets of what a consumer's bundle carries, in bytes, minified and gzipped. Clarity goes before bytes under them: nothing is encoded for size.
 * What users are given later may cost, for a reason said here. Names of packages: their clients alone.
 *
 * The house alone: 10 809 bytes for one call of API Particulier, 11 145 of API Entreprise, 12 363 and 15 491 for their clients. Since then,
 * on one call:
 * - kinds told by status and code, values normalised before they leave: some 1 500;
 * - nothing of the server's words shown, providers named by code, forty writings masked where they are asked for: some 500;
 * - whose fault a connection is, who calls, settings refused when the client is made: some 1 200;
 * - a quota learnt from the headers, by habilitation, delegation and address, with shares and priorities, late news and other clocks told
 *   apart: some 1 600;
 * - a token known before anything is shared, nothing that outlives its caller, bodies with a ceiling: some 1 000.
 * Documents in two hops, with a delay and a place in the quota, are on API Entreprise's client; so are a file's share of the quota and priority.
 * Paid by who imports them, and by whole clients alone: an error as the application's own answer, some 650; as a value, some
 * 50. Paid by all: a deprecated operation that says so, 115.
 */
import { listApis } from '@apigouv/codegen';
import { gzippedSize } from './bundle.ts';
import {
  alone,
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  ONE_COUNTRY,
  placesOfBirth,
  wholeClient,
} from './programs.ts';

/** By short name of the API; one that is new has that of the largest. */
const WHOLE_CLIENTS: Record<string, number> = {
  particulier: 19_700,
  entreprise: 24_000,
  'impot-particulier': 19_300,
};
const LARGEST = Math.max(...Object.values(WHOLE_CLIENTS));

const BUDGETS = [
  { what: 'un appel à API Particulier', program: ONE_CALL, budget: 16_850 },
  { what: 'un appel à API Entreprise', program: ONE_CALL_ENTREPRISE, budget: 17_050 },
  { what: 'un appel à API Impôt particulier', program: ONE_CALL_IMPOT, budget: 15_950 },
  ...listApis().map(({ name }) => ({
    what: `client entier, ${name}`,
    program: wholeClient(name),
    budget: WHOLE_CLIENTS[name] ?? LARGEST,
  })),
  { what: 'entreprise sans le reste du cœur', program: alone('entreprise'), budget: 22_600 },
  {
    what: 'franceconnect, jose et oauth4webapi compris',
    program: alone('franceconnect'),
    budget: 25_500,
  },
  // Every commune since 1943, as text.
  { what: 'lieux de naissance : les communes et les pays', program: placesOfBirth(''), budget: 410_000 },
  {
    what: 'lieux de naissance : codes postaux et communes',
    program: placesOfBirth('/postal-codes'),
    budget: 500_000,
  },
  { what: 'lieux de naissance : les pays', program: placesOfBirth('/countries'), budget: 6_600 },
  { what: "lieux de naissance : les pays, pris dans l'entrée", program: ONE_COUNTRY, budget: 6_600 },
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
