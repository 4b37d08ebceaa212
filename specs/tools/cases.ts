/** Gathers the test cases that live beside the operations, and refuses those the specification does not allow. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { type Case, type Document, type Operation, operationsOf, type Parameter, resolve } from './model.ts';

type Usager = { description: string; identite: Record<string, unknown>; scopes?: string[] };
export type CaseBundle = { usagers: Record<string, Usager>; cases: Case[] };
type CaseEntry = Omit<Case, 'operations' | 'params'> &
  Partial<Case> & {
    /** A status the contract does not list, which an outage or a gateway may give all the same. */
    off_contract?: true;
  };
type CaseFile = { operations: string[]; cases: CaseEntry[] };

/** Keeps what can be keyed by an operation's parameters: `prenoms[]` is `prenoms` in a case. */
const keyOf = (parameter: Parameter): string => parameter.name.replace(/\[\]$/, '');

export async function loadCases(
  root: string,
  api: string,
  document: Document,
): Promise<{ bundle: CaseBundle; problems: string[] }> {
  const usagers = parse(await readFile(join(root, 'commun/usagers.yaml'), 'utf8')) as Record<string, Usager>;
  const operations = new Map(
    operationsOf(document).map(({ operation }) => [operation.operationId, operation]),
  );
  const validate = bodyValidator(document);
  const problems: string[] = [];
  const cases: Case[] = [];
  const asked = new Set<string>();
  const files = (await readdir(join(root, api), { recursive: true })).filter((name) =>
    name.endsWith('.cases.yaml'),
  );
  for (const file of files.sort()) {
    // One household's figures come back in several answers.
    const content = parse(await readFile(join(root, api, file), 'utf8'), { merge: true }) as
      | CaseFile
      | CaseFile[];
    for (const group of Array.isArray(content) ? content : [content]) {
      for (const entry of group.cases) {
        for (const id of entry.operations ?? group.operations) {
          const where = `${api}/${file} › ${entry.name} › ${id}`;
          const operation = operations.get(id);
          if (!operation) {
            problems.push(`${where} : opération inconnue`);
            continue;
          }
          const found = checkCase(document, operation, entry, usagers, validate);
          problems.push(...found.problems.map((problem) => `${where} : ${problem}`));
          const question = JSON.stringify([id, entry.usager, found.params]);
          if (asked.has(question)) problems.push(`${where} : un autre cas a déjà ces paramètres`);
          asked.add(question);
          const { off_contract: _, ...rest } = entry;
          cases.push({ ...rest, operations: [id], params: found.params } as Case);
        }
      }
    }
  }
  return { bundle: { usagers, cases }, problems };
}

function checkCase(
  document: Document,
  operation: Operation,
  entry: CaseEntry,
  usagers: Record<string, Usager>,
  validate: (schema: object, body: unknown) => string | undefined,
): { params: Record<string, unknown>; problems: string[] } {
  const problems: string[] = [];
  const parameters = (operation.parameters ?? []).map((p) => resolve(document, p as never) as Parameter);
  const accepted = new Set(parameters.map(keyOf));
  const usager = entry.usager ? usagers[entry.usager] : undefined;
  if (entry.usager && !usager) problems.push(`usager ${entry.usager} absent de commun/usagers.yaml`);
  const byFranceConnect = operation.security?.some((scheme) => 'franceConnect' in scheme) ?? false;
  // Behind FranceConnect the identity comes with the access token: no parameter takes it, and `usager` alone says whose it is.
  const identity = Object.entries(usager?.identite ?? {}).filter(([key]) => accepted.has(key));
  // A null leaves out what the identity would give.
  const params = Object.fromEntries(
    Object.entries({ ...Object.fromEntries(identity), ...entry.params }).filter(
      ([, value]) => value !== null,
    ),
  );
  for (const key of Object.keys(entry.params ?? {})) {
    if (!accepted.has(key) && !byFranceConnect) problems.push(`paramètre ${key} inconnu de l'opération`);
  }
  const response = operation.responses[String(entry.status)];
  if (!response) {
    if (!entry.off_contract) problems.push(`statut ${entry.status} absent de l'opération`);
    return { params, problems };
  }
  if (entry.off_contract) problems.push(`off_contract : le statut ${entry.status} est au contrat`);
  const resolved = resolve(document, response);
  const known = resolved['x-error-codes'] ?? [];
  for (const code of entry.codes ?? []) {
    if (!known.includes(code)) problems.push(`code ${code} absent du statut ${entry.status}`);
  }
  const schema = Object.values(resolved.content ?? {})[0]?.schema;
  if (entry.status < 300 && schema) {
    const problem = validate(schema, entry.response);
    if (problem) problems.push(problem);
  } else if (!entry.codes?.length && known.length > 0) problems.push('codes manque');
  return { params, problems };
}

/** Validates a body against a schema of the document; masked fields are checked as if every scope were held. */
export function bodyValidator(document: Document): (schema: object, body: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi.json', components: document.components } as object);
  return (schema, body) => {
    const reference = (schema as { $ref?: string }).$ref;
    const validate = reference
      ? (ajv.getSchema(`openapi.json${reference}`) ?? ajv.compile({ $ref: `openapi.json${reference}` }))
      : ajv.compile(schema);
    if (validate(body)) return undefined;
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join(' ; ');
  };
}
