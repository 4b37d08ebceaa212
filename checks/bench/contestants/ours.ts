/** The measured call. */
import { createParticulier } from '@apigouv/particulier';

export const BODY = '{"data":{"quotient_familial":{"valeur":650}},"links":{},"meta":{}}';
export const PERSON = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
} as const;

const OPTIONS = {
  token: 'x',
  recipient: '13002526500013',
  // Counted, and never reached: the server's own limit is in its headers.
  quota: { addressLimit: 1_000_000_000 },
};

/** Of each answer: as many headers as the platform's. */
export const HEADERS = {
  'content-type': 'application/json',
  'ratelimit-limit': '1000000',
  'ratelimit-remaining': '999999',
  'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
};

export function ourCall(options: { environment?: string; fetch?: typeof fetch }): () => Promise<unknown> {
  const client = createParticulier({ ...OPTIONS, ...options });
  return () => client.dss.quotientFamilial.identite(PERSON);
}

export const answer = (): Response => new Response(BODY, { headers: HEADERS });
