import {
  ApigouvError,
  type DssQuotientFamilialIdentiteParams,
  type MenScolaritesIdentiteParams,
  NotFoundError,
  type Particulier,
} from '@apigouv/particulier';

/** Une pièce du dossier : ce que l'API a répondu, ou ce qu'il reste à faire. */
type Piece =
  | { etat: 'obtenue'; valeur: string }
  | { etat: 'inconnue'; message: string }
  | { etat: 'a-redemander'; message: string; dansSecondes?: number }
  | { etat: 'erreur'; message: string };

export interface Dossier {
  scolarite: Piece;
  quotientFamilial: Piece;
  allocationRentree: Piece;
}

type Client = Particulier<string, 'recipient'>;

/** Une pièce qui manque n'empêche pas les autres d'arriver. */
async function obtenir(demande: () => Promise<string>): Promise<Piece> {
  try {
    return { etat: 'obtenue', valeur: await demande() };
  } catch (error) {
    if (!(error instanceof ApigouvError)) throw error;
    if (error instanceof NotFoundError) return { etat: 'inconnue', message: error.userMessage };
    if (error.retry === 'never') return { etat: 'erreur', message: error.userMessage };
    const { retryAfter, userMessage: message } = error;
    return { etat: 'a-redemander', message, ...(retryAfter ? { dansSecondes: retryAfter } : {}) };
  }
}

/** Demande d'un coup ce que la famille fournissait sur papier. */
export async function constituerDossier(
  client: Client,
  parent: DssQuotientFamilialIdentiteParams,
  eleve: MenScolaritesIdentiteParams,
): Promise<Dossier> {
  const { annee: _annee, mois: _mois, ...etatCivil } = parent;
  const [scolarite, quotientFamilial, allocationRentree] = await Promise.all([
    obtenir(async () => {
      const { data } = await client.men.scolarites.identite(eleve);
      return data.est_scolarise ? 'scolarisé' : 'non scolarisé';
    }),
    obtenir(async () => {
      const { data } = await client.dss.quotientFamilial.identite(parent);
      const valeur = data.quotient_familial?.valeur ?? null;
      return valeur === null ? 'pas de quotient calculé' : `${valeur} €`;
    }),
    obtenir(async () => {
      const { data } = await client.dss.allocationRentreeScolaire.identite(etatCivil);
      return data.status;
    }),
  ]);
  return { scolarite, quotientFamilial, allocationRentree };
}
