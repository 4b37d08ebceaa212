// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

/** Codes d'erreur d'API Guichet. */
export type CodeErreur = '4001' | '4002' | '4031' | '4101';

/** Codes d'erreur de chaque opération. */
export interface CodesParOperation {
  'foyer.numero': '4001' | '4002' | '4031' | '4101';
  'foyer.franceConnect': '4031';
}
