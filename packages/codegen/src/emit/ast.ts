/** openapi-typescript's tree, made to read like hand-written code: named references, plain comments, single quotes. */
import openapiTS, { type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import { type Document, type OperationObject, resolve, type Schema } from '../openapi.ts';
import { describeSchema } from '../words/describe.ts';

const { factory } = ts;

export interface Tree {
  /** One exported declaration a component schema, in the specification's order. */
  schemas: string[];
  /** The declarations of `paths`, without the schemas. */
  paths: string[];
  /** Names of the schemas that `paths` refers to. */
  used: string[];
}

export async function buildTree(document: Document): Promise<Tree> {
  const nodes = await openapiTS(prepare(document) as unknown as OpenAPI3, {
    silent: true,
    defaultNonNullable: false,
  });
  const used = new Set<string>();
  const schemas: string[] = [];
  const paths: string[] = [];
  for (const node of nodes) {
    const name = declaredName(node);
    if (name === 'components') {
      const members = ts.isInterfaceDeclaration(node) ? [...node.members] : [];
      schemas.push(...hoist(members.find((member) => nameOf(member) === 'schemas')));
      const others = members.filter((member) => nameOf(member) !== 'schemas');
      const rest = factory.createInterfaceDeclaration(exported(), name, undefined, undefined, others);
      if (others.length > 0) paths.push(print(rewrite(rest, used)));
    } else if (name === 'paths' || name === 'operations') paths.push(print(rewrite(node, used)));
    // A helper type that schemas are written with, such as WithRequired.
    else if (name !== 'webhooks' && name !== '$defs') schemas.push(print(rewrite(node, new Set())));
  }
  return { schemas, paths, used: [...used].sort() };
}

const exported = () => [factory.createModifier(ts.SyntaxKind.ExportKeyword)];

const declaredName = (node: ts.Node): string | undefined =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ? node.name.text : undefined;

const nameOf = (member: ts.TypeElement): string | undefined =>
  member.name && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
    ? member.name.text
    : undefined;

/** `components.schemas.X` becomes `export interface X`, or a type when it is no object. */
function hoist(schemas: ts.TypeElement | undefined): string[] {
  if (!schemas || !ts.isPropertySignature(schemas) || !schemas.type || !ts.isTypeLiteralNode(schemas.type))
    return [];
  return schemas.type.members.flatMap((member) => {
    const name = nameOf(member);
    if (!name || !ts.isPropertySignature(member) || !member.type) return [];
    const declaration = ts.isTypeLiteralNode(member.type)
      ? factory.createInterfaceDeclaration(exported(), name, undefined, undefined, member.type.members)
      : factory.createTypeAliasDeclaration(exported(), name, undefined, member.type);
    ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(member));
    return [print(rewrite(declaration, new Set()))];
  });
}

/** Rewrites `components["schemas"]["X"]` to `X`, comments to plain text, strings to single quotes. */
function rewrite<T extends ts.Node>(root: T, used: Set<string>): T {
  const visit = (node: ts.Node): ts.Node => {
    const name = referenced(node);
    if (name !== undefined) {
      used.add(name);
      return factory.createTypeReferenceNode(name);
    }
    const visited = ts.visitEachChild(node, visit, undefined);
    const comments = ts.getSyntheticLeadingComments(node);
    if (comments)
      ts.setSyntheticLeadingComments(
        visited,
        comments.map(plainComment).filter((c) => c.text !== ''),
      );
    const text = stringOf(visited);
    if (text === undefined) return visited;
    return ts.setEmitFlags(factory.createStringLiteral(text, true), ts.EmitFlags.NoAsciiEscaping);
  };
  return visit(root) as T;
}

/** openapi-typescript writes the members of an enum as identifiers that hold JSON. */
function stringOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node)) return node.text;
  return ts.isIdentifier(node) && node.text.startsWith('"') ? (JSON.parse(node.text) as string) : undefined;
}

function referenced(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node.objectType;
  const root =
    ts.isTypeReferenceNode(objectType) && ts.isIdentifier(objectType.typeName)
      ? objectType.typeName.text
      : '';
  return root === 'components' && literalText(indexType) === 'schemas'
    ? literalText(node.indexType)
    : undefined;
}

const literalText = (node: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;

/** openapi-typescript writes tags (`@description`, `@enum`…); what is said by the type is dropped, the rest is prose. */
function plainComment(comment: ts.SynthesizedComment): ts.SynthesizedComment {
  const lines = comment.text
    .replace(/^\*/, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/^ \* ?/, '')
        .replace(/^ {4}/, '')
        .trimEnd(),
    )
    .filter((line) => !/^\s*@(enum|constant|default)\b/.test(line))
    .map((line) => line.replace(/^\s*@description /, ''));
  const text = lines.join('\n').trim();
  if (text === '') return { ...comment, text };
  const isBlock = text.includes('\n') || text.startsWith('@');
  return {
    ...comment,
    text: isBlock
      ? `*\n${text
          .split('\n')
          .map((l) => ` * ${l}`.trimEnd())
          .join('\n')}\n `
      : `* ${text} `,
  };
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const file = ts.createSourceFile('generated.ts', '', ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);

function print(node: ts.Node): string {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, file);
  // The printer indents by four, the house by two.
  return `${text.replace(/^ +/gm, (spaces) => ' '.repeat(Math.floor(spaces.length / 4) * 2 + (spaces.length % 4)))}\n`;
}

/** A copy whose descriptions say all that a doc comment should, so that openapi-typescript has nothing to add. */
function prepare(document: Document): Document {
  const copy = structuredClone(document);
  for (const schema of Object.values(copy.components?.schemas ?? {})) prepareSchema(document, schema);
  for (const parameter of Object.values(
    (copy.components?.parameters ?? {}) as Record<string, { schema?: Schema }>,
  )) {
    if (parameter.schema) stripSchema(parameter.schema);
  }
  // The methods tell the whole story; the raw paths are for those who know what they look for.
  for (const item of Object.values(copy.paths ?? {})) {
    for (const operation of Object.values(item)) delete (operation as OperationObject).description;
  }
  return copy;
}

function prepareSchema(document: Document, schema: Schema): void {
  schema.description = describeSchema(schema);
  stripSchema(schema);
  for (const property of Object.values(schema.properties ?? {})) {
    // A reference without a word of its own says what its target says.
    if (property.$ref && !property.description)
      property.description = resolve(document, property)?.description ?? '';
    prepareSchema(document, property);
  }
  if (schema.items) prepareSchema(document, schema.items);
  for (const kind of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const member of schema[kind] ?? []) prepareSchema(document, member);
  }
  if (typeof schema.additionalProperties === 'object') prepareSchema(document, schema.additionalProperties);
}

function stripSchema(schema: Schema): void {
  delete schema.title;
  delete schema.format;
  delete schema.example;
  delete schema.examples;
}
