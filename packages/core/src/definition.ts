/** Explains in French what is wrong with a value, without repeating it; `undefined` when nothing is. */
export type Format = (value: string) => string | undefined;

/**
 * One row of a generated route table: path, parameters, rate-limit group, flags.
 *
 * A parameter is `[*|@]key[[]][!][=wire][:check]`: `*` context, `@` header, `[]` list, `!` required; `check` is a format's
 * name, `int`, a range `1..12` or an enum `M|F`. Flags: `f` FranceConnect token, `p` public, `b` bare body, `s` staging only,
 * `g:date` retired.
 */
export type Route = readonly [path: string, params: string, group?: string, flags?: string];

/** What a generated package tells the core of its API. */
export interface ApiDefinition {
  readonly name: string;
  /** Prefix of the environment variables. */
  readonly env: string;
  readonly hosts: Readonly<Record<'production' | 'staging', string>>;
  readonly limits: Readonly<
    Record<string, readonly [limit: number, periodSeconds: number, per?: 'operation']>
  >;
  /** By operationId. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly formats: Readonly<Record<string, Format>>;
}
