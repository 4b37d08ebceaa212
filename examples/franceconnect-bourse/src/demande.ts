import { avisImposition, type ImpotParticulier } from '@apigouv/impot-particulier';
import { ApigouvError, NotFoundError, type Particulier } from '@apigouv/particulier';
import type { Citoyen } from './login.ts';

/** Une donnée demandée pour le citoyen : ce qui est revenu, ou pourquoi rien n'est revenu. */
type Answer = { value: string } | { missing: string };

/** Ce que la page montre, et que la session garde. Rien de plus n'est conservé. */
export interface Demande {
  demandeur: string;
  bourse: Answer;
  quotientFamilial: Answer;
  revenuFiscal: Answer;
}

async function ask(question: () => Promise<string | undefined>): Promise<Answer> {
  try {
    const value = await question();
    return value === undefined ? { missing: 'Non communiqué.' } : { value };
  } catch (error) {
    if (!(error instanceof ApigouvError)) throw error;
    return { missing: error instanceof NotFoundError ? 'Aucune donnée à votre nom.' : error.userMessage };
  }
}

/** Tout est demandé d'un coup : le jeton du citoyen ne vit que 60 secondes. */
export async function prepareDemande(
  citoyen: Citoyen,
  particulier: Particulier<string, 'recipient'>,
  impot: ImpotParticulier,
): Promise<Demande> {
  const client = particulier.withFranceConnect(citoyen);
  const [bourse, quotientFamilial, revenuFiscal] = await Promise.all([
    ask(async () => {
      const { data } = await client.cnous.etudiantBoursier.franceConnect({});
      const { est_boursier, est_radie } = data.statut_boursier;
      if (est_boursier === null) return undefined;
      return est_boursier && !est_radie
        ? `Boursier, échelon ${data.echelon_bourse?.echelon ?? 'inconnu'}`
        : 'Non boursier';
    }),
    ask(async () => {
      const { data } = await client.dss.quotientFamilial.franceConnect({});
      const { valeur } = data.quotient_familial;
      return valeur === null ? undefined : `${valeur} €`;
    }),
    ask(async () => {
      const avis = await avisImposition(impot.withFranceConnect(citoyen));
      return avis.revenuFiscalReference === undefined
        ? undefined
        : `${avis.revenuFiscalReference} €, ${avis.nombreParts} part(s)`;
    }),
  ]);
  const { given_name, family_name } = citoyen.identite;
  return { demandeur: `${given_name} ${family_name}`, bourse, quotientFamilial, revenuFiscal };
}
