/** `masks.ts`: which scope unmasks which field, for the compiler. */
import { type MaskedField, type MaskedShape, MaskReader, type Masks } from '../model/masks.ts';
import type { Api } from '../model/types.ts';
import { type NameSpace, pascalCase } from '../names.ts';
import { docComment, header, propertyKey, quote } from '../text.ts';

export interface MaskTypes {
  /** Name of the mask of each operation's data, by operationId; none where nothing is masked. */
  names: Map<string, string>;
  text: string;
}

export function emitMasks(api: Api, names: NameSpace): MaskTypes {
  const reader = new MaskReader(api.schemas);
  const bySchema = new Map<string, string>();
  const byOperation = new Map<string, string>();
  const blocks: string[] = [];
  let isNested = false;
  for (const { id, body } of api.operations) {
    const shape = body && reader.read(body.data);
    if (!shape) continue;
    byOperation.set(id, nameMask(shape, `${pascalCase(id)}Donnees`, `les données de \`${id}\``));
  }
  const imports = isNested ? "import type { Nested } from '@apigouv/core/internal';\n\n" : '';
  return { names: byOperation, text: header(api.source) + imports + (blocks.join('\n') || 'export {};\n') };

  function nameMask({ name: schema, masks }: MaskedShape, fallback: string, subject: string): string {
    const known = schema && bySchema.get(schema);
    if (known) return known;
    const base = schema ?? fallback;
    const name = names.claim(`${base}Masque`, `${base}MasqueDeScopes`);
    if (schema) bySchema.set(schema, name);
    const title = `Scopes qui démasquent ${schema ? `les champs de \`${schema}\`` : subject}.`;
    blocks.push(`${docComment(title)}export interface ${name} ${fieldsOf(masks, '')}\n`);
    return name;
  }

  function fieldsOf(masks: Masks, indent: string): string {
    const lines = [...masks].map(
      ([key, field]) => `${indent}  ${propertyKey(key)}: ${fieldType(field, `${indent}  `)};\n`,
    );
    return `{\n${lines.join('')}${indent}}`;
  }

  function fieldType({ scope, inner }: MaskedField, indent: string): string {
    const own = scope === undefined ? 'undefined' : quote(scope);
    if (!inner) return own;
    isNested = true;
    const mask = inner.name ? nameMask(inner, '', '') : fieldsOf(inner.masks, indent);
    return `Nested<${own}, ${mask}>`;
  }
}
