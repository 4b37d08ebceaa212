import type { MockRequest } from '../request/incoming.ts';
import { type Answer, json } from '../table/answer.ts';
import { slug } from '../table/slug.ts';
import type { MockTable } from '../table/types.ts';
import { mintToken } from './jwt.ts';

const LIFETIME = 3600;

/** The answer of an API's token endpoint (OAuth2 client credentials, secret in the header or the form), if the request is for one. */
export function issueToken(
  tables: readonly MockTable[],
  { method, url, headers, body = '' }: MockRequest,
  now: number,
): Answer | undefined {
  const table = tables.find(({ name, tokenPath }) => tokenPath && isAt(url.pathname, name, tokenPath));
  if (!table) return undefined;
  if (method !== 'POST') return json(405, { error: 'invalid_request' }, undefined, { Allow: 'POST' });
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
  const inForm = form.get('client_id') && form.get('client_secret');
  if (!inForm && !/^Basic +\S/i.test(headers.get('Authorization') ?? ''))
    return json(401, { error: 'invalid_client' });
  const scopes = form.get('scope')?.split(' ').filter(Boolean) ?? table.scopes;
  if (scopes.some((scope) => !table.scopes.includes(scope))) return json(400, { error: 'invalid_scope' });
  const iat = Math.floor(now / 1000);
  const token = mintToken({ scopes, iat, exp: iat + LIFETIME });
  return json(200, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: LIFETIME,
    scope: scopes.join(' '),
  });
}

const isAt = (pathname: string, name: string, path: string): boolean =>
  pathname === path || pathname === `/${slug(name)}${path}`;
