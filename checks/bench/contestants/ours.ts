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
  // Never reached, and so short a period that no more places are held than by the real quota, of twenty a second.
  quota: { limits: { json_resources_particulier: [1000, 0.001] as const } },
};

export function ourCall(options: { environment?: string; fetch?: typeof fetch }): () => Promise<unknown> {
  const client = createParticulier({ ...OPTIONS, ...options });
  return () => client.dss.quotientFamilial.identite(PERSON);
}

export const answer = (): Response => new Response(BODY, { headers: { 'content-type': 'application/json' } });
