/** Masque d'un champ qui en contient d'autres. */
export interface Nested<S extends string | undefined, M> {
  /** Scope du champ lui-même ; `undefined` : jamais masqué. */
  scope: S;
  /** Masques des champs qu'il contient. */
  mask: M;
}

type ScopeOf<E> = E extends Nested<infer S, unknown> ? S : E;
type Inner<T, E, S> = E extends Nested<string | undefined, infer M> ? Reveal<T, M, S> : T;

type Reveal<T, M, S> = T extends readonly (infer I)[]
  ? Reveal<I, M, S>[]
  : T extends object
    ? { [K in keyof T as K extends keyof M ? never : K]: T[K] } & {
        [K in keyof T & keyof M as ScopeOf<M[K]> extends S | undefined ? K : never]-?: Inner<
          Exclude<T[K], undefined>,
          M[K],
          S
        >;
      }
    : T;

type IdentityScope = `${string}_identite${string}`;

/** `T` tel que le voit un jeton qui a les scopes `S` : leurs champs sont sûrs, les autres absents. Des scopes inconnus n'y changent rien. */
export type Unmask<T, M, S extends string> = string extends S ? T : Reveal<T, M, S>;

/** Comme {@link Unmask}, sur une route FranceConnect : les champs qu'ouvre un scope `_identite` n'y reviennent jamais. */
export type UnmaskFranceConnect<T, M, S extends string> = string extends S
  ? { [K in keyof T as K extends keyof M ? (ScopeOf<M[K]> extends IdentityScope ? never : K) : K]: T[K] }
  : Reveal<T, M, Exclude<S, IdentityScope>>;

/**
 * Scopes qu'une liste littérale donne au client, dans ses réglages `O` ; `string` quand ils ne sont pas connus.
 */
export type ScopesOf<O> = O extends { scopes: infer L extends readonly string[] }
  ? number extends L['length']
    ? string
    : L[number]
  : string;
