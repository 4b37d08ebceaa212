/** `operations.ts`: the interfaces of the clients, one documented method an operation. */
import type { Api, Operation } from '../model/types.ts';
import { type NameSpace, pascalCase } from '../names.ts';
import { schemaName } from '../openapi.ts';
import { docComment, header, propertyKey, quote, sorted, unionOf } from '../text.ts';
import type { Audience } from '../words/example.ts';
import { ofName } from '../words/grammar.ts';
import { kindsOf } from '../words/situations.ts';
import type { ContextTypes } from './context.ts';
import { type Group, groupOperations } from './groups.ts';
import type { MaskTypes } from './masks.ts';
import { methodDoc } from './method-doc.ts';
import type { ParamTypes } from './params.ts';

export interface OperationParts {
  params: ParamTypes;
  context: ContextTypes;
  masks: MaskTypes;
  names: NameSpace;
}

export function emitOperations(api: Api, parts: OperationParts): string {
  const imports = new Imports();
  const write = (operations: readonly Operation[], audience: Audience, name: string, title: string): string =>
    new ClientWriter(api, parts, imports, audience).emit(groupOperations(operations), name, title);
  const byToken = api.operations.filter(
    ({ access, stagingOnly }) => !stagingOnly && (access.token || access.isPublic),
  );
  const inStaging = api.operations.filter(({ stagingOnly }) => stagingOnly);
  const byCitizen = api.operations.filter(({ access }) => access.franceConnect);
  const name = `${api.typeName}Operations`;
  const title = `Opérations ${ofName(api.title)}. \`S\` : scopes du jeton ; \`C\` : contexte déjà donné au client.`;
  const citizenName = `${api.typeName}FranceConnectOperations`;
  const citizenTitle = `Opérations ${ofName(api.title)} pour un citoyen connecté avec FranceConnect.\n\n\`S\` : scopes accordés ; \`C\` : contexte déjà donné au client.`;
  const blocks = [write(byToken, 'token', name, title)];
  if (byCitizen.length > 0) blocks.push(write(byCitizen, 'franceConnect', citizenName, citizenTitle));
  const stagingTitle = `Opérations ${ofName(api.title)} qui n'existent qu'en bac à sable. \`C\` : contexte déjà donné au client.`;
  if (inStaging.length > 0)
    blocks.push(write(inStaging, 'token', `${api.typeName}StagingOperations`, stagingTitle));
  return `${header(api.source)}${imports.text()}\n${[...imports.declarations, ...blocks].join('\n')}`;
}

const ARGUMENTS = `/** Arguments d'une méthode : \`params\` se laisse omettre quand rien n'y est obligatoire. */
export type Arguments<P> = Record<never, never> extends P
  ? [params?: P, options?: CallOptions]
  : [params: P, options?: CallOptions];
`;

class Imports {
  readonly #names = new Map<string, Set<string>>();
  readonly #declarations = new Map<string, string>();

  declare(name: string, text: string): string {
    this.#declarations.set(name, text);
    return name;
  }

