/** What goes in and comes out of a login. */
import type { Acr, Scope } from '../options.ts';
import type { IdentiteOf } from './identite.ts';

/** Réglages d'une connexion, en plus de ceux du client. `S` : ses scopes. */
export interface LoginOptions<S extends Scope = Scope> {
  /** Scopes de cette connexion, à la place de ceux du client. */
  // `Scope` is what an editor offers, where `S` is only what is already written.
  scopes?: readonly S[] | readonly Scope[];
  /** Niveau de garantie demandé, à la place de celui du client. */
  acr?: Acr;
  /** Fournisseur d'identité à présélectionner, parmi ceux permis à votre service. */
  idpHint?: string;
  /** Demande les moyens de connexion (`amr`) dans le jeton d'identité, pour un service autorisé. */
  amr?: boolean;
}

/** Ce qu'il faut garder jusqu'au retour du citoyen, dans sa session et nulle part ailleurs : c'est secret, et ne sert qu'une fois. */
export interface PendingLogin<S extends string = string> {
  /** Tiré au hasard : le retour doit le redonner, ce qui prouve qu'il est de cette session. */
  state: string;
  /** Tiré au hasard : le jeton d'identité doit le porter, ce qui prouve qu'il n'est pas rejoué. */
  nonce: string;
  /** Secret de PKCE, sans lequel le code du retour ne s'échange pas. */
  codeVerifier: string;
  /** Niveau de garantie demandé. */
  acr: Acr;
  /** Scopes demandés. */
  scopes: readonly S[];
  /** Fin de validité, en millisecondes depuis 1970 : au-delà, FranceConnect a oublié la demande. */
  expiresAt: number;
}

/** Retour du citoyen : la requête, ou son adresse. */
export type Callback = string | URL | { readonly url: string };

/**
 * Citoyen connecté. Il se donne tel quel à `withFranceConnect` d'API Particulier, dans les 60 secondes. À garder dans une session scellée :
 * `idToken` sert à la déconnexion.
 */
export interface FranceConnectSession<S extends string = string> {
  /** Identité, limitée aux scopes accordés. `sub` désigne la personne. */
  identite: IdentiteOf<S>;
  /** Jeton d'accès : un secret. */
  accessToken: string;
  /** Fin du jeton d'accès, en millisecondes depuis 1970. */
  expiresAt: number;
  /** Scopes accordés par le citoyen. */
  scopes: readonly S[];
  /** Niveau de garantie atteint. */
  acr: Acr;
  /** Moyens de connexion, s'ils ont été demandés et donnés. */
  amr?: readonly string[];
  /** Jeton d'identité brut : un secret, nécessaire à la déconnexion. */
  idToken: string;
}
