import { createFranceConnect, type SessionOf } from '@apigouv/franceconnect';

interface Identifiants {
  clientId: string;
  clientSecret: string;
}

/** Le service relié à FranceConnect : ce qu'il demande, et rien de plus. */
export function relier(environment: string, origine: string, identifiants: Identifiants) {
  return createFranceConnect({
    environment,
    ...identifiants,
    redirectUri: `${origine}/retour`,
    postLogoutRedirectUri: `${origine}/`,
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

export type Service = ReturnType<typeof relier>;
export type Citoyen = SessionOf<Service>;
