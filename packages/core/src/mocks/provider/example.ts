import { wireName } from '../../client/params.ts';
import type { Operation } from '../table/operation.ts';
import { slug } from '../table/slug.ts';
import type { MockCase, Values } from '../table/types.ts';

// Shorter values (a year, a month) could stand elsewhere in the answer by chance.
const IDENTIFIER = 9;

/** For an API that always answers: its first recorded 200, under the identifiers asked for. */
export function exampleFor(
  operation: Operation,
  values: Values,
  apis: readonly string[] | undefined,
): MockCase | undefined {
  if (!apis?.includes(slug(operation.table.name))) return undefined;
  const model = operation.spec.cases.find(({ status }) => status === 200);
  if (!model) return undefined;
  let text = JSON.stringify(model.response);
  for (const param of operation.spec.params) {
    const { key } = param;
    const own = model.params[key] ?? model.params[wireName(param)];
    const asked = values.get(key);
    if (typeof own === 'string' && own.length >= IDENTIFIER && typeof asked === 'string')
      text = text.replaceAll(own, () => JSON.stringify(asked).slice(1, -1));
  }
  return { ...model, response: JSON.parse(text) };
}
