/** House rules that Redocly does not know: what a reader, codegen and the mocks rely on. */

import { type Document, type Operation, operationsOf, resolve, type Schema } from './model.ts';
import { checkNeverNull } from './never-null.ts';

const OPERATION_ID = /^(v\d+\.)?[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;

export function checkRules(document: Document): string[] {
  const problems = operationsOf(document).flatMap(({ path, operation }) =>
    checkOperation(document, operation).map((problem) => `${path} › ${problem}`),
  );
  problems.push(...checkNeverNull(document));
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    problems.push(...checkSchema(schema, `components › schemas › ${name}`));
  }
  return problems;
}

function checkOperation(document: Document, operation: Operation): string[] {
  const problems: string[] = [];
  const isPublic = operation.security?.length === 0;
  if (!OPERATION_ID.test(operation.operationId))
    problems.push(`operationId ${operation.operationId} : forme a.b.c attendue`);
  if (!isPublic && !operation['x-scopes']) problems.push('x-scopes manque');
  const groups = document['x-rate-limits'];
  // An API without a published quota has no groups.
  if (!isPublic && groups && !groups[operation['x-rate-limit'] ?? ''])
    problems.push('x-rate-limit absent ou inconnu');
  if (operation.deprecated && !operation['x-replaced-by'])
    problems.push('opération dépréciée sans x-replaced-by');
  for (const parameter of operation.parameters ?? []) {
    const { name, description } = resolve(document, parameter as never) as {
      name: string;
      description?: string;
    };
    if (!description) problems.push(`paramètre ${name} sans description`);
  }
  for (const [status, reference] of Object.entries(operation.responses)) {
    const response = resolve(document, reference);
    const schema = Object.values(response.content ?? {})[0]?.schema;
    if (status.startsWith('2') && schema && !schema.$ref)
      problems.push(`${status} : le corps doit être un schéma nommé`);
    const hasCodes =
      document['x-error-format'] !== 'oauth' && !operation['x-codeless-errors'] && !status.startsWith('2');
    // A body of its own, as an editor's, has no codes to list.
    const codeless = hasCodes && !response['x-error-codes'];
    if (codeless && !operation['x-retired'] && !isPublic) problems.push(`${status} : x-error-codes manque`);
  }
  return problems;
}

function checkSchema(schema: Schema, where: string): string[] {
  const problems: string[] = [];
  if (!schema.$ref && !schema.description) problems.push(`${where} : sans description`);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!property.description) problems.push(`${where}.${name} : sans description`);
    if (property['x-scope'] && schema.required?.includes(name)) {
      problems.push(`${where}.${name} : un champ masqué par un scope ne peut pas être requis`);
    }
    problems.push(...checkSchema({ description: 'vue', ...property }, `${where}.${name}`));
  }
  if (schema.items) problems.push(...checkSchema({ description: 'vue', ...schema.items }, `${where}[]`));
  return problems;
}
