import type { AssuredClaim, ClaimsByScope, Identite, IdentiteScope } from '../generated/types.ts';

type ClaimOf<S> = ClaimsByScope[Extract<S, IdentiteScope>] & keyof Identite;
type Flat<T> = { [K in keyof T]: T[K] };

/**
 * Identité que donnent des scopes : ce qu'ils ouvrent à coup sûr est là, ce qui peut manquer est optionnel, le reste n'existe pas. Sans
 * scopes connus, {@link Identite}.
 */
export type IdentiteOf<S extends string> = string extends S
  ? Identite
  : Flat<
      { sub: string } & { [K in Extract<ClaimOf<S>, AssuredClaim>]: NonNullable<Identite[K]> } & {
        [K in Exclude<ClaimOf<S>, AssuredClaim | 'sub'>]?: Identite[K];
      }
    >;
