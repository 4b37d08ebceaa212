/** oidc-provider, set to FranceConnect's rules. */
import { createHash, randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { claimsByScope, dataScopes } from '../generated/citizens.ts';
import { lifetimes, platforms } from '../generated/tables.ts';
import type { Jwk } from '../options.ts';
import type { FranceConnectMockOptions, MockClient, MockGrant } from './options.ts';
import { endPage, errorPage, logoutPage } from './pages.ts';
import { personOf } from './people.ts';
import type { createStore } from './store.ts';

export const BASE = '/api/v2';

/** What is used here of oidc-provider, which brings no types. */
export interface Provider {
  callback(): (request: unknown, response: unknown) => void;
  on(event: string, listener: (...args: never[]) => void): void;
  use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void;
  interactionDetails(request: unknown, response: unknown): Promise<Interaction>;
  interactionFinished(request: unknown, response: unknown, result: object, options?: object): Promise<void>;
  Grant: new (fields: {
    accountId: string;
    clientId: string;
  }) => {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  };
  AccessToken: { find(token: string): Promise<AccessToken | undefined> };
}

interface Interaction {
  uid: string;
  prompt: { name: string };
  params: { scope: string; client_id: string; acr_values: string };
  session?: { accountId: string };
}

interface AccessToken {
  jti: string;
  accountId: string;
  clientId: string;
  scope: string;
  iat: number;
  exp: number;
  claims?: object;
}

interface Context {
  type: string;
  body: unknown;
}

export async function signingKeys(): Promise<JWK[]> {
  return Promise.all(
    (['ES256', 'RS256'] as const).map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      return {
        ...(await exportJWK(privateKey)),
        alg,
        use: 'sig',
        kid: `${alg}-${randomBytes(6).toString('hex')}`,
      };
    }),
  );
}

export async function createProvider(
  issuer: string,
  keys: readonly JWK[],
  options: FranceConnectMockOptions,
  tokens: Record<string, MockGrant>,
  store: ReturnType<typeof createStore>,
): Promise<Provider> {
  // Its default export is the class; the package is for development only, so it is not loaded until a mock starts.
  const { default: OidcProvider } = (await import('oidc-provider' as string)) as {
    default: new (issuer: string, configuration: object) => Provider;
  };
  const { platform = 'franceconnect' } = options;
  const facts = platforms[platform];
  const claims = claimsByScope[platform];
  const known: readonly string[] = Object.values(dataScopes).flat();
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
      Grant: lifetimes.session,
      Interaction: lifetimes.session,
      Session: lifetimes.session,
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
  provider.on('access_token.saved', ((token: AccessToken) => {
    tokens[token.jti] = grantOf(token);
  }) as never);
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

/** How tokens are encrypted for the owner of a key. */
export const encryptionAlg = (key: Jwk | undefined): string => (key?.kty === 'EC' ? 'ECDH-ES' : 'RSA-OAEP');

function clientMetadata(client: MockClient, encrypted: boolean, scopes: readonly string[]): object {
  const { signingAlg = 'ES256', encryptionKey } = client;
  if (encrypted && !encryptionKey)
    throw new Error(`Client ${client.clientId} : encryptionKey est nécessaire sur FranceConnect+.`);
  const alg = encryptionAlg(encryptionKey);
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
    token_endpoint_auth_method: 'client_secret_post',
    subject_type: 'pairwise',
    scope: ['openid', ...(client.scopes ?? scopes)].join(' '),
    id_token_signed_response_alg: signingAlg,
    userinfo_signed_response_alg: signingAlg,
    ...(encrypted
      ? {
          jwks: { keys: [{ ...encryptionKey, use: 'enc', alg }] },
          id_token_encrypted_response_alg: alg,
          id_token_encrypted_response_enc: 'A256GCM',
          userinfo_encrypted_response_alg: alg,
          userinfo_encrypted_response_enc: 'A256GCM',
        }
      : {}),
  };
}

/** As FranceConnect's: one identifier a service, which says nothing of the person. */
export const pairwise = (accountId: string, clientId: string): string =>
  `${createHash('sha256').update(`${clientId} ${accountId}`).digest('hex')}v1`;

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
