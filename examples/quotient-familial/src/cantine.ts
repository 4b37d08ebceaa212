import {
  ApigouvError,
  type DssQuotientFamilialIdentiteParams,
  NotFoundError,
  type Particulier,
} from '@apigouv/particulier';
import { PLEIN_TARIF, prixDuRepas } from './tarif.ts';

/** Ce que l'agent voit : un prix, et une phrase qui dit d'où il vient ou quoi faire. */
export interface Devis {
  prix: number;
  message: string;
  /** Vrai quand le prix attend une pièce de la famille ou un nouvel essai. */
  provisoire: boolean;
}

type Cantine = Particulier<'cnaf_quotient_familial', 'recipient'>;

export async function deviserRepas(
  particulier: Cantine,
  parent: DssQuotientFamilialIdentiteParams,
): Promise<Devis> {
  try {
    const { data } = await particulier.dss.quotientFamilial.identite(parent);
    const { valeur, mois, annee, fournisseur } = data.quotient_familial;
    // Null n'est pas zéro : la caisse connaît la famille et n'a pas calculé de quotient.
    if (valeur === null) {
      const message =
        'Famille connue de sa caisse, sans quotient calculé : demander une attestation ou un avis d’impôt.';
      return { prix: PLEIN_TARIF, message, provisoire: true };
    }
    const message = `Quotient familial ${fournisseur} de ${mois}/${annee} : ${valeur} €`;
    return { prix: prixDuRepas(valeur), message, provisoire: false };
  } catch (error) {
    if (error instanceof NotFoundError) {
      const message =
        'Famille inconnue de la Caf et de la MSA : demander une attestation ou un avis d’impôt.';
      return { prix: PLEIN_TARIF, message, provisoire: true };
    }
    if (error instanceof ApigouvError)
      return { prix: PLEIN_TARIF, message: error.userMessage, provisoire: true };
    throw error;
  }
}
