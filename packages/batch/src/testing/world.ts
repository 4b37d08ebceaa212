/** A real client on a server that answers each line as a test tells it to. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createParticulier } from '@apigouv/particulier';
import type { BatchCallOptions } from '../options.ts';

/** The person of every line; a name that no store may hold. */
export const PERSON = {
  nomNaissance: 'ZYGOMALAS',
  prenoms: ['EUPHROSYNE'],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
  sexeEtatCivil: 'F',
} as const;

const OK = {
  data: { quotient_familial: { fournisseur: 'CNAF', valeur: 650, annee: 2026, mois: 10 } },
  links: {},
  meta: {},
};

type Answer = (response: ServerResponse, key: string, count: number) => void;

export const answers = {
  ok: (response) => void response.end(JSON.stringify(OK)),
  error:
    (status: number, code: string, meta: object = {}, headers: Record<string, string> = {}): Answer =>
    (response) =>
      void response
        .writeHead(status, headers)
        .end(JSON.stringify({ errors: [{ code, title: 'T', detail: 'D', source: null, meta }] })),
} satisfies { ok: Answer; error: (...args: never[]) => Answer };

export interface World {
  /** Makes the call of a line. */
  call(key: string, options: BatchCallOptions): Promise<{ data: unknown }>;
  /** What the server saw, in order: the key of each request. */
  asked: string[];
  close(): Promise<void>;
}

/** `answer` is told which line asks, and for which time. */
export async function startWorld(answer: Answer = answers.ok, options: object = {}): Promise<World> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const key = `${request.headers['x-line']}`;
    asked.push(key);
    answer(response, key, asked.filter((one) => one === key).length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = createParticulier({
    ...{ token: 'essai', recipient: '13002526500013', retries: false, quota: false },
    environment: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...options,
  });
  return {
    asked,
    call: (key, options) =>
      client.dss.quotientFamilial.identite(PERSON, { ...options, headers: { 'x-line': key } }),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
