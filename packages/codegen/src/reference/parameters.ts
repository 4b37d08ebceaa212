import type { Operation, Param } from '../model/types.ts';
import { code, table } from './markdown.ts';

export function parameterTable(params: readonly Param[]): string {
  return table(
    ['paramètre', 'type', 'sens'],
    params.map((param) => [
      code(`${param.key}${param.required ? '' : '?'}`),
      code(param.type.replaceAll('readonly ', '')),
      meaningOf(param),
    ]),
  );
}

/** Those that a client is given once, whichever of the operations ask for them. */
export function contextTable(operations: readonly Operation[]): string {
  const context = operations.flatMap(({ params }) => params.filter((param) => param.context));
  return parameterTable([...new Map(context.map((param) => [param.key, param])).values()]);
}

function meaningOf({ description, format, example, generated }: Param): string {
  const shown = [example].flat().join(', ');
  return [
    description.trim(),
    format === undefined ? '' : `Format ${code(format)}, vérifié avant l'envoi.`,
    example === undefined || shown === '' ? '' : `Exemple : ${code(shown)}.`,
    generated ? 'Le client en fait un si vous ne le donnez pas.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
