/** The snippet of a method's doc comment: the first test case that succeeds, so that it runs as it stands on the mocks. */
import type { Operation, Param } from '../model/types.ts';
import { literal } from '../text.ts';
import { ownParams } from './params.ts';

export type Audience = 'token' | 'franceConnect';

export function exampleOf(operation: Operation, audience: Audience): string {
  const values = exampleParams(operation);
  const client = audience === 'token' ? 'client' : 'client.withFranceConnect(accessToken)';
  const argument = Object.keys(values).length === 0 ? '' : literal(values, '', 60);
  return ['```ts', `const { data } = await ${client}.${operation.id}(${argument});`, '```'].join('\n');
}

function exampleParams(operation: Operation): Record<string, unknown> {
  const params = ownParams(operation);
  const found = operation.cases.find((entry) => entry.status === 200);
  const values: Record<string, unknown> = {};
  for (const param of params) {
    const recorded = found?.params[param.wire] ?? found?.params[param.key];
    const value = recorded ?? (param.required ? (param.example ?? placeholder(param)) : undefined);
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
