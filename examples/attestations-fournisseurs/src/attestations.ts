import { join } from 'node:path';
import { type Batch, type BatchOptions, type BatchStore, openBatch } from '@apigouv/batch';
import { dossier, type Entreprise, type PieceName, type PieceResult } from '@apigouv/entreprise';
import { saveDocument } from '@apigouv/entreprise/node';
import type { Fournisseurs } from './fournisseurs.ts';

type Client = Entreprise<'recipient' | 'context' | 'object'>;

/** Ce que l'acheteur doit avoir de chaque titulaire, et redemander tous les six mois. */
const PIECES = ['etablissement', 'attestationVigilance'] as const satisfies readonly PieceName[];

type Piece = PieceResult<(typeof PIECES)[number]>;

const MOIS = 6;
/** Ce qui est en panne sans dire jusqu'à quand. */
const UNE_HEURE = 3_600_000;

/** Ouvre le traitement, dans autant de processus qu'on veut : une ligne par fournisseur, qui n'est jamais finie. */
export function ouvrirAttestations(
  fournisseurs: Fournisseurs,
  entreprise: Client,
  store: BatchStore,
  reglages: Pick<BatchOptions<unknown>, 'share' | 'concurrency' | 'retryDelay'> = {},
): Promise<Batch> {
  return openBatch<Piece[]>('attestations', {
    store,
    async call(numero, options) {
      const previous = fournisseurs.pieces(numero).filter(estValable);
      const siret = fournisseurs.siret(numero);
      const pieces = await dossier(entreprise, siret, { ...options, pieces: PIECES, previous }).all();
      for (const piece of Object.values(pieces)) {
        // Un jeton refusé, un scope qui manque : le traitement se met en pause, au lieu de passer à la ligne suivante.
        if (piece.status === 'failed' || piece.status === 'not-allowed') throw piece.error;
        const estReprise = previous.some((autre) => autre.piece === piece.piece);
        if (piece.status === 'obtained' && piece.document && !estReprise)
          await saveDocument(join(fournisseurs.folder(numero), `${piece.piece}.pdf`), piece);
      }
      return Object.values(pieces);
    },
    save(numero, pieces) {
      fournisseurs.garder(numero, pieces);
      return { again: new Date(Math.min(...pieces.map(retour))) };
    },
    ...reglages,
  });
}

/** Obtenue il y a moins de six mois : reprise telle quelle ; le reste est redemandé. */
const estValable = (piece: PieceResult): boolean => piece.status === 'obtained' && retour(piece) > Date.now();

/** Quand redemander une pièce. */
function retour(piece: PieceResult): number {
  switch (piece.status) {
    case 'obtained':
      return dansSixMois(new Date(piece.obtainedAt));
    case 'later':
    case 'provider-down':
      return piece.retryAt ? Date.parse(piece.retryAt) : Date.now() + UNE_HEURE;
    default:
      return dansSixMois(new Date());
  }
}

function dansSixMois(date: Date): number {
  const fin = new Date(date);
  fin.setMonth(fin.getMonth() + MOIS);
  return +fin;
}

/** Ce que l'acheteur lit d'un fournisseur. */
export function resume(pieces: readonly PieceResult[]): string {
  const vigilance = pieces.find(({ piece }) => piece === 'attestationVigilance');
  switch (vigilance?.status) {
    case 'obtained':
      return vigilance.document ? 'enregistrée' : 'non délivrée : cotisations à régulariser';
    case 'later':
      return "à l'étude à l'Urssaf";
    case 'provider-down':
      return 'Urssaf en panne';
    case undefined:
      return 'pas encore demandée';
    default:
      return "à demander à l'entreprise";
  }
}
