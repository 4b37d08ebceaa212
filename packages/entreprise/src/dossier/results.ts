import type { ApigouvError } from '@apigouv/core';
import type { PieceDocument } from '../documents/link.ts';
import type { PieceData, PieceName } from './pieces.ts';

/** Pièce obtenue. */
export interface ObtainedPiece<K extends PieceName = PieceName> {
  piece: K;
  /** SIRET pour lequel la pièce a été demandée. */
  siret: string;
  status: 'obtained';
  /** La donnée, telle que l'opération la rend. */
  data: PieceData[K];
  /** Date d'obtention (ISO 8601) ; celle d'une pièce reprise ne change pas. */
  obtainedAt: string;
  /**
   * Le document, quand la donnée en porte un : `saveDocument` et `downloadDocument` prennent la pièce telle quelle. Les pièces à plusieurs
   * documents ont leurs adresses dans `data`.
   */
  document?: PieceDocument;
}

/**
 * Pourquoi une pièce manque :
 * - `not-held` : le fournisseur ne connaît pas cette entreprise, ou n'a pas cette pièce pour elle (404) ;
 * - `refused` : le fournisseur refuse de la délivrer, et redemander n'y changera rien ;
 * - `legally-closed` : la loi interdit de la transmettre (451) ;
 * - `not-allowed` : le jeton ne l'ouvre pas (403) ;
 * - `provider-down` : le fournisseur est en panne ou en maintenance ;
 * - `later` : à redemander (quota, délai, réseau, dossier à l'étude) ;
 * - `failed` : tout autre refus, à faire lire à votre exploitation.
 */
export type MissingPieceStatus =
  | 'not-held'
  | 'refused'
  | 'legally-closed'
  | 'not-allowed'
  | 'provider-down'
  | 'later'
  | 'failed';

/** Pièce qui manque. */
export interface MissingPiece<K extends PieceName = PieceName> {
  piece: K;
  /** SIRET pour lequel la pièce a été demandée. */
  siret: string;
  status: MissingPieceStatus;
  /** L'erreur, sans donnée personnelle. */
  error: ApigouvError;
  /** Phrase à montrer à l'agent. */
  userMessage: string;
  /** Date à partir de laquelle redemander (ISO 8601) ; absente quand rien ne la dit. */
  retryAt?: string;
}

/** Une pièce du dossier : obtenue, ou manquante et pourquoi. */
export type PieceResult<K extends PieceName = PieceName> = {
  [P in K]: ObtainedPiece<P> | MissingPiece<P>;
}[K];
