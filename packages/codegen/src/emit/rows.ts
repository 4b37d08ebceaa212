/** The parameters of the route table: each written once as a constant, each list that several operations share too. */
import type { Operation, Param } from '../model/types.ts';
import { camelCase, pascalCase } from '../names.ts';
import { literal, sorted } from '../text.ts';
import { type Shared, SharedConstants, sharedName } from './constants.ts';

/** `cog-commune` → `cogCommuneFormat`. */
export const formatFunction = (format: string): string => `${camelCase(format)}Format`;

/** `nom` → `nomClean`. */
export const cleanFunction = (name: string): string => `${camelCase(name)}Clean`;

/** Codes of refusal, by wire name of the parameter that they are about. */
export type RefusedCodes = ReadonlyMap<string, readonly string[]>;

/** A parameter as core's table has it. */
function rowOf(param: Param, refused: RefusedCodes): string {
  const { key, wire, in: place, list, empty, required, context, generated, integer, values, greedy } = param;
  const { format, normalise } = param;
  const fields: [string, unknown][] = [
    ['name', wire === key ? undefined : wire],
    ['in', place === 'query' ? undefined : place],
    ['list', list || undefined],
    ['empty', empty || undefined],
    ['required', required || undefined],
    ['context', context || undefined],
    ['generated', generated || undefined],
    ['integer', integer && true],
    ...Object.entries(integer ?? {}),
    ['values', values],
    ['greedy', greedy || undefined],
    ['codes', refused.get(wire)],
  ];
  const said = fields.filter(([, value]) => value !== undefined);
  const text = [['key', key] as const, ...said].map(([name, value]) => `${name}: ${literal(value)}`);
  if (format !== undefined) text.push(`format: ${formatFunction(format)}`);
  if (normalise !== undefined) text.push(`clean: ${cleanFunction(normalise)}`);
  return `{ ${text.join(', ')} }`;
}

/** A shorter beginning is as clear in full. */
const WORTH_SPREADING = 5;

const listOf = (params: readonly string[]): string => `[${params.join(', ')}]`;

export class ParamRows {
  readonly #refused: RefusedCodes;
  readonly #names = new Map<string, string>();
  readonly #lists: SharedConstants;
  /** Lists that have a constant, shorter ones first. */
  readonly #shared: { params: string[]; name: string }[] = [];

  constructor(operations: readonly Operation[], refused: RefusedCodes) {
    this.#refused = refused;
    const live = operations.filter(({ retired }) => retired === undefined);
    for (const param of this.#byFrequency(live.flatMap(({ params }) => params))) this.#declare(param);
    this.#lists = new SharedConstants(
      live.map((operation) => [listOf(this.#paramsOf(operation)), operation.id]),
      sharedName('params'),
    );
    // The shorter ones first: a longer one may begin with them.
    for (const operation of live.toSorted((a, b) => a.params.length - b.params.length)) {
      const { text, isName } = this.#write(operation);
      const isKnown = this.#shared.some(({ name }) => name === text);
      if (isName && !isKnown) this.#shared.push({ params: this.#paramsOf(operation), name: text });
    }
  }

  /** The parameters of an operation; a retired one reads none. */
  use(operation: Operation): string {
    return operation.retired === undefined ? this.#write(operation).text : '[]';
  }

  get declarations(): string {
    const rows = [...this.#names].map(([row, name]) => `const ${name}: Param = ${row};\n`);
    return `${sorted(rows).join('')}\n${this.#lists.declarations}`;
  }

  #paramsOf = ({ params }: Operation): string[] =>
    params.map((param) => this.#names.get(this.#rowOf(param)) ?? '');

  #rowOf = (param: Param): string => rowOf(param, this.#refused);

  #write(operation: Operation): Shared {
    const params = this.#paramsOf(operation);
    const head = this.#shared.findLast(
      (shared) =>
        shared.params.length < params.length && shared.params.every((name, at) => name === params[at]),
    );
    if (!head || head.params.length < WORTH_SPREADING) return this.#lists.use(listOf(params));
    const rest = params.slice(head.params.length);
    return this.#lists.use(listOf(params), listOf([`...${head.name}`, ...rest]));
  }

  /** The most frequent form of a parameter bears its name; another says what makes it other. */
  #declare(param: Param): void {
    const row = this.#rowOf(param);
    if (this.#names.has(row)) return;
    const taken = new Set(this.#names.values());
    const variant = (param.required ? 'required' : 'optional') + pascalCase(param.key);
    let name = [param.key, variant].find((candidate) => !taken.has(candidate));
    for (let count = 2; name === undefined; count++)
      name = taken.has(`${variant}${count}`) ? undefined : `${variant}${count}`;
    this.#names.set(row, name);
  }

  #byFrequency(params: readonly Param[]): Param[] {
    const counts = new Map<string, number>();
    const count = (param: Param): number => counts.get(this.#rowOf(param)) ?? 0;
    for (const param of params) counts.set(this.#rowOf(param), count(param) + 1);
    return params.toSorted((a, b) => count(b) - count(a));
  }
}
