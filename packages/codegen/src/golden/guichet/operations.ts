// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import type { ApiResponse, Call, CallOptions } from '@apigouv/core';
import type { WithContext } from '@apigouv/core/internal';
import type { Foyer, FoyerFranceConnectParams, FoyerNumeroParams, GuichetContext } from './types.ts';

/** Opérations d'API Guichet. `S` : scopes du jeton ; `C` : contexte déjà donné au client. */
export interface GuichetOperations<S extends string = string, C extends string = never> {
  /** Opérations de `foyer` : `numero`. */
  readonly foyer: FoyerOperations<S, C>;
}

/** Opérations de `foyer` : `numero`. */
export interface FoyerOperations<S extends string = string, C extends string = never> {
  /**
   * Foyer, par son numéro
   *
   * Donne le foyer d'une année.
   *
   * - **Scopes** : `FOYER`
   * - **Source** : `GET /foyer/{numero}/annee/{annee}`
   * - **Erreurs** :
   *   - 400 `InvalidRequestError` (`invalid`) : `4001`, `4002`
   *   - 403 `PermissionError` (`permission`) : `4031`
   *   - 410 `NotFoundError` (`not-found`) : `4101`
   *
   * @example
   * ```ts
   * const { data } = await guichet.foyer.numero({ numero: '1234567890123', annee: 2023 });
   * ```
   */
  numero(
    params: WithContext<FoyerNumeroParams, GuichetContext, C>,
    options?: CallOptions,
  ): Call<ApiResponse<Foyer | undefined>, 'not-found'>;
}

/**
 * Opérations d'API Guichet pour un citoyen connecté avec FranceConnect.
 *
 * `S` : scopes accordés ; `C` : contexte déjà donné au client.
 */
export interface GuichetFranceConnectOperations<S extends string = string, C extends string = never> {
  /** Opérations de `foyer` : `franceConnect`. */
  readonly foyer: FranceConnectFoyer<S, C>;
}

/** Opérations de `foyer` : `franceConnect`. */
export interface FranceConnectFoyer<S extends string = string, C extends string = never> {
  /**
   * Foyer d'un citoyen connecté
   *
   * Donne le foyer d'un citoyen.
   *
   * - **Scopes** : `FOYER`
   * - **Source** : `GET /foyer`
   * - **Erreurs** :
   *   - 403 `PermissionError` (`permission`) : `4031`
   *
   * @example
   * ```ts
   * const citoyen = guichet.withFranceConnect('jeanne'); // en production, le jeton d'accès du citoyen
   * const { data } = await citoyen.foyer.franceConnect();
   * ```
   */
  franceConnect(
    params?: WithContext<FoyerFranceConnectParams, GuichetContext, C>,
    options?: CallOptions,
  ): Call<ApiResponse<Foyer>, 'login-again'>;
}
