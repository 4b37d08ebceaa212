import { createParticulier } from '@apigouv/particulier';
import { afterEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';

export const JEANNE = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
} as const;

/** What the APIs, and the sandbox itself, answer. */
interface Body {
  data?: { siren?: string };
  errors: [{ code: string; meta: { retry_in?: number } }];
  error?: string;
}

export const CONTEXT = '?recipient=21920023500014&context=essai&object=essai';
export const SOCIETE = `/entreprise/v4/insee/sirene/unites_legales/552049447${CONTEXT}`;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** To be called when the test ends, the last one first. */
export const closing = (close: () => Promise<unknown>): void => void open.push(close);

export async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ port: 0, ...options });
  closing(() => sandbox.close());
  return sandbox;
}

export async function get(sandbox: Sandbox, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(sandbox.url + path, {
    headers: { authorization: 'Bearer essai', ...headers },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** A call of the admin routes, as they want it. */
export const admin = (sandbox: Sandbox, route: string, method: string, body?: unknown): Promise<Response> =>
  fetch(`${sandbox.url}/_sandbox${route}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

export const particulierOf = ({ apis }: Sandbox, token = 'essai') =>
  createParticulier({ environment: apis.particulier as string, token, recipient: '13002526500013' });
