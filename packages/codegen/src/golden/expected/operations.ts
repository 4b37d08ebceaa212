// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type { ApiResponse, Call, CallOptions } from '@apigouv/core';
import type { Unmask, UnmaskFranceConnect, WithContext } from '@apigouv/core/internal';
import type {
  ElementEtablissementMasque,
  EtatCivilMasque,
  V2EtatCivilIdentiteDonneesMasque,
} from './masks.ts';
import type {
  AucunParametre,
  Documents,
  ElementEtablissement,
  EssaiContext,
  EtatCivil,
  EtatCivilFranceConnectParams,
  EtatCivilIdentiteParams,
  EtatPlateforme,
  ReponseEtatCivilV2,
  UnitesEtablissementsParams,
  V2EtatCivilIdentiteParams,
  Vide,
} from './types.ts';

/** Arguments d'une méthode : `params` se laisse omettre quand rien n'y est obligatoire. */
export type Arguments<P> = Record<never, never> extends P
  ? [params?: P, options?: CallOptions]
  : [params: P, options?: CallOptions];

/** Opérations d'API Essai. `S` : scopes du jeton ; `C` : contexte déjà donné au client. */
export interface EssaiOperations<S extends string = string, C extends string = never> {
  /**
   * Derniers documents
   *
   * - **Scopes** : `doc`
   * - **Quota** : 5 appels par minute, pour cette opération seule (`documents`)
   * - **Source** : `GET /v3/documents`
   * - **Erreurs** :
   *   - 401 `AuthenticationError` (`authentication`) : `00101`
   *
   * @example
   * ```ts
   * const { data } = await essai.documents();
   * ```
   */
  documents(
    ...args: Arguments<WithContext<AucunParametre, Pick<EssaiContext, 'recipient'>, C>>
  ): Call<ApiResponse<Documents>, never>;

  /** Opérations de `etatCivil` : `identite`. */
  readonly etatCivil: EtatCivilOperations<S, C>;

  /** Opérations de `v2` : `etatCivil`. */
  readonly v2: V2<S, C>;

  /** Opérations de `unites` : `etablissements`. */
  readonly unites: Unites<S, C>;

  /** Opérations de `plateforme` : `etat`. */
  readonly plateforme: Plateforme<S, C>;

  /** Opérations de `v1` : `document`. */
  readonly v1: V1<S, C>;
}

/** Opérations de `etatCivil` : `identite`. */
export interface EtatCivilOperations<S extends string = string, C extends string = never> {
  /**
   * État civil, par l'identité
   *
   * Donne l'état civil d'une personne.
   *
   * Elle doit être vivante.
   *
   * - **Fournisseur** : Registre
   * - **Scopes** : `ec_nom`, `ec_adresse` ; un seul suffit
   * - **Quota** : 20 appels par seconde, pour l'ensemble du groupe (`ressources`)
   * - **Cache** : la plateforme garde une réponse 24 heures
   * - **Source** : `GET /v3/etat_civil/identite`
   * - **Erreurs** :
   *   - 401 `AuthenticationError` (`authentication`) : `00101`
   *   - 404 `NotFoundError` (`not-found`) : `90003`
   *   - 409 `ConflictError` (`locked`) : `00015`
   *   - 409 `SeveralFoundError` (`several-found`) : `90015`
   *   - 422 `InvalidRequestError` (`configuration`) : `00203`
   *   - 502 `ProviderDownError` (`provider-down`) : `90001`
   *   - 502 `ProviderMaintenanceError` (`maintenance`) : `90020`
   *
   * @example
   * ```ts
   * const { data } = await essai.etatCivil.identite({
   *   nomNaissance: 'ROUX',
   *   prenoms: ['JEANNE'],
   *   sexeEtatCivil: 'F',
   *   annee: 2024,
   * });
   * ```
   */
  identite(
    params: WithContext<EtatCivilIdentiteParams, EssaiContext, C>,
    options?: CallOptions,
  ): Call<ApiResponse<Unmask<EtatCivil, EtatCivilMasque, S>, Vide, Vide>, 'not-found' | 'several-found'>;
}

/** Opérations de `v2` : `etatCivil`. */
export interface V2<S extends string = string, C extends string = never> {
  /** Opérations de `v2.etatCivil` : `identite`. */
  readonly etatCivil: V2EtatCivil<S, C>;
}

