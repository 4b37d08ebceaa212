/** `types.ts`: what answers hold and what operations ask, written as one would by hand. */
import type { Api } from '../model/types.ts';
import { type Document, resolve, type Schema, schemaName } from '../openapi.ts';
import { docComment, header, literal, propertyKey, sorted, unionOf, unionType } from '../text.ts';
import { describeSchema } from '../words/describe.ts';
import { ofName } from '../words/grammar.ts';
import type { ContextTypes } from './context.ts';
import type { ParamTypes } from './params.ts';

export function emitTypes(api: Api, document: Document, params: ParamTypes, context: ContextTypes): string {
  const title = `/** Scopes ${ofName(api.title)} : ceux qui ouvrent une opération et ceux qui démasquent un champ. */\n`;
  const blocks = [
    title + unionType('Scope', api.scopes),
    quotaGroups(api),
    context.text,
    ...emitSchemas(document),
    params.text,
  ];
  return header(api.source) + blocks.filter((block) => block !== '').join('\n');
}

function quotaGroups({ title, limits }: Api): string {
  const groups = sorted(Object.keys(limits));
  if (groups.length === 0) return '';
  return `/** Groupes de quota ${ofName(title)}, que l'option \`quota.limits\` peut nommer. */\n${unionType('QuotaGroup', groups)}`;
}

/** One exported declaration a component schema, in the specification's order. */
export function emitSchemas(document: Document): string[] {
  const writer = new TypeWriter(document);
  return Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => {
    const { text, form } = writer.type(schema, '');
    const declaration = form === 'fields' ? `interface ${name} ${text}` : `type ${name} = ${text};`;
    return `${docComment(describeSchema(schema))}export ${declaration}\n`;
  });
}

/** A type, and its form: where it stands in another, a union and an intersection want parentheses. */
interface TypeText {
  text: string;
  form: 'word' | 'fields' | 'union' | 'intersection';
}

const word = (text: string): TypeText => ({ text, form: 'word' });

const NULL = word('null');

/** Any string, beside literals that an editor still offers. */
const OTHER_STRING = word('(string & {})');

function union(members: readonly TypeText[]): TypeText {
  const texts = [...new Set(members.map(({ text }) => text))];
  const [only = word('never')] = members;
  return texts.length < 2 ? only : { text: texts.join(' | '), form: 'union' };
}

function intersection(members: readonly TypeText[]): TypeText {
  const [only = word('unknown')] = members;
  if (members.length < 2) return only;
  const texts = members.map(({ text, form }) => (form === 'union' ? `(${text})` : text));
  return { text: texts.join(' & '), form: 'intersection' };
}

const kindsOf = ({ type = [] }: Schema): string[] => [type].flat();

class TypeWriter {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  /** `indent`: where the line that holds the type begins. */
  type(schema: Schema, indent: string): TypeText {
    const name = schemaName(schema);
    if (name !== undefined) return word(name);
    if (schema.const !== undefined) return word(literal(schema.const));
    if (schema.enum) {
      const values = schema.enum.map((value) => word(literal(value)));
      return union(kindsOf(schema).includes('null') ? [...values, NULL] : values);
    }
    const { allOf = [], anyOf, oneOf, required, properties } = schema;
    const composed = [
      ...allOf.map((member) => this.#withRequired(member, required, indent)),
      ...[anyOf, oneOf].flatMap((members) => (members ? [this.#alternatives(members, indent)] : [])),
    ];
    if (composed.length === 0) return union(this.#kinds(schema, indent));
    return intersection(properties ? [this.#object(schema, indent), ...composed] : composed);
  }

  #kinds(schema: Schema, indent: string): TypeText[] {
    const kinds = kindsOf(schema);
    if (kinds.length === 0) return [schema.properties ? this.#object(schema, indent) : word('unknown')];
    return kinds.map((kind) => {
      if (kind === 'object') return this.#object(schema, indent);
      if (kind === 'array') return this.#list(schema, indent);
      return word(kind === 'integer' ? 'number' : kind);
    });
  }

  #list({ items = {} }: Schema, indent: string): TypeText {
    const { text, form } = this.type(items, indent);
    return word(form === 'word' || form === 'fields' ? `${text}[]` : `(${text})[]`);
  }

  #object(schema: Schema, indent: string): TypeText {
    const inner = `${indent}  `;
    const { properties = {}, additionalProperties: others } = schema;
    const fields = Object.entries(properties).map(([key, property]) => {
      const mark = schema.required?.includes(key) ? '' : '?';
      const type = this.type(property, inner).text;
      return `${docComment(this.#describe(property), inner)}${inner}${propertyKey(key)}${mark}: ${type};\n`;
    });
    const values = others === true ? {} : others;
    const index = values ? [`${inner}[key: string]: ${this.type(values, inner).text};\n`] : [];
    const bodies = [fields, index].filter((lines) => lines.length > 0);
    if (bodies.length === 0) return word('Record<string, never>');
    return intersection(
      bodies.map((lines) => ({ text: `{\n${lines.join('')}${indent}}`, form: 'fields' as const })),
    );
  }

  /** A reference without a word of its own says what its target says. */
  #describe(property: Schema): string {
    const target = property.$ref === undefined ? undefined : resolve(this.#document, property);
    return describeSchema({ ...property, description: property.description || (target?.description ?? '') });
  }

  /** A list of values that any string may join stays a list in the editor. */
  #alternatives(members: readonly Schema[], indent: string): TypeText {
    const isListed = members.some((member) => resolve(this.#document, member)?.enum);
    return union(
      members.flatMap((member) => {
        const isOpen = isListed && kindsOf(member).includes('string') && !member.enum;
        if (!isOpen) return [this.type(member, indent)];
        return kindsOf(member).map((kind) => (kind === 'string' ? OTHER_STRING : word(kind)));
      }),
    );
  }

  /** A part of `allOf`, in which the whole may make a field necessary. */
  #withRequired(member: Schema, required: readonly string[] = [], indent: string): TypeText {
    const name = schemaName(member);
    if (name === undefined)
      return this.type({ ...member, required: [...required, ...(member.required ?? [])] }, indent);
    const target = resolve(this.#document, member);
    const made = required.filter((key) => target?.properties?.[key] && !target.required?.includes(key));
    const picked = word(`Required<Pick<${name}, ${unionOf(made)}>>`);
    return intersection(made.length === 0 ? [word(name)] : [word(name), picked]);
  }
}
