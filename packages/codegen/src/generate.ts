/** All the generated files of an API, by name. */
import { contextName, emitContext } from './emit/context.ts';
import { emitErrors } from './emit/errors.ts';
import { emitMasks } from './emit/masks.ts';
import { emitMocks } from './emit/mocks.ts';
import { emitOperations } from './emit/operations.ts';
import { emitParams } from './emit/params.ts';
import { emitPaths } from './emit/paths.ts';
import { emitRoutes } from './emit/routes.ts';
import { emitTypes } from './emit/types.ts';
import { type ApiSource, readApi } from './model/api.ts';
import { NameSpace } from './names.ts';

/** Throws a `SpecError` when the specification or its test cases are wrong. */
export async function generate(source: ApiSource): Promise<Map<string, string>> {
  const api = readApi(source);
  const names = new NameSpace([
    ...Object.keys(api.schemas),
    'Scope',
    'QuotaGroup',
    contextName(api),
    'CodeErreur',
    'CodesParOperation',
    'Arguments',
  ]);
  const params = emitParams(api, names);
  const masks = emitMasks(api, names);
  const context = emitContext(api);
  return new Map([
    ['types.ts', emitTypes(api, source.document, params, context)],
    ['masks.ts', masks.text],
    ['operations.ts', emitOperations(api, { params, context, masks, names })],
    ['routes.ts', emitRoutes(api)],
    ['errors.ts', emitErrors(api)],
    ['paths.ts', await emitPaths(api, source.document)],
    ['mocks.ts', emitMocks(api)],
  ]);
}
