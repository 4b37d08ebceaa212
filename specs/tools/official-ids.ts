import { type Document, operationsOf } from './model.ts';

/** Gives each operation the name the State knows it by (`x-official-id`); what names no operation is a problem. */
export function nameOfficially(document: Document, ids: Record<string, string>, api: string): string[] {
  const unknown = new Set(Object.keys(ids));
  for (const { operation } of operationsOf(document)) {
    const id = ids[operation.operationId];
    if (id === undefined) continue;
    operation['x-official-id'] = id;
    unknown.delete(operation.operationId);
  }
  return [...unknown].map((id) => `${api}/identifiants-officiels.yaml › ${id} : opération inconnue`);
}
