/** What a data provider learns of a citizen's token: a signed token, encrypted for it. */
import { CompactEncrypt, importJWK, type JWK, SignJWT } from 'jose';
import { pairwise } from './clients.ts';
import { encryptionAlg } from './keys.ts';
import type { Provider } from './oidc-provider.ts';
import type { FranceConnectMockOptions } from './options.ts';
import { personOf } from './people.ts';

export interface Reply {
  status: number;
  type: string;
  body: string;
}

const PARAMETERS = ['token', 'client_id', 'client_secret'];
const IDENTITY = [
  'gender',
  'family_name',
  'given_name',
  'given_name_array',
  'birthdate',
  'birthplace',
  'birthcountry',
];

const refusal = (status: number, error: string): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ error }),
});

export async function checkToken(
  form: URLSearchParams,
  issuer: string,
  provider: Provider,
  [key]: readonly JWK[],
  { dataProviders = [] }: FranceConnectMockOptions,
): Promise<Reply> {
  const extra = [...form.keys()].some((name) => !PARAMETERS.includes(name));
  if (extra || PARAMETERS.some((name) => !form.get(name))) return refusal(400, 'invalid_request');
  const caller = dataProviders.find(
    ({ clientId, clientSecret }) =>
      clientId === form.get('client_id') && clientSecret === form.get('client_secret'),
  );
  if (!caller || !key) return refusal(401, 'invalid_client');
  const token = await provider.AccessToken.find(form.get('token') as string);
  const introspection = token ? describe(token, caller) : { active: false };
  const signed = await new SignJWT({ token_introspection: introspection })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid as string })
    .setIssuer(issuer)
    .setAudience(caller.clientId)
    .setIssuedAt()
    .sign(await importJWK(key, 'ES256'));
  const alg = encryptionAlg(caller.encryptionKey);
  const body = await new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader({
      alg,
      enc: 'A256GCM',
      cty: 'JWT',
      ...(caller.encryptionKey.kid ? { kid: caller.encryptionKey.kid } : {}),
    })
    .encrypt(await importJWK(caller.encryptionKey as JWK, alg));
  return { status: 200, type: 'application/token-introspection+jwt', body };
}

function describe(
  token: { accountId: string; clientId: string; scope: string; iat: number; exp: number; jti: string },
  { clientId, scopes }: { clientId: string; scopes: readonly string[] },
): object {
  const claims = personOf(token.accountId)?.claims ?? {};
  return {
    active: true,
    aud: token.clientId,
    sub: pairwise(token.accountId, clientId),
    iat: token.iat,
    exp: token.exp,
    acr: 'eidas1',
    jti: token.jti,
    scope: token.scope
      .split(' ')
      .filter((scope) => scopes.includes(scope))
      .join(' '),
    ...Object.fromEntries(Object.entries(claims).filter(([name]) => IDENTITY.includes(name))),
  };
}
