/** Two spellings of one schema mean the same: whatever is drawn, whichever spelling. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Schema } from '../model.ts';
import { compare } from './compare.ts';
import { meaningOf } from './meaning.ts';

/** What is meant, before any spelling. */
type Meant = { nullable: boolean } & (
  | { kind: 'text' | 'integer' | 'number' | 'boolean' }
  | { kind: 'list'; values: string[]; open: boolean }
  | { kind: 'array'; items: Meant }
  | { kind: 'object'; fields: { name: string; required: boolean; meant: Meant }[] }
);

const nullable = fc.boolean();
const { meant } = fc.letrec<{ meant: Meant }>((tie) => ({
  meant: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('text', 'integer', 'number', 'boolean'), nullable }),
    fc.record({
      kind: fc.constant('list' as const),
      values: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', '[ND]', ''), { minLength: 1 }),
      open: fc.boolean(),
      nullable,
    }),
    fc.record({ kind: fc.constant('array' as const), items: tie('meant'), nullable }),
    fc.record({
      kind: fc.constant('object' as const),
      fields: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom('nom', 'date', 'a', 'b'),
          required: fc.boolean(),
          meant: tie('meant'),
        }),
        { minLength: 1, maxLength: 3, selector: ({ name }) => name },
      ),
      nullable,
    }),
  ) as fc.Arbitrary<Meant>,
}));

/** Writes what is meant in one of the ways there are, `choose` picking each time among so many. */
class Writer {
  readonly schemas: Record<string, Schema> = {};
  private readonly choose: (count: number) => number;

  constructor(choose: (count: number) => number) {
    this.choose = choose;
  }

  write(meant: Meant): Schema {
    const plain = this.plain(meant);
    return this.move(meant.nullable ? this.withNull(plain) : plain);
  }

  private withNull(plain: Schema): Schema {
    const spellings: (() => Schema)[] = [
      () => ({ anyOf: [plain, { type: 'null' }] }),
      () => ({ oneOf: [{ type: 'null' }, plain] }),
      () => ({ nullable: true, allOf: [plain] }),
      () => ({ anyOf: [{ ...plain, nullable: true }, plain] }),
    ];
    if (typeof plain.type === 'string') {
      const { type, enum: values } = plain;
      // The 3.0 way, and null beside an enum or not, as both are met.
      spellings.push(
        () => ({ ...plain, nullable: true }),
        () => ({ ...plain, type: [type, 'null'] }),
        () => ({ ...plain, type: ['null', type], ...(Array.isArray(values) && { enum: [...values, null] }) }),
      );
    }
    return this.pick(spellings);
  }

  private plain(meant: Meant): Schema {
    switch (meant.kind) {
      case 'text':
        return this.pick<Schema>([
          () => ({ type: 'string' }),
          () => ({ type: 'date' }),
          () => ({ type: 'string', format: 'date' }),
          () => ({ type: ['string'] }),
          () => ({ type: 'string', minLength: 0, example: 'a', title: 'b' }),
        ]);
      case 'list':
        return this.list(meant.values, meant.open);
      case 'array':
        return { type: 'array', items: this.write(meant.items) };
      case 'object':
        return this.object(meant.fields);
      case 'boolean':
        return this.pick<Schema>([
          () => ({ type: 'boolean' }),
          () => ({ type: 'boolean', enum: [true, false] }),
        ]);
      case 'number':
        return this.pick<Schema>([
          () => ({ type: 'number' }),
          () => ({ type: 'number', format: 'float' }),
          () => ({ anyOf: [{ type: 'integer' }, { type: 'number' }] }),
        ]);
      default:
        return { type: meant.kind };
    }
  }

  private list(values: string[], open: boolean): Schema {
    const any: Schema = { type: 'string' };
    const [first, ...rest] = values;
    const closed = this.pick<Schema>([
      () => ({ type: 'string', enum: values }),
      () => ({ enum: [...values].reverse() }),
      () => ({ anyOf: [{ const: first }, ...(rest.length > 0 ? [{ type: 'string', enum: rest }] : [])] }),
    ]);
    if (!open) return closed;
    return this.pick<Schema>([() => ({ anyOf: [closed, any] }), () => ({ oneOf: [any, closed] })]);
  }

  private object(fields: { name: string; required: boolean; meant: Meant }[]): Schema {
    const of = (some: typeof fields): Schema => ({
      type: 'object',
      required: some.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(some.map(({ name, meant }) => [name, this.write(meant)])),
    });
    const cut = this.choose(fields.length + 1);
    return this.pick<Schema>([
      () => of(fields),
      () => of([...fields].reverse()),
      () => ({ allOf: [of(fields.slice(0, cut)), of(fields.slice(cut))] }),
      () => ({ ...of(fields.slice(0, cut)), allOf: [of(fields.slice(cut))] }),
      () => ({ ...of(fields), additionalProperties: false }),
    ]);
  }

  /** Leaves it where it is, or names it and points at it. */
  private move(schema: Schema): Schema {
    if (this.choose(3) > 0) return schema;
    const name = `S${Object.keys(this.schemas).length}`;
    this.schemas[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  }

  private pick<T>(ways: (() => T)[]): T {
    return (ways[this.choose(ways.length)] as () => T)();
  }
}

function documentOf(schema: Schema, schemas: Record<string, Schema>): Document {
  const content = { 'application/json': { schema: { type: 'object', properties: { data: schema } } } };
  return {
    info: {},
    paths: { '/a': { get: { operationId: 'a', responses: { 200: { content } } } } },
    components: { schemas },
  } as Document;
}

describe('a schema', () => {
  it('means the same in any spelling', () => {
    fc.assert(
      fc.property(meant, fc.gen(), (what, gen) => {
        const documents = [0, 1].map(() => {
          const writer = new Writer((count) => gen(fc.nat, { max: count - 1 }));
          return documentOf(writer.write(what), writer.schemas);
        });
        const [one, other] = documents as [Document, Document];
        expect(compare(one, other)).toEqual([]);
        expect(compare(other, one)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('that may be null where ours may not, or loses a field, never means the same', () => {
    fc.assert(
      fc.property(meant, fc.gen(), (what, gen) => {
        const choose = (count: number): number => gen(fc.nat, { max: count - 1 });
        const [writer, other] = [new Writer(choose), new Writer(choose)];
        const ours = documentOf(writer.write({ ...what, nullable: false }), writer.schemas);
        const theirs = documentOf(other.write({ ...what, nullable: true }), other.schemas);
        expect(compare(ours, theirs).map(({ what: said }) => said)).toEqual([
          expect.stringContaining(' ou null au lieu de '),
        ]);
        const without = documentOf({ type: 'object' }, {});
        if (what.kind === 'object') expect(compare(ours, without)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('that holds itself is read once', () => {
    const node: Schema = {
      type: 'object',
      properties: { enfants: { type: 'array', items: { $ref: '#/components/schemas/N' } } },
    };
    const document = documentOf({ $ref: '#/components/schemas/N' }, { N: node });
    expect(meaningOf(document, { $ref: '#/components/schemas/N' }).fields.has('enfants')).toBe(true);
    expect(compare(document, document)).toEqual([]);
  });

  it('says nothing by a type that is none', () => {
    expect(
      meaningOf(documentOf({}, {}), { type: 'personne_physique', properties: { nom: {} } }).types,
    ).toEqual(new Set(['object']));
  });
});
