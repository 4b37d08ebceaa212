/** Finds the fields that a scope unmasks, however deep. */
import { type Schema, schemaName } from '../openapi.ts';

/** Field → the scope that unmasks it, and the masks of what it holds. */
export type Masks = Map<string, MaskedField>;

export interface MaskedField {
  scope: string | undefined;
  /** Masks of the field's content; of its items when it is a list. */
  inner: MaskedShape | undefined;
}

export interface MaskedShape {
  /** Name of the component schema that has these masks, when it has one. */
  name: string | undefined;
  masks: Masks;
}

export class MaskReader {
  readonly #schemas: Record<string, Schema>;
  readonly #named = new Map<string, Masks>();
  readonly #open = new Set<string>();

  constructor(schemas: Record<string, Schema>) {
    this.#schemas = schemas;
  }

  /** Undefined when nothing is masked inside. */
  read(schema: Schema): MaskedShape | undefined {
    const name = schemaName(schema);
    if (name !== undefined) return this.#readNamed(name);
    const variants = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    if (schema.items) variants.push(schema.items);
    const shapes = variants.map((variant) => this.read(variant)).filter((shape) => shape !== undefined);
    const own = this.#readProperties(schema);
    // `oneOf: [{ $ref }, { type: null }]` and `items: { $ref }` are masked as what they name.
    if (own.size === 0 && shapes.length === 1) return shapes[0];
    for (const shape of shapes) for (const [key, field] of shape.masks) own.set(key, field);
    return own.size === 0 ? undefined : { name: undefined, masks: own };
  }

  #readNamed(name: string): MaskedShape | undefined {
    const schema = this.#schemas[name];
    let masks = this.#named.get(name);
    if (!masks) {
      // A schema that holds itself is masked once: its inner occurrences are left as they are.
      if (!schema || this.#open.has(name)) return undefined;
      this.#open.add(name);
      masks = this.read(schema)?.masks ?? new Map();
      this.#open.delete(name);
      this.#named.set(name, masks);
    }
    return masks.size === 0 ? undefined : { name, masks };
  }

  #readProperties(schema: Schema): Masks {
    const masks: Masks = new Map();
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const scope = typeof property['x-scope'] === 'string' ? property['x-scope'] : undefined;
      const inner = this.read(property);
      if (scope !== undefined || inner) masks.set(key, { scope, inner });
    }
    return masks;
  }
}
