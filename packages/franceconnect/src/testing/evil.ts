/** A FranceConnect that misbehaves as told: the server half of the attack tests. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type Claims = Record<string, unknown>;

/** What to do otherwise than FranceConnect. */
export interface Misdeeds {
  idToken?: (claims: Claims) => Claims;
  userinfo?: (claims: Claims) => Claims;
  /** Signs with another key than the published one. */
  foreignKey?: boolean;
  /** Signs with RS256. */
  rsa?: boolean;
  /** `none`, or HS256 with a secret the client never declared. */
  alg?: 'none' | 'HS256';
  /** Tampers with the token once it is signed. */
  tamper?: (jwt: string) => string;
  kid?: string | undefined;
  keys?: (keys: JWK[]) => JWK[];
  configuration?: (document: Claims) => Claims;
  tokens?: (body: Claims) => Claims;
  /** Answers a path in its own way. */
  instead?: Partial<Record<string, (response: ServerResponse) => void>>;
  plainUserinfo?: boolean;
}

export interface Evil {
  issuer: string;
  misdeeds: Misdeeds;
  /** Requests seen, by path. */
  seen: Record<string, number>;
  /** Bodies that the token endpoint received. */
  forms: URLSearchParams[];
  nonce: string;
  close(): Promise<void>;
}

export const SUB = `${'a'.repeat(64)}v1`;
export const CLIENT_ID = 'service';
export const ACCESS_TOKEN = 'JETON-ACCES-TRES-SECRET-0123456789abcdefghi';

export async function startEvil(): Promise<Evil> {
  const [real, foreign, rsa, foreignRsa] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256'),
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256'),
  ]);
  const jwk = { ...(await exportJWK(real.publicKey)), alg: 'ES256', use: 'sig', kid: 'cle-1' };
  const rsaJwk = { ...(await exportJWK(rsa.publicKey)), alg: 'RS256', use: 'sig', kid: 'cle-2' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', evil.issuer).pathname.replace('/api/v2', '');
    evil.seen[path] = (evil.seen[path] ?? 0) + 1;
    const { misdeeds } = evil;
    const instead = misdeeds.instead?.[path];
    if (instead) return instead(response);
    const json = (body: unknown) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (path === '/.well-known/openid-configuration') {
      const { issuer } = evil;
      const document = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        end_session_endpoint: `${issuer}/session/end`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'],
      };
      return json(misdeeds.configuration?.(document) ?? document);
    }
    if (path === '/jwks') return json({ keys: misdeeds.keys?.([jwk]) ?? [jwk, rsaJwk] });
    if (path === '/token') {
      evil.forms.push(new URLSearchParams(await text(request)));
      const claims = { sub: SUB, nonce: evil.nonce, acr: 'eidas1', ...registered() };
      const body = {
        access_token: ACCESS_TOKEN,
        token_type: 'Bearer',
        expires_in: 60,
        scope: 'openid identite_pivot',
        id_token: await sign(misdeeds.idToken?.(claims) ?? claims),
      };
      return json(misdeeds.tokens?.(body) ?? body);
    }
    if (path === '/userinfo') {
      const identity = {
        sub: SUB,
        family_name: 'SECRETNOM',
        given_name: 'Secretprenom',
        gender: 'female',
        birthdate: '1962-08-24',
        birthplace: '75107',
        birthcountry: '99100',
        ...registered(),
      };
      const claims = misdeeds.userinfo?.(identity) ?? identity;
      if (misdeeds.plainUserinfo) return json(claims);
      return response.writeHead(200, { 'Content-Type': 'application/jwt' }).end(await sign(claims));
    }
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const registered = () => {
    const now = Math.floor(Date.now() / 1000);
    return { iss: evil.issuer, aud: CLIENT_ID, iat: now, exp: now + 60 };
  };
  async function sign(claims: Claims): Promise<string> {
    const { rsa: isRsa, alg = isRsa ? 'RS256' : 'ES256', foreignKey, tamper = (jwt) => jwt } = evil.misdeeds;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    if (alg === 'none') return `${part({ alg })}.${part(claims)}.`;
    const kid = 'kid' in evil.misdeeds ? evil.misdeeds.kid : isRsa ? 'cle-2' : 'cle-1';
    const header = { alg, ...(kid ? { kid } : {}) };
    const [ours, theirs] = isRsa ? [rsa, foreignRsa] : [real, foreign];
    const key =
      alg === 'HS256' ? new TextEncoder().encode('s'.repeat(64)) : (foreignKey ? theirs : ours).privateKey;
    return tamper(await new SignJWT(claims).setProtectedHeader(header).sign(key));
  }

  const evil: Evil = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    misdeeds: {},
    seen: {},
    forms: [],
    nonce: '',
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return evil;
}
