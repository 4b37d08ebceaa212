import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  dossier,
  type Entreprise,
  type PieceName,
  type PieceResult,
  piecesMarchePublic,
} from '@apigouv/entreprise';
import { saveDocument } from '@apigouv/entreprise/node';

type Client = Entreprise<'recipient' | 'context' | 'object'>;

/** Ce marché de travaux ajoute les congés payés du bâtiment aux pièces recommandées. */
const PIECES = [...piecesMarchePublic, 'attestationCibtp'] as const satisfies readonly PieceName[];

type Piece = (typeof PIECES)[number];

/** Une candidature, telle que l'agent la lit. */
export interface Candidature {
  siret: string;
  /** Raison sociale ; absente d'une entreprise individuelle, dont l'agent a le nom dans la candidature. */
  nom: string;
  /** Une entreprise qui s'oppose à la diffusion de ses données : à ne pas publier. */
  aNePasPublier: boolean;
  pieces: Map<Piece, string>;
  documents: string[];
}

/** Réunit les pièces d'un candidat et enregistre ses documents dans `dossierDuMarche`. */
export async function reunir(client: Client, siret: string, dossierDuMarche: string): Promise<Candidature> {
  const folder = join(dossierDuMarche, siret);
  await mkdir(folder, { recursive: true });
  const candidature: Candidature = {
    siret,
    nom: 'Entreprise individuelle',
    aNePasPublier: true,
    pieces: new Map(),
    documents: [],
  };
  for await (const result of dossier(client, siret, { pieces: PIECES })) {
    candidature.pieces.set(result.piece, resume(result));
    if (result.status !== 'obtained') continue;
    if (result.piece === 'etablissement') {
      const { unite_legale, status_diffusion } = result.data;
      candidature.nom = unite_legale.personne_morale_attributs.raison_sociale ?? candidature.nom;
      candidature.aNePasPublier = status_diffusion !== 'diffusible';
    }
    if (result.document) {
      const name = `${result.piece}.pdf`;
      await saveDocument(join(folder, name), result);
      candidature.documents.push(name);
    }
  }
  return candidature;
}

function resume(result: PieceResult): string {
  switch (result.status) {
    case 'obtained':
      return result.document ? 'PDF enregistré' : 'obtenue';
    case 'not-held':
      return 'sans objet';
    case 'refused':
      return 'refusée par le fournisseur';
    case 'legally-closed':
    case 'not-allowed':
      return "à demander à l'entreprise";
    case 'provider-down':
    case 'later':
      return result.retryAt ? `à redemander à partir du ${result.retryAt.slice(0, 10)}` : 'à redemander';
    case 'failed':
      return 'en erreur';
  }
}

/** Tableau de synthèse : une ligne par pièce, une colonne par candidat. */
export function tableau(candidatures: readonly Candidature[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    PIECES.map((piece) => [
      piece,
      Object.fromEntries(candidatures.map(({ nom, pieces }) => [nom, pieces.get(piece) ?? ''])),
    ]),
  );
}
