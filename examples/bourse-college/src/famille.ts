import type { DssQuotientFamilialIdentiteParams, MenScolaritesIdentiteParams } from '@apigouv/particulier';

/** Famille fictive des données de test. */
export const famille: { parent: DssQuotientFamilialIdentiteParams; eleve: MenScolaritesIdentiteParams } = {
  parent: {
    nomNaissance: 'ROUX',
    prenoms: ['JEANNE', 'STEPHANIE'],
    anneeDateNaissance: 1987,
    moisDateNaissance: 6,
    jourDateNaissance: 27,
    sexeEtatCivil: 'F',
    codeCogInseePaysNaissance: '99100',
    codeCogInseeCommuneNaissance: '08480',
  },
  eleve: {
    nomNaissance: 'ROUX',
    prenoms: ['TOM'],
    anneeDateNaissance: 2012,
    moisDateNaissance: 4,
    jourDateNaissance: 20,
    sexeEtatCivil: 'M',
    anneeScolaire: '2025-2026',
    codeEtablissement: '0750001A',
  },
};
