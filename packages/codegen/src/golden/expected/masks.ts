// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type { Nested } from '@apigouv/core/internal';

/** Scopes qui démasquent les champs de `Adresse`. */
export interface AdresseMasque {
  voie: 'ec_voie';
}

/** Scopes qui démasquent les champs de `Enfant`. */
export interface EnfantMasque {
  prenom: 'ec_enfants';
}

/** Scopes qui démasquent les champs de `EtatCivil`. */
export interface EtatCivilMasque {
  nom: 'ec_nom';
  date_naissance: 'ec_identite';
  sexe: 'ec_identite';
  adresse: Nested<'ec_adresse', AdresseMasque>;
  foyer: Nested<undefined, {
    revenu: 'ec_revenu';
  }>;
  enfants: Nested<undefined, EnfantMasque>;
}

/** Scopes qui démasquent les données de `v2.etatCivil.identite`. */
export interface V2EtatCivilIdentiteDonneesMasque {
  nom: 'ec_nom';
}

/** Scopes qui démasquent les champs de `EtablissementComplet`. */
export interface EtablissementCompletMasque {
  chiffre_affaires: 'ca';
  enseigne: 'ec_nom';
}

/** Scopes qui démasquent les champs de `ElementEtablissement`. */
export interface ElementEtablissementMasque {
  data: Nested<undefined, EtablissementCompletMasque>;
}
