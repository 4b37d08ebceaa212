// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

/** Codes d'erreur d'API Essai. */
export type CodeErreur = '00015' | '00101' | '00203' | '90001' | '90003' | '90015' | '90020';

/** Codes d'erreur de chaque opération. */
export interface CodesParOperation {
  'etatCivil.identite': '00015' | '00101' | '00203' | '90001' | '90003' | '90015' | '90020';
  'etatCivil.franceConnect': '00101' | '90003';
  'v2.etatCivil.identite': '00101' | '90003';
  'unites.etablissements': '00101';
  documents: '00101';
  'plateforme.etat': never;
  'v1.document': never;
}
