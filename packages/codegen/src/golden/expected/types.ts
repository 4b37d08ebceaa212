// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

/** Scopes d'API Essai : ceux qui ouvrent une opération et ceux qui démasquent un champ. */
export type Scope =
  | 'ca'
  | 'doc'
  | 'ec_adresse'
  | 'ec_enfants'
  | 'ec_identite'
  | 'ec_nom'
  | 'ec_revenu'
  | 'ec_voie';

/** Groupes de quota d'API Essai, que l'option `quota.limits` peut nommer. */
export type QuotaGroup = 'documents' | 'ressources';

/** Paramètres que l'on peut donner une fois pour toutes au client. */
export interface EssaiContext {
  /**
   * SIRET du destinataire.
   *
   * Format : `siret`. Exemple : `13002526500013`.
   */
  recipient: string;
  /**
   * Délégation de l'éditeur.
   *
   * Format : `uuid`.
   */
  delegationId?: string | undefined;
}

/** Corps d'une réponse en échec. */
export interface Erreurs {
  /** Les erreurs. */
  errors: Erreur[];
}

/** Une erreur. */
export interface Erreur {
  /**
   * Code.
   *
   * Exemple : `90003`.
   */
  code: string;
}

/** Objet vide. */
export type Vide = Record<string, never>;

/**
 * Sexe à l'état civil.
 *
 * Exemple : `F`.
 */
export type Sexe = 'M' | 'F';

/** Réponse. */
export interface ReponseEtatCivil {
  /** L'état civil. */
  data: EtatCivil;
  /** Objet vide. */
  links: Vide;
  /** Objet vide. */
  meta: Vide;
}

/** Réponse. */
export interface ReponseEtatCivilV2 {
  /** L'état civil. */
  data: {
    /**
     * Nom.
     *
     * Scope : `ec_nom`. Absent si le jeton ne l'a pas.
     */
    nom?: string;
  };
  /** Objet vide. */
  links: Vide;
  /** Précisions. */
  meta: {
    /** Page. */
    page: number;
  };
}

/** État civil d'une personne. */
export interface EtatCivil {
  /**
   * Nom de naissance.
   *
   * Scope : `ec_nom`. Absent si le jeton ne l'a pas. Exemple : `ROUX`.
   */
  nom?: string;
  /**
   * Date de naissance ; null si inconnue.
   *
   * Scope : `ec_identite`. Absent si le jeton ne l'a pas. Format : `date`.
   */
  date_naissance?: string | null;
  /**
   * Sexe à l'état civil.
   *
   * Scope : `ec_identite`. Absent si le jeton ne l'a pas.
   */
  sexe?: Sexe;
  /**
   * Adresse ; null si inconnue.
   *
   * Scope : `ec_adresse`. Absent si le jeton ne l'a pas.
   */
  adresse?: Adresse | null;
  /** Le foyer. */
  foyer: {
    /** Nombre de personnes. */
    taille: number;
    /**
     * Revenu annuel, en euros.
     *
     * Scope : `ec_revenu`. Absent si le jeton ne l'a pas.
     */
    revenu?: number;
  };
  /** Les enfants. */
  enfants: Enfant[];
  /** Registre d'origine. */
  registre: 'communal' | 'consulaire';
}

/** Adresse postale. */
export interface Adresse {
  /** Ville. */
  ville: string;
  /**
   * Voie, « n'importe *\/ » compris.
   *
   * Scope : `ec_voie`. Absent si le jeton ne l'a pas.
   */
  voie?: string;
}

/** Un enfant. */
export interface Enfant {
  /**
   * Prénom.
   *
   * Scope : `ec_enfants`. Absent si le jeton ne l'a pas.
   */
  prenom?: string;
  /** Ses enfants. */
  enfants?: Enfant[];
}

/** Réponse. */
export interface ReponseEtablissements {
  /** Les établissements. */
  data: ElementEtablissement[];
  /** Objet vide. */
  links: Vide;
  /** Objet vide. */
  meta: Vide;
}

/** Un élément de la liste. */
export interface ElementEtablissement {
  /** L'établissement. */
  data: EtablissementComplet;
}

/** Un établissement. */
export interface Etablissement {
  /** SIRET. */
  siret: string;
  /**
   * Chiffre d'affaires, en euros.
   *
   * Scope : `ca`. Absent si le jeton ne l'a pas.
   */
  chiffre_affaires?: number;
}

/** Réponse. */
export interface ReponseDocuments {
  /** Les documents. */
  data: Documents;
}

/** Documents. */
export interface Documents {
  /**
   * Adresse.
   *
   * Format : `uri`.
   */
  url: string;
}

/** État de la plateforme. */
export interface EtatPlateforme {
  /**
   * État.
   *
   * Exemple : `ok`.
   */
  status: string;
}

/** Un établissement et son enseigne. */
export type EtablissementComplet = Etablissement & {
  /**
   * Enseigne.
   *
   * Scope : `ec_nom`. Absent si le jeton ne l'a pas.
   */
  enseigne?: string;
};

/** Paramètres de `etatCivil.identite`. */
export interface EtatCivilIdentiteParams {
  /** Identifiant de suivi. */
  trace?: string | undefined;
  /**
   * Nom de naissance.
   *
   * Exemple : `ROUX`.
   */
  nomNaissance: string;
  /**
   * Prénoms.
   *
   * Exemple : `['JEANNE']`.
   */
  prenoms: readonly string[];
  /**
   * Sexe.
   *
   * Exemple : `F`.
   */
  sexeEtatCivil: 'M' | 'F';
  /**
   * Année.
   *
   * Exemple : `2024`.
   */
  annee?: number | undefined;
  /** Mois, de 1 à 12. */
  mois?: number | undefined;
  /**
   * Commune de naissance.
   *
   * Format : `cog-commune`. Exemple : `08480`.
   */
  codeCommune?: string | undefined;
}

/** Paramètres de `v2.etatCivil.identite`. */
export interface V2EtatCivilIdentiteParams extends EtatCivilIdentiteParams {}

/** Paramètres de `etatCivil.franceConnect`. */
export interface EtatCivilFranceConnectParams {
  /**
   * Année.
   *
   * Exemple : `2024`.
   */
  annee?: number | undefined;
}

/** Paramètres de `unites.etablissements`. */
export interface UnitesEtablissementsParams {
  /**
   * SIREN de l'unité légale.
   *
   * Format : `siren`. Exemple : `130025265`.
   */
  siren: string;
  /**
   * Code postal.
   *
   * Exemple : `75002`.
   */
  codePostal: string;
  /** Limiter aux établissements actifs. */
  actifs?: 'oui' | undefined;
  /** Natures d'établissement. */
  natures?: readonly ('siege' | 'secondaire')[] | undefined;
}

/** Opération sans paramètre propre. */
export type AucunParametre = Record<never, never>;
