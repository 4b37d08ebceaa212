/** `…Params` interfaces: what an operation asks of its caller, context aside. */
import { ownParams } from '../model/params.ts';
import type { Api, Operation, Param } from '../model/types.ts';
import { type NameSpace, pascalCase } from '../names.ts';
import { docComment } from '../text.ts';
import { describe } from '../words/describe.ts';
import { stemOf } from './constants.ts';

export interface ParamTypes {
  /** Name of each operation's interface, by operationId. */
  names: Map<string, string>;
  text: string;
}

export function emitParams(api: Api, names: NameSpace): ParamTypes {
  const byOperation = new Map<string, string>();
  const blocks: string[] = [];
  const [without, withParams] = partition(api.operations);
  for (const { id } of withParams) {
    byOperation.set(id, names.claim(`${pascalCase(id)}Params`, `${pascalCase(id)}OperationParams`));
  }
  for (const sharers of sameParams(withParams)) {
    const own = sharers.flatMap(({ id }) => byOperation.get(id) ?? []);
    const base = sharers.length < 2 ? undefined : commonName(sharers);
    if (base !== undefined && !own.includes(base)) blocks.push(emitInterface(names.claim(base), sharers));
    for (const operation of sharers) {
      const name = byOperation.get(operation.id) ?? '';
      blocks.push(
        base === undefined || name === base
          ? emitInterface(name, [operation])
          : emitExtension(name, base, operation),
      );
    }
  }
  if (without.length > 0) {
    const empty = names.claim('AucunParametre', 'SansParametre');
    for (const { id } of without) byOperation.set(id, empty);
    blocks.push(`/** Opération sans paramètre propre. */\nexport type ${empty} = Record<never, never>;\n`);
  }
  return { names: byOperation, text: blocks.join('\n') };
}

function partition(operations: readonly Operation[]): [Operation[], Operation[]] {
  const isEmpty = (operation: Operation): boolean => ownParams(operation).length === 0;
  return [operations.filter(isEmpty), operations.filter((operation) => !isEmpty(operation))];
}

/** Operations that ask exactly the same, together. */
function sameParams(operations: readonly Operation[]): Operation[][] {
  const sets = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = JSON.stringify(ownParams(operation));
    sets.set(key, [...(sets.get(key) ?? []), operation]);
  }
  return [...sets.values()];
}

/** `DssIdentiteParams` for `dss.x.identite` and `dss.y.identite`: a shared set takes a name only where one reads well. */
function commonName(sharers: readonly Operation[]): string | undefined {
  const ids = sharers.map(({ id }) => id);
  const last = ids[0]?.split('.').at(-1);
  return ids.every((id) => id.split('.').at(-1) === last) ? `${pascalCase(stemOf(ids))}Params` : undefined;
}

function emitInterface(name: string, operations: readonly Operation[]): string {
  const fields = ownParams(operations[0] as Operation).map(emitField);
  const list = operations.map(({ id }) => `\`${id}\``).join(', ');
  const title = operations.length === 1 ? `Paramètres de ${list}.` : `Paramètres communs à ${list}.`;
  return `${docComment(title)}export interface ${name} {\n${fields.join('')}}\n`;
}

export function emitField(param: Param): string {
  const doc = docComment(describe(param), '  ');
  // Callers that compile with exactOptionalPropertyTypes may still pass undefined.
  return `${doc}  ${param.key}${param.required ? '' : '?'}: ${param.type}${param.required ? '' : ' | undefined'};\n`;
}

const emitExtension = (name: string, base: string, { id }: Operation): string =>
  `${docComment(`Paramètres de \`${id}\`.`)}export interface ${name} extends ${base} {}\n`;
