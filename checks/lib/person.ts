/** Whom the load asks about; nobody. */
export const PERSON = {
  nomNaissance: 'ROUX',
  prenoms: ['CAMILLE'],
  sexeEtatCivil: 'F',
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
} as const;
