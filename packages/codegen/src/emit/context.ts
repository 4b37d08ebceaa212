/** `…Context`: the parameters that may be given once to the client, described once for its options and for every call. */
import type { Api, Operation, Param } from '../model/types.ts';
import { unionOf } from '../text.ts';
import { emitField } from './params.ts';

export interface ContextTypes {
  text: string;
  /** What an operation takes of the context; undefined when it takes none. `use` is told the name of the interface. */
  typeOf(operation: Operation, use: (name: string) => string): string | undefined;
}

export const contextName = ({ typeName }: Api): string => `${typeName}Context`;

export function emitContext(api: Api): ContextTypes {
  const fields = contextOf(api.operations);
  const name = contextName(api);
  const title = `/** Paramètres que l'on peut donner une fois pour toutes au client. */\n`;
  const body = [...fields.values()].map(emitField).join('');
  return {
    text: fields.size === 0 ? '' : `${title}export interface ${name} {\n${body}}\n`,
    typeOf: (operation, use) => contextTypeOf(operation, fields, () => use(name)),
  };
}

/** Each parameter as the operations that ask most of it describe it. */
function contextOf(operations: readonly Operation[]): Map<string, Param> {
  const fields = new Map<string, Param>();
  for (const param of operations.flatMap(({ params }) => params)) {
    const known = fields.get(param.key);
    if (param.context && (!known || (param.required && !known.required))) fields.set(param.key, param);
  }
  return fields;
}

function contextTypeOf(
  { params }: Operation,
  fields: ReadonlyMap<string, Param>,
  use: () => string,
): string | undefined {
  const own = params.filter((param) => param.context);
  const isAsDescribed = ({ key, required }: Param): boolean => required === fields.get(key)?.required;
  const pick = (some: readonly Param[]): string =>
    some.length === fields.size ? use() : `Pick<${use()}, ${unionOf(some.map(({ key }) => key))}>`;
  const asDescribed = own.filter(isAsDescribed);
  const looser = own.filter((param) => !isAsDescribed(param));
  const parts = [
    ...(asDescribed.length > 0 ? [pick(asDescribed)] : []),
    ...(looser.length > 0 ? [`Partial<${pick(looser)}>`] : []),
  ];
  return parts.length > 0 ? parts.join(' & ') : undefined;
}
