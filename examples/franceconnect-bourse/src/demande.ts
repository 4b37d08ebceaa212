import { avisImposition, type ImpotParticulier } from '@apigouv/impot-particulier';
import { ApigouvError, NotFoundError, type Particulier } from '@apigouv/particulier';
import type { Citoyen } from './services.ts';

/** Une donnée demandée pour le citoyen : ce qui est revenu, ou pourquoi rien n'est revenu. */
type Donnee = { valeur: string } | { absente: string };

/** Ce que la page montre, et que la session garde. Rien de plus n'est conservé. */
export interface Demande {
  demandeur: string;
  bourse: Donnee;
  quotientFamilial: Donnee;
  revenuFiscal: Donnee;
}

async function demander(question: () => Promise<string | undefined>): Promise<Donnee> {
  try {
    const valeur = await question();
    return valeur === undefined ? { absente: 'Non communiqué.' } : { valeur };
  } catch (error) {
    if (!(error instanceof ApigouvError)) throw error;
    return { absente: error instanceof NotFoundError ? 'Aucune donnée à votre nom.' : error.userMessage };
  }
}

/** Tout est demandé d'un coup : le jeton du citoyen ne vit que 60 secondes. */
export async function constituerDemande(
  citoyen: Citoyen,
  particulier: Particulier<string, 'recipient'>,
  impot: ImpotParticulier,
): Promise<Demande> {
  const pourLui = particulier.withFranceConnect(citoyen);
  const [bourse, quotientFamilial, revenuFiscal] = await Promise.all([
    demander(async () => {
      const { data } = await pourLui.cnous.etudiantBoursier.franceConnect({});
      return data.statut_boursier.est_boursier
        ? `Boursier, échelon ${data.echelon_bourse?.echelon ?? 'inconnu'}`
        : 'Non boursier';
    }),
    demander(async () => {
      const { data } = await pourLui.dss.quotientFamilial.franceConnect({});
      return `${data.quotient_familial.valeur} €`;
    }),
    demander(async () => {
      const avis = await avisImposition(impot.withFranceConnect(citoyen));
      return avis.revenuFiscalReference === undefined
        ? undefined
        : `${avis.revenuFiscalReference} €, ${avis.nombreParts} part(s)`;
    }),
  ]);
  const { given_name, family_name } = citoyen.identite;
  return { demandeur: `${given_name} ${family_name}`, bourse, quotientFamilial, revenuFiscal };
}
