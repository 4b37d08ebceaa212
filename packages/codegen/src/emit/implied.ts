/** What a row of the route table need not say, because core knows it: the API's context, and what a path says of its parameters. */
import type { Operation, Param } from '../model/types.ts';
import { paramToken } from './route.ts';

export class Implied {
  /** The context parameters that most operations begin with. */
  readonly context: string;
  /** Formats, by the names that rows and paths have for them. */
  readonly formats: ReadonlyMap<string, string>;
  readonly #params: readonly Param[];

  constructor(operations: readonly Operation[]) {
    this.#params = operations.flatMap(({ params }) => params);
    this.context = mostCommon(operations.map(contextOf));
    this.formats = new Map(
      this.#params
        .flatMap((param) =>
          param.format === undefined ? [] : [[this.#nameOf(param), param.format] as const],
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** The parameters that are left to say. */
  paramsOf(operation: Operation): string {
    if (isRefused(operation)) return '';
    const { length } = this.isApart(operation) ? '' : this.context.split(' ').filter(Boolean);
    return operation.params
      .slice(length)
      .filter((param) => !this.#isInPath(param))
      .map(paramToken)
      .join(' ');
  }

  /** The operation does not take the API's context as it is. */
  isApart(operation: Operation): boolean {
    return this.context !== '' && contextOf(operation) !== this.context && !isRefused(operation);
  }

  #nameOf = (param: Param): string => (this.#isInPath(param) ? param.wire : `${param.format}`);

  /** The path's own word is enough: it gives the key, and the format if there is one. */
  #isInPath({ in: place, key, wire, check, format }: Param): boolean {
    const isSaid =
      place === 'path' && key === wire.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const rivals = this.#params.filter(
      (other) => other.format === wire || (other.in === 'path' && other.wire === wire),
    );
    return isSaid && check === format && rivals.every((other) => other.format === format);
  }
}

/** A retired operation reads no parameter. */
const isRefused = ({ retired }: Operation): boolean => retired !== undefined;

function contextOf({ params }: Operation): string {
  const end = params.findIndex(({ context, generated }) => !context && !generated);
  return params
    .slice(0, end < 0 ? params.length : end)
    .map(paramToken)
    .join(' ');
}

function mostCommon(texts: readonly string[]): string {
  const count = (text: string): number => texts.filter((other) => other === text).length;
  return texts.toSorted((a, b) => count(b) - count(a))[0] ?? '';
}
