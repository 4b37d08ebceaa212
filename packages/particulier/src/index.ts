/**
 * Client d'API Particulier : les données qu'une administration détient déjà sur un particulier, pour celles qui sont habilitées
 * à les recevoir.
 *
 * @packageDocumentation
 */
import type { ClientOptions, FranceConnectGrant } from '@apigouv/core';
import { type ContextKeysOf, createClient, type ScopesOf, type Settings } from '@apigouv/core/internal';
import type { ParticulierFranceConnectOperations, ParticulierOperations } from './generated/operations.ts';
import { definition } from './generated/routes.ts';
import type { ParticulierContext, QuotaGroup, Scope } from './generated/types.ts';

/** Réglages de {@link createParticulier}. */
export interface ParticulierOptions extends ClientOptions<QuotaGroup>, Partial<ParticulierContext> {
  /** Scopes de votre jeton : donnés en clair (`['cnaf_quotient_familial']`), ils précisent le type des réponses. */
  // The empty list has the compiler read a literal one as a tuple, whose scopes it then knows.
  scopes?: readonly Scope[] | readonly [];
}

/** Jeton d'accès FranceConnect d'un citoyen, avec les scopes auxquels il a consenti. */
export interface ConsentementFranceConnect<S extends string = string> extends FranceConnectGrant {
  /** Scopes accordés par le citoyen ; ils précisent le type des réponses. */
  scopes?: readonly S[];
}

/** Client d'un citoyen connecté avec FranceConnect : il n'a que les opérations `franceConnect`. */
export type ParticulierFranceConnect<
  S extends string = string,
  C extends string = never,
> = ParticulierFranceConnectOperations<S, C>;

/**
 * Client d'API Particulier. `S` : les scopes connus du jeton ; `C` : les paramètres de contexte donnés au client.
 */
export interface Particulier<S extends string = string, C extends string = never>
  extends ParticulierOperations<S, C> {
  /**
   * Le même client pour un citoyen connecté avec FranceConnect, le temps de son jeton d'accès (60 secondes).
   * Les opérations `…/france_connect` n'acceptent pas le jeton d'habilitation.
   */
  withFranceConnect<const T extends string = string>(
    consentement: string | ConsentementFranceConnect<T>,
  ): ParticulierFranceConnect<T, C>;
}

/**
 * Crée un client d'API Particulier. Ce qui n'est pas donné est lu dans l'environnement : `API_PARTICULIER_TOKEN`,
 * `API_PARTICULIER_ENV` (`production` ou `staging`), `API_PARTICULIER_BASE_URL`.
 *
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 *
 * const particulier = createParticulier({ recipient: '13002526500013' });
 * ```
 */
export function createParticulier<O extends ParticulierOptions = Record<never, never>>(
  options?: Settings<ParticulierOptions, O>,
): Particulier<ScopesOf<O>, ContextKeysOf<O, keyof ParticulierContext>> {
  return createClient(definition, options) as Particulier<
    ScopesOf<O>,
    ContextKeysOf<O, keyof ParticulierContext>
  >;
}

export { type DateNaissance, dateNaissance } from '@apigouv/core/identite';
export type { CodeErreur, CodesParOperation } from './generated/errors.ts';
export type * from './generated/masks.ts';
export type * from './generated/operations.ts';
export type * from './generated/types.ts';
