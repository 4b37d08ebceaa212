/** The snippet of a method's doc comment: the first test case that succeeds, so that it runs as it stands on the mocks. */
import { firstSuccess } from '../model/cases.ts';
import { ownParams } from '../model/params.ts';
import type { Operation, Param } from '../model/types.ts';
import { literal, quote } from '../text.ts';

export type Audience = 'token' | 'franceConnect';

/** The snippet between its fences. */
export const exampleOf = (operation: Operation, audience: Audience): string =>
  `\`\`\`ts\n${exampleCode(operation, audience)}\n\`\`\``;

/** The snippet alone. It goes on from a client that bears the name of its API. */
export function exampleCode(operation: Operation, audience: Audience): string {
  const values = valuesOf(ownParams(operation), firstSuccess(operation)?.params);
  const argument = Object.keys(values).length === 0 ? '' : literal(values, '', 60);
  const { client, creation } = clientOf(operation, audience);
  return `${creation}const { data } = await ${client}.${operation.id}(${argument});`;
}

/** The client that has the method, and the line that makes it when the API's own has it not. */
function clientOf(operation: Operation, audience: Audience): { client: string; creation: string } {
  const { client, citizen = '…', stagingOnly } = operation;
  if (audience === 'franceConnect') {
    const grant = `${client}.withFranceConnect(${quote(citizen)}); // en production, le jeton d'accès du citoyen`;
    return { client: 'citoyen', creation: `const citoyen = ${grant}\n` };
  }
  if (!stagingOnly) return { client, creation: '' };
  const context = operation.params.filter((param) => param.context && param.required);
  const options = literal({ environment: 'staging', ...valuesOf(context) }, '', 60);
  const create = `create${client.charAt(0).toUpperCase()}${client.slice(1)}`;
  return { client: 'bacASable', creation: `const bacASable = ${create}(${options});\n` };
}

function valuesOf(params: readonly Param[], recorded: Record<string, unknown> = {}): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const param of params) {
    const found = recorded[param.wire] ?? recorded[param.key];
    const value = found ?? (param.required ? (param.example ?? placeholder(param)) : undefined);
    if (value !== undefined && value !== null) values[param.key] = coerce(param, value);
  }
  return values;
}

const placeholder = (param: Param): unknown => (param.type === 'number' ? 1 : '…');

/** Recorded values are sometimes written otherwise than TypeScript wants them: a postal code as a number, say. */
function coerce(param: Param, value: unknown): unknown {
  if (param.list) return (Array.isArray(value) ? value : [value]).map(String);
  return param.type === 'number' ? Number(value) : String(value);
}
