import { createFranceConnect, type SessionOf } from '@apigouv/franceconnect';

interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** Le service relié à FranceConnect : ce qu'il demande, et rien de plus. */
export function connectService(environment: string, origin: string, credentials: Credentials) {
  return createFranceConnect({
    environment,
    ...credentials,
    redirectUri: `${origin}/retour`,
    postLogoutRedirectUri: `${origin}/`,
    scopes: [
      'identite_pivot',
      'cnous_statut_boursier',
      'cnous_echelon_bourse',
      'cnaf_quotient_familial',
      'dgfip_rfr',
      'dgfip_nbpart',
    ],
  });
}

export type Service = ReturnType<typeof connectService>;
export type Citoyen = SessionOf<Service>;
