/** `paths.ts`: openapi-typescript's own view, for the raw client only; the schemas are those of `types.ts`. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import type { Api } from '../model/types.ts';
import { type Document, type OperationObject, schemaName } from '../openapi.ts';
import { header } from '../text.ts';

export async function emitPaths(api: Api, document: Document): Promise<string> {
  const nodes = await openapiTS(prepare(document) as unknown as OpenAPI3, {
    silent: true,
    transform: (_, { path }) => {
      const name = schemaName({ $ref: path ?? '' });
      return name === undefined ? undefined : ts.factory.createTypeReferenceNode(name);
    },
  });
  const names = Object.keys(api.schemas).map((name) => `  ${name},\n`);
  const imports = names.length === 0 ? '' : `import type {\n${names.join('')}} from './types.ts';\n\n`;
  return header(api.source) + imports + astToString(nodes);
}

/** A copy without what is said elsewhere: the fields of schemas, and the operations' whole story, which their methods tell. */
function prepare(document: Document): Document {
  const copy = structuredClone(document);
  const { schemas = {}, ...components } = copy.components ?? {};
  for (const name of Object.keys(schemas)) schemas[name] = {};
  for (const item of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(item)) delete (operation as OperationObject).description;
  }
  summarize([copy.paths, components]);
  return copy;
}

/** openapi-typescript writes a summary as plain prose, a description under a tag that editors show. */
function summarize(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const described = node as { description?: unknown; summary?: unknown };
  if (typeof described.description === 'string') {
    described.summary = described.description;
    delete described.description;
  }
  for (const inner of Object.values(node)) summarize(inner);
}
