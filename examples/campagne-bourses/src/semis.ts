import { mockTable } from '@apigouv/particulier/mocks';
import type { Famille, Identite } from './familles.ts';

/** Personnes fictives des données de test, et tout ce que l'API peut en répondre : quotient, refus, panne. */
const enregistrees: Identite[] = (mockTable.operations['dss.quotientFamilial.identite']?.cases ?? [])
  // Un mois passé, une commune par son nom : les mêmes personnes, demandées autrement.
  .filter(({ params }) => !('mois' in params || 'nomCommuneNaissance' in params))
  .map(({ params }) => params as unknown as Identite);

/** Elles sont nées de 1981 à 1985, et ont un quotient dans `bac-a-sable` ; ou en 1990, et aucune caisse ne les connaît. */
const ANNEES = [1981, 1982, 1983, 1984, 1985, 1981, 1982, 1983, 1984, 1990];

/** Des familles : celles des données de test d'abord, si elles sont demandées, puis d'autres, inventées. */
export function* semer(nombre: number, { avecLesDonneesDeTest = true } = {}): Iterable<Famille> {
  const connues = avecLesDonneesDeTest ? enregistrees : [];
  for (let n = 0; n < nombre; n++)
    yield { dossier: `B-${String(n + 1).padStart(6, '0')}`, identite: connues[n] ?? inventer(n) };
}

const inventer = (n: number): Identite => ({
  nomNaissance: `FAMILLE${enLettres(n)}`,
  prenoms: ['CAMILLE'],
  sexeEtatCivil: 'F',
  anneeDateNaissance: ANNEES[n % ANNEES.length] ?? 1990,
  moisDateNaissance: 1 + (n % 12),
  jourDateNaissance: 1 + (n % 28),
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
});

/** Un état civil n'a pas de chiffres. */
const enLettres = (n: number): string =>
  [...String(n)].map((chiffre) => 'ABCDEFGHIJ'[Number(chiffre)]).join('');
