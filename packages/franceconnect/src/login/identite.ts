import type { ChampAssure, ChampsParScope, Identite, ScopeIdentite } from '../generated/types.ts';

type ClaimOf<S> = ChampsParScope[Extract<S, ScopeIdentite>] & keyof Identite;
type Flat<T> = { [K in keyof T]: T[K] };

/**
 * Identité que donnent des scopes : ce qu'ils ouvrent à coup sûr est là, ce qui peut manquer est optionnel, le reste n'existe pas. Sans
 * scopes connus, {@link Identite}.
 */
export type IdentiteDe<S extends string> = string extends S
  ? Identite
  : Flat<
      { sub: string } & { [K in Extract<ClaimOf<S>, ChampAssure>]: NonNullable<Identite[K]> } & {
        [K in Exclude<ClaimOf<S>, ChampAssure | 'sub'>]?: Identite[K];
      }
    >;
