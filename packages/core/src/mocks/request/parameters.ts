/** A parameter, read from the compact form described in `MockOperation.params`. */
export interface Parameter {
  /** Key in TypeScript. */
  readonly key: string;
  /** Name on the wire, without brackets. */
  readonly wire: string;
  readonly place: 'path' | 'query' | 'header';
  readonly array: boolean;
  readonly required: boolean;
  readonly context: boolean;
  readonly check: string | undefined;
}

/** Values of a request, by TypeScript key. An empty value counts as absent. */
export type Values = ReadonlyMap<string, string | readonly string[]>;

const TOKEN = /^([*@+]*)([^[\]!=:]+)(\[\])?(!)?(?:=([^:]+))?(?::(.+))?$/;

export function parseParameters(compact: string, path: string): Parameter[] {
  const listed = compact
    .split(' ')
    .filter(Boolean)
    .map((token) => parseParameter(token, path));
  const implied = pathNames(path).filter((name) => !listed.some(({ wire }) => wire === name));
  return [...listed, ...implied.map((name) => parseParameter(`${name}!`, path))];
}

/** Names of a path's parameters, in their order. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
}

function parseParameter(token: string, path: string): Parameter {
  const match = TOKEN.exec(token);
  if (!match) throw new TypeError(`Paramètre illisible dans la table de simulation : « ${token} ».`);
  const [, prefix, key = '', brackets, bang, name, check] = match;
  const wire = name ?? key;
  const inPath = path.includes(`{${wire}}`);
  return {
    key,
    wire,
    place: inPath ? 'path' : prefix?.includes('@') ? 'header' : 'query',
    array: brackets !== undefined,
    required: bang !== undefined,
    context: prefix?.includes('*') ?? false,
    check,
  };
}

/** What values are read from. */
export interface Source {
  readonly query: URLSearchParams;
  readonly headers: Pick<Headers, 'get'>;
  readonly path: ReadonlyMap<string, string>;
}

export function readValues(parameters: readonly Parameter[], source: Source): Values {
  const values = new Map<string, string | readonly string[]>();
  for (const parameter of parameters) {
    const value = readValue(parameter, source);
    if (value !== undefined && value.length > 0) values.set(parameter.key, value);
  }
  return values;
}

function readValue(
  { place, wire, array }: Parameter,
  source: Source,
): string | readonly string[] | undefined {
  if (place === 'path') return source.path.get(wire)?.trim();
  if (place === 'header') return source.headers.get(wire)?.trim();
  if (array) return source.query.getAll(`${wire}[]`).filter((item) => item.trim() !== '');
  return source.query.get(wire)?.trim();
}

/** What the query carries beyond the declared parameters. */
export function otherValues(declared: ReadonlySet<string>, query: URLSearchParams): Values {
  const others = new Map<string, string | readonly string[]>();
  for (const name of query.keys()) {
    if (declared.has(name)) continue;
    others.set(name.replace(/\[\]$/, ''), name.endsWith('[]') ? query.getAll(name) : (query.get(name) ?? ''));
  }
  return others;
}
