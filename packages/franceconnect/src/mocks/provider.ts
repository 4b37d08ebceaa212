/** oidc-provider, set to FranceConnect's rules. */
import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { claimsByScope, dataScopes } from '../generated/citizens.ts';
import { lifetimes, platforms } from '../generated/tables.ts';
import { clientMetadata, pairwise } from './clients.ts';
import {
  type AccessToken,
  type Context,
  type Interaction,
  loadProvider,
  type Provider,
} from './oidc-provider.ts';
import type { FranceConnectMockOptions, MockGrant } from './options.ts';
import { endPage, errorPage, logoutPage } from './pages.ts';
import { personOf } from './people.ts';
import type { createStore } from './store.ts';

export const BASE = '/api/v2';

export async function createProvider(
  issuer: string,
  keys: readonly JWK[],
  options: FranceConnectMockOptions,
  tokens: Record<string, MockGrant>,
  store: ReturnType<typeof createStore>,
): Promise<Provider> {
  const OidcProvider = await loadProvider();
  const { platform = 'franceconnect' } = options;
  const facts = platforms[platform];
  const claims = claimsByScope[platform];
  const known: readonly string[] = facts.data.flatMap((provider) => dataScopes[provider]);
  const scopes = [...Object.keys(claims), ...known];
  const { accessToken = lifetimes.accessToken, code = lifetimes.code } = options.lifetimes ?? {};
  const signing: readonly string[] = facts.signing;
  const provider = new OidcProvider(issuer, {
    adapter: store,
    jwks: { keys },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clients: options.clients.map((client) => clientMetadata(client, facts.encrypted, scopes)),
    clientAuthMethods: ['client_secret_post'],
    clientDefaults: { grant_types: ['authorization_code'], response_types: ['code'] },
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    acrValues: facts.acr,
    scopes,
    claims: {
      acr: null,
      auth_time: null,
      iss: null,
      ...mutable(claims),
      ...Object.fromEntries(known.map((scope) => [scope, []])),
    },
    pkce: { required: () => false },
    extraParams: ['idp_hint'],
    ttl: {
      AccessToken: accessToken,
      AuthorizationCode: code,
      IdToken: lifetimes.idToken,
      Grant: facts.session,
      Interaction: facts.session,
      Session: facts.session,
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      encryption: { enabled: facts.encrypted },
      jwtUserinfo: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: Context, form: string) => show(ctx, logoutPage(form)),
        postLogoutSuccessSource: (ctx: Context) => show(ctx, endPage()),
      },
    },
    enabledJWA: {
      idTokenSigningAlgValues: signing,
      userinfoSigningAlgValues: signing,
      ...(facts.encrypted
        ? {
            idTokenEncryptionAlgValues: ENCRYPTION,
            userinfoEncryptionAlgValues: ENCRYPTION,
            idTokenEncryptionEncValues: ['A256GCM'],
            userinfoEncryptionEncValues: ['A256GCM'],
          }
        : {}),
    },
    routes: {
      authorization: `${BASE}/authorize`,
      token: `${BASE}/token`,
      userinfo: `${BASE}/userinfo`,
      jwks: `${BASE}/jwks`,
      end_session: `${BASE}/session/end`,
      revocation: `${BASE}/token/revocation`,
    },
    interactions: { url: (_ctx: unknown, { uid }: Interaction) => `${BASE}/interaction/${uid}` },
    pairwiseIdentifier: (_ctx: unknown, accountId: string, { clientId }: { clientId: string }) =>
      pairwise(accountId, clientId),
    findAccount: (_ctx: unknown, accountId: string) => {
      const person = personOf(accountId);
      return person && { accountId, claims: () => ({ sub: accountId, ...person.claims }) };
    },
    renderError: (ctx: Context, { error }: { error: string }, { name }: Error) =>
      show(
        ctx,
        errorPage(PAGES[name] ?? PAGES[error] ?? 'Y040001', "FranceConnect n'a pas pu traiter la demande."),
      ),
  });
  provider.on('access_token.saved', (token) => {
    tokens[token.jti] = grantOf(token);
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = Object(ctx.body) as { error?: string; error_uri?: string };
    if (typeof body.error === 'string' && TOKEN_CODES[body.error])
      body.error_uri = `https://docs.partenaires.franceconnect.gouv.fr/?code=${TOKEN_CODES[body.error]}&id=simule`;
  });
  return provider;
}

const ENCRYPTION = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'];
const PAGES: Readonly<Record<string, string>> = {
  InvalidClient: 'Y04EA6EF',
  invalid_client: 'Y04EA6EF',
  InvalidRedirectUri: 'Y04C013C',
  invalid_redirect_uri: 'Y04C013C',
};
const TOKEN_CODES: Readonly<Record<string, string>> = {
  invalid_client: 'Y0434A7B',
  invalid_request: 'Y048017B',
  invalid_grant: 'Y049E20B',
};

function show(ctx: Context, html: string): void {
  ctx.type = 'html';
  ctx.body = html;
}

/** oidc-provider adds to the lists it is given. */
const mutable = (scopes: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(scopes).map(([scope, claims]) => [scope, [...claims]]));

function grantOf({ accountId, scope, exp }: AccessToken): MockGrant {
  const person = personOf(accountId);
  return {
    usager: accountId,
    scopes: (scope ?? '').split(' ').filter(Boolean),
    identite: person?.identite ?? {},
    get expired() {
      return Date.now() >= exp * 1000;
    },
  };
}