  get declarations(): string[] {
    return [...this.#declarations.values()];
  }

  use(module: string, name: string): string {
    const names = this.#names.get(module) ?? new Set();
    this.#names.set(module, names.add(name));
    return name;
  }

  text(): string {
    // Packages first, then our own files.
    return sorted(this.#names.keys())
      .sort((a, b) => Number(a.startsWith('.')) - Number(b.startsWith('.')))
      .map((module) => {
        const names = sorted(this.#names.get(module) ?? []);
        const flat = `import type { ${names.join(', ')} } from '${module}';\n`;
        return flat.length <= 110
          ? flat
          : `import type {\n${names.map((n) => `  ${n},\n`).join('')}} from '${module}';\n`;
      })
      .join('');
  }
}

class ClientWriter {
  readonly #api: Api;
  readonly #parts: OperationParts;
  readonly #imports: Imports;
  readonly #audience: Audience;

  constructor(api: Api, parts: OperationParts, imports: Imports, audience: Audience) {
    this.#api = api;
    this.#parts = parts;
    this.#imports = imports;
    this.#audience = audience;
  }

  /** The group's interface, then those of the groups it holds. */
  emit(group: Group, name: string, title: string): string {
    const inner: string[] = [];
    const members = [...group.methods].map(([key, operation]) => this.#method(key, operation));
    for (const [key, child] of group.groups) {
      const childName = this.#groupName(child);
      const childTitle = `Opérations de \`${child.path.join('.')}\` : ${listOf(child)}.`;
      members.push(`${docComment(childTitle, '  ')}  readonly ${propertyKey(key)}: ${childName}<S, C>;\n`);
      inner.push(this.emit(child, childName, childTitle));
    }
    const self = `${docComment(title)}export interface ${name}<S extends string = string, C extends string = never> {\n${members.join('\n')}}\n`;
    return [self, ...inner].join('\n');
  }

  #groupName({ path }: Group): string {
    const base = (this.#audience === 'franceConnect' ? 'FranceConnect' : '') + pascalCase(path.join('.'));
    return this.#parts.names.claim(base, `${base}Operations`);
  }

  #method(key: string, operation: Operation): string {
    const doc = docComment(methodDoc(this.#api, operation, this.#audience), '  ');
    const args = this.#arguments(operation);
    const call = `${this.#core('Call')}<${this.#answer(operation)}, ${unionOf(kindsOf(this.#api, operation))}>`;
    const flat = `  ${propertyKey(key)}(${args.join(', ')}): ${call};\n`;
    if (flat.length <= 110) return doc + flat;
    // A rest parameter takes no trailing comma.
    const last = args.length === 1 ? '' : ',';
    return `${doc}  ${propertyKey(key)}(\n    ${args.join(',\n    ')}${last}\n  ): ${call};\n`;
  }

  /** What users name comes from core's door; the rest from the siblings' own. */
  #core(name: string): string {
    const door = ['ApiResponse', 'Call', 'CallOptions'].includes(name)
      ? '@apigouv/core'
      : '@apigouv/core/internal';
    return this.#imports.use(door, name);
  }

  #type(name: string): string {
    return this.#imports.use('./types.ts', name);
  }

  #arguments(operation: Operation): string[] {
    const { id, params } = operation;
    const own = this.#type(this.#parts.params.names.get(id) ?? '');
    const context = this.#parts.context.typeOf(operation, (name) => this.#type(name));
    const type = context ? `${this.#core('WithContext')}<${own}, ${context}, C>` : own;
    // Whether such an operation may be called without parameters depends on what the client was given.
    const depends =
      params.some((param) => param.required) && !params.some((param) => param.required && !param.context);
    const options = this.#core('CallOptions');
    if (depends) return [`...args: ${this.#imports.declare('Arguments', ARGUMENTS)}<${type}>`];
    return [`params${params.some((param) => param.required) ? '' : '?'}: ${type}`, `options?: ${options}`];
  }

  #answer(operation: Operation): string {
    const response = this.#core('ApiResponse');
    const { body } = operation;
    if (!body) return `${response}<${operation.retired ? 'never' : 'undefined'}>`;
    const data = this.#data(operation);
    if (body.bare) return `${response}<${data}${body.optional ? ' | undefined' : ''}>`;
    const properties = this.#api.schemas[body.schema]?.properties ?? {};
    const part = (key: string): string => {
      const schema = properties[key];
      if (!schema) return 'object';
      const name = schemaName(schema);
      return name ? this.#type(name) : `${this.#type(body.schema)}[${quote(key)}]`;
    };
    const [links, meta] = [part('links'), part('meta')];
    return links === 'object' && meta === 'object'
      ? `${response}<${data}>`
      : `${response}<${data}, ${links}, ${meta}>`;
  }

  #data({ id, body }: Operation): string {
    if (!body) return 'never';
    const item = body.data.type === 'array' ? schemaName(body.data.items) : undefined;
    const name = item ?? schemaName(body.data);
    const type = name ? this.#type(name) : `${this.#type(body.schema)}['data']`;
    const mask = this.#parts.masks.names.get(id);
    const unmask = this.#audience === 'franceConnect' ? 'UnmaskFranceConnect' : 'Unmask';
    const seen = mask ? `${this.#core(unmask)}<${type}, ${this.#imports.use('./masks.ts', mask)}, S>` : type;
    return item ? `${seen}[]` : seen;
  }
}

const listOf = ({ methods, groups }: Group): string =>
  [...methods.keys(), ...groups.keys()].map((key) => `\`${key}\``).join(', ');