/** Opérations de `v2.etatCivil` : `identite`. */
export interface V2EtatCivil<S extends string = string, C extends string = never> {
  /**
   * État civil, ancienne version
   *
   * - **Fournisseur** : Registre
   * - **Scopes** : `ec_nom`
   * - **Quota** : 20 appels par seconde, pour l'ensemble du groupe (`ressources`)
   * - **Source** : `GET /v2/etat_civil/identite`
   * - **Erreurs** :
   *   - 401 `AuthenticationError` (`authentication`) : `00101`
   *   - 404 `NotFoundError` (`not-found`) : `90003`
   *
   * @example
   * ```ts
   * const { data } = await essai.v2.etatCivil.identite({
   *   nomNaissance: 'ROUX',
   *   prenoms: ['JEANNE'],
   *   sexeEtatCivil: 'F',
   * });
   * ```
   *
   * @deprecated Utilisez `etatCivil.identite`.
   */
  identite(
    params: WithContext<V2EtatCivilIdentiteParams, EssaiContext, C>,
    options?: CallOptions,
  ): Call<ApiResponse<Unmask<ReponseEtatCivilV2['data'], V2EtatCivilIdentiteDonneesMasque, S>, Vide, ReponseEtatCivilV2['meta']>, 'not-found'>;
}

/** Opérations de `unites` : `etablissements`. */
export interface Unites<S extends string = string, C extends string = never> {
  /**
   * Établissements d'une unité légale
   *
   * - **Fournisseur** : Registre
   * - **Scopes** : tout jeton valide convient
   * - **Quota** : 5 appels par minute, pour cette opération seule (`documents`)
   * - **Source** : `GET /v3/unites/{siren}/etablissements/{code_postal}`
   * - **Erreurs** :
   *   - 401 `AuthenticationError` (`authentication`) : `00101`
   *
   * @example
   * ```ts
   * const { data } = await essai.unites.etablissements({
   *   siren: '130025265',
   *   codePostal: '75002',
   *   actifs: 'oui',
   *   natures: ['siege'],
   * });
   * ```
   */
  etablissements(
    params: WithContext<UnitesEtablissementsParams, Pick<EssaiContext, 'recipient'>, C>,
    options?: CallOptions,
  ): Call<ApiResponse<Unmask<ElementEtablissement, ElementEtablissementMasque, S>[], Vide, Vide>, never>;
}

/** Opérations de `plateforme` : `etat`. */
export interface Plateforme<S extends string = string, C extends string = never> {
  /**
   * État de la plateforme
   *
   * - **Scopes** : aucun, opération publique
   * - **Source** : `GET /ping`
   *
   * @example
   * ```ts
   * const { data } = await essai.plateforme.etat();
   * ```
   */
  etat(params?: AucunParametre, options?: CallOptions): Call<ApiResponse<EtatPlateforme>, never>;
}

/** Opérations de `v1` : `document`. */
export interface V1<S extends string = string, C extends string = never> {
  /**
   * Ancien document
   *
   * - **Source** : `GET /v1/document`
   *
   * @deprecated Retirée depuis le 2024-01-08 : ne répond plus que 410. Utilisez `documents`.
   */
  document(params?: AucunParametre, options?: CallOptions): Call<ApiResponse<never>, never>;
}

/**
 * Opérations d'API Essai pour un citoyen connecté avec FranceConnect.
 *
 * `S` : scopes accordés ; `C` : contexte déjà donné au client.
 */
export interface EssaiFranceConnectOperations<S extends string = string, C extends string = never> {
  /** Opérations de `etatCivil` : `franceConnect`. */
  readonly etatCivil: FranceConnectEtatCivil<S, C>;
}

/** Opérations de `etatCivil` : `franceConnect`. */
export interface FranceConnectEtatCivil<S extends string = string, C extends string = never> {
  /**
   * État civil du citoyen connecté
   *
   * - **Fournisseur** : Registre
   * - **Scopes** : `ec_nom`, `ec_adresse` ; un seul suffit
   * - **Quota** : 20 appels par seconde, pour l'ensemble du groupe (`ressources`)
   * - **Source** : `GET /v3/etat_civil/france_connect`
   * - **Erreurs** :
   *   - 401 `LoginAgainError` (`login-again`) : `00101`
   *   - 404 `NotFoundError` (`not-found`) : `90003`
   *
   * @example
   * ```ts
   * const citoyen = essai.withFranceConnect('jeanne-roux'); // en production, le jeton d'accès du citoyen
   * const { data } = await citoyen.etatCivil.franceConnect({ annee: 2024 });
   * ```
   */
  franceConnect(
    ...args: Arguments<WithContext<EtatCivilFranceConnectParams, EssaiContext, C>>
  ): Call<ApiResponse<UnmaskFranceConnect<EtatCivil, EtatCivilMasque, S>, Vide, Vide>, 'login-again' | 'not-found'>;
}
