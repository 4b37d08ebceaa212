import type { PermissionError } from '@apigouv/core';
import type { DateNaissance, LigneAvis, PersonnesACharge } from '../generated/types.ts';

/** Opérations dont un avis peut venir, sans leur fin (`spi` ou `franceConnect`). */
export type AvisOperation =
  | 'ir.situation'
  | 'ir.derniereSituation'
  | 'ir.derniereSituationDeuxAns'
  | 'ir.factures'
  | 'ir.situationsMultiples';

/** Un déclarant du foyer fiscal. Champs de l'API : `…Dec1` pour le premier, `…Dec2` pour le second. */
export interface Declarant {
  /** Source : `nmNaiDec1`, `nmNaiDec2`. */
  nomNaissance?: string;
  /** Source : `nmUsaDec1`, `nmUsaDec2`. */
  nomUsage?: string;
  /** Prénoms, sur une ligne. Source : `prnmDec1`, `prnmDec2`. */
  prenoms?: string;
  /** Le jour ou le mois peut manquer. Source : `dateNaisDec1`, `dateNaisDec2`. */
  dateNaissance?: DateNaissance;
  /** Source : `dptNaissDec1`, `dptNaissDec2`. */
  departementNaissance?: string;
  /** Source : `lieuNaissDec1`, `lieuNaissDec2`. */
  lieuNaissance?: string;
  /** Seulement par {@link allAvis}. Source : `spiDec1`, `spiDec2`. */
  numeroFiscal?: string;
  /** Seulement par {@link allAvis} ; la forme de la date n'est pas publiée. Source : `dateDecesdec1`, `dateDecesdec2`. */
  dateDeces?: string;
}

/** Adresse fiscale de taxation. */
export interface AdresseAvis {
  /** L'adresse sur une ligne. Source : `aft`. */
  ligne?: string;
  /** Source : `aftDetail.complementAdresse`. */
  complement?: string;
  /** Source : `aftDetail.voie`. */
  voie?: string;
  /** Source : `aftDetail.getcommune`, ou `aftDetail.commune`. */
  commune?: string;
  /** Source : `aftDetail.getcodePostal`, ou `aftDetail.codePostal`. */
  codePostal?: string;
}

/** Situation de famille. */
export interface SituationFamiliale {
  /** Lettre de l'API : M, C, D, V, O, ou une autre. Source : `sitFam`. */
  code: string;
  /** Absent d'une lettre inconnue. */
  libelle?: 'Marié(e)' | 'Célibataire' | 'Divorcé(e)' | 'Veuf ou veuve' | 'Pacsé(e)';
}

/** Données d'un avis d'impôt sur le revenu qu'une administration peut recevoir. */
export type AvisField =
  | 'anneeRevenus'
  | 'declarants'
  | 'adresse'
  | 'nombreParts'
  | 'revenuFiscalReference'
  | 'nombrePersonnesCharge'
  | 'situationFamiliale'
  | 'montantImpot'
  | 'revenuNetAvantCorrection'
  | 'revenuImposable'
  | 'revenuBrutGlobal'
  | 'dateRecouvrement'
  | 'dateEtablissement'
  | 'lignes';

/** Une donnée de la liste que cet avis n'a pas, et pourquoi. */
export interface UnavailableField {
  field: AvisField;
  /**
   * - `not-in-contract` : aucun champ de l'API ne la donne à coup sûr ;
   * - `absent` : l'API ne l'a pas donnée pour cette personne et cette année ;
   * - `refused` : le jeton n'ouvre pas l'opération qui la donne.
   */
  reason: 'not-in-contract' | 'absent' | 'refused';
  /** Phrase pour un développeur. */
  explanation: string;
}

/** Une opération que le jeton n'ouvre pas. */
export interface AvisRefusal {
  operation: AvisOperation;
  /** Le refus du serveur ; absent quand rien n'a été envoyé, les ressources du jeton étant connues. */
  error?: PermissionError;
}

/**
 * Avis d'impôt sur le revenu d'un foyer fiscal. Un champ absent est nommé dans `unavailable` ; rien n'y est calculé.
 */
export interface AvisImposition {
  /** Année des revenus. Source : `annRevenu` de `ir.derniereSituation`, sinon l'année demandée. */
  anneeRevenus?: number;
  /** Un ou deux déclarants. Source : champs `…Dec1` et `…Dec2`. */
  declarants: Declarant[];
  /** Adresse fiscale de taxation ; le contrat ne dit pas à quelle date elle vaut. Source : `aft`, `aftDetail`. */
  adresse?: AdresseAvis;
  /** Nombre de parts. Source : `nbPart`. */
  nombreParts?: number;
  /** Revenu fiscal de référence, en euros. Source : `rfr`. */
  revenuFiscalReference?: number;
  /** Nombre total de personnes à charge. Source : `pac.nbPac`. */
  nombrePersonnesCharge?: number;
  /** Décompte par lettre, que le contrat n'explique pas. Source : `pac`. */
  personnesCharge?: PersonnesACharge;
  /** Source : `sitFam`. */
  situationFamiliale?: SituationFamiliale;
  /** Montant total de l'impôt sur le revenu ; 0 pour un foyer non imposable dont l'API donne 0. Source : `montTotIr`. */
  montantImpot?: number;
  /**
   * Toujours absent : aucun champ de l'API ne le donne à coup sûr. Le plus proche, `impAvImput` (impôt avant imputation), se lit par
   * `ir.situation`, mais rien ne dit qu'il lui soit égal ; les lignes de l'avis (`lignes`) peuvent le porter.
   */
  revenuNetAvantCorrection?: undefined;
  /** Revenu imposable. Source : `revImposable`. */
  revenuImposable?: number;
  /** Revenu brut global. Source : `revenuBrutGlobal`. */
  revenuBrutGlobal?: number;
  /** Date de mise en recouvrement, telle que l'API l'écrit. Source : `datRec`. */
  dateRecouvrement?: string;
  /** Date d'établissement, telle que l'API l'écrit. Source : `datEtab`. */
  dateEtablissement?: string;
  /** Lignes de l'avis, si elles sont demandées. Source : `facture` de `ir.factures`. */
  lignes?: LigneAvis[];
  /** Période de l'avis dans l'année, seulement par {@link allAvis}. Source : `dateDebutPeriode`, `dateFinPeriode`. */
  periode?: { debut?: string; fin?: string };
  /** Opération dont viennent ces données. */
  source: AvisOperation;
  /** Données de la liste que cet avis n'a pas, et pourquoi. */
  unavailable: readonly UnavailableField[];
  /** Opérations que le jeton n'ouvre pas. */
  refusals: readonly AvisRefusal[];
  /** Identifiant de l'appel qui a donné ces données, pour le support de la DGFIP. */
  requestId?: string;
}
