/** What the tables' rows say of an operation: the one place that knows how they are written. */
import type { MockOperation } from '@apigouv/core/mocks';

/** A parameter of an operation. */
export interface Parameter {
  /** Key in TypeScript. */
  readonly key: string;
  /** Name on the wire, with the brackets of a list. */
  readonly wire: string;
  readonly place: 'path' | 'query' | 'header';
  /** May be set once on the client. */
  readonly context: boolean;
  /** Made by the client for each call. */
  readonly generated: boolean;
}

const TOKEN = /([*@+]*)(\w+)(\[\])?!?(?:=([^: ]+))?(?::\S+)?/g;

export function parametersOf({ params, path }: MockOperation): Parameter[] {
  const listed = [...params.matchAll(TOKEN)].map(
    ([, kind = '', key = '', list = '', name = key]): Parameter => {
      const place = path.includes(`{${name}}`) ? 'path' : kind.includes('@') ? 'header' : 'query';
      return { key, wire: name + list, place, context: kind.includes('*'), generated: kind.includes('+') };
    },
  );
  const implied = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !listed.some(({ wire }) => wire === name))
    .map((name): Parameter => ({ key: name, wire: name, place: 'path', context: false, generated: false }));
  return [...listed, ...implied];
}

/** Is the operation asked with a FranceConnect token? */
export const isForCitizen = ({ flags = '' }: MockOperation): boolean => flags.split(' ').includes('f');
