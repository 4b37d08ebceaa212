/** Doc comments of fields and parameters, in French. */
import type { Schema } from '../openapi.ts';
import { literal } from '../text.ts';

export interface Described {
  description?: string | undefined;
  format?: string | undefined;
  scope?: string | undefined;
  example?: unknown;
  deprecated?: boolean | undefined;
}

export function describe({ description, format, scope, example, deprecated }: Described): string {
  const facts = [
    scope === undefined ? '' : `Scope : \`${scope}\`. Absent si le jeton ne l'a pas.`,
    format === undefined ? '' : `Format : \`${format}\`.`,
    exampleText(example),
  ];
  const notes = facts.filter((fact) => fact !== '').join(' ');
  const warning = deprecated ? '@deprecated Appelé à disparaître.' : '';
  return [description?.trim() ?? '', notes, warning].filter((part) => part !== '').join('\n\n');
}

export function exampleText(example: unknown): string {
  if (example === undefined || example === null || example === '') return '';
  if (Array.isArray(example)) return example.some(isScalar) ? `Exemple : \`${literal(example)}\`.` : '';
  return isScalar(example) ? `Exemple : \`${String(example).replaceAll('`', "'")}\`.` : '';
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

export function describeSchema(schema: Schema): string {
  const { description, title, format, example, examples, deprecated } = schema;
  const scope = schema['x-scope'];
  return describe({
    description: description ?? title,
    format,
    scope: typeof scope === 'string' ? scope : undefined,
    example: example ?? examples?.[0],
    deprecated,
  });
}
