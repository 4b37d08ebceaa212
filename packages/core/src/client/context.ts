/**
 * Paramètres d'un appel : les siens, `P`, et le contexte `X` de l'API ; ce que `C` nomme est déjà donné au client.
 */
// Every part is a homomorphic mapping: the fields keep the documentation that the specification gave them.
export type WithContext<P, X, C extends string> = P & Omit<X, C> & Optional<Pick<X, keyof X & C>>;

type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** Celles des clés `K` que les réglages `O` donnent à coup sûr. */
// A property that may be absent gives `undefined` to `O[K]`, and a union of options has the keys that all of them have. The outer
// condition drops the name of the type: an editor would show `ContextKeysOf<…>` with all of `O`, the token included.
export type ContextKeysOf<O, K extends string> = keyof O extends never
  ? never
  : K extends keyof O
    ? O[K] extends string
      ? K
      : never
    : never;
