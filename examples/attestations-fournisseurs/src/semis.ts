import type { Fournisseur } from './fournisseurs.ts';

/** Entreprises fictives des données de test, et tout ce que l'Urssaf peut en répondre. */
const CONNUES = [
  '00000010900017', // attestation délivrée
  '00000050500016', // délivrée, avec un échéancier
  '00000002600013', // refusée
  '00000020800017', // l'Urssaf est en panne pour elle
  '00000090100017', // dossier à étudier : dans deux jours
  '35005144700018', // radiée
];

/** Une liste de fournisseurs, les premiers connus des données de test ; aux autres, le bac à sable répond un exemple. */
export function semer(nombre: number): Fournisseur[] {
  return Array.from({ length: nombre }, (_, n) => ({
    numero: `F-${String(n + 1).padStart(4, '0')}`,
    siret: CONNUES[n] ?? siretFictif(n),
  }));
}

/** Aucune entreprise n'a de SIREN qui commence par quatre zéros. */
const siretFictif = (n: number): string => avecCle(`${avecCle(`00007${String(n).padStart(3, '0')}`)}0001`);

/** Ajoute la clé de Luhn. */
function avecCle(chiffres: string): string {
  const somme = [...chiffres].reverse().reduce((total, chiffre, rang) => {
    const double = Number(chiffre) * (rang % 2 === 0 ? 2 : 1);
    return total + (double > 9 ? double - 9 : double);
  }, 0);
  return `${chiffres}${(10 - (somme % 10)) % 10}`;
}
