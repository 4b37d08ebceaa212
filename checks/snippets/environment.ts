/** What a reader's own environment would hold: nothing of it opens anything. */

import { listApis, prefixOf } from '@apigouv/codegen';

const GATEWAY = 'https://passerelle.example/impotparticulier/1.0';
const SECRET = 'un-secret-sans-valeur-de-32-caracteres';

export const ENVIRONMENT = {
  ...Object.fromEntries(listApis().map((api) => [`${prefixOf(api)}_TOKEN`, 'essai'])),
  API_IMPOT_PARTICULIER_BASE_URL: GATEWAY,
  DGFIP_URL: GATEWAY,
  DGFIP_CLIENT_ID: 'mon-application',
  DGFIP_CLIENT_SECRET: SECRET,
  PISTE_CLIENT_ID: 'mon-application',
  PISTE_CLIENT_SECRET: SECRET,
  SECRET_SESSION: SECRET,
  // A free one.
  PORT: '0',
};

export const SERVICE = {
  clientId: 'mairie',
  clientSecret: SECRET,
  redirectUri: 'https://bourses.example.fr/retour',
};

/** Adds the local FranceConnect that has just started. */
export const franceConnectEnvironment = (issuer: string) => ({
  FRANCECONNECT_ENV: issuer,
  FRANCECONNECT_CLIENT_ID: SERVICE.clientId,
  FRANCECONNECT_CLIENT_SECRET: SERVICE.clientSecret,
  FRANCECONNECT_REDIRECT_URI: SERVICE.redirectUri,
});
