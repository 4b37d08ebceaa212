import { ConfigurationError } from '@apigouv/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSessionCookie } from './index.ts';

const SECRET = 'un-secret-de-test-de-plus-de-32-caracteres';
const pairOf = (setCookie: string): string => setCookie.split(';')[0] as string;

it('gives back what it sealed, from a Request, from Express or from a header', async () => {
  const cookie = createSessionCookie<{ sub: string }>({ secret: SECRET });
  const header = await cookie.seal({ sub: 'abc' });
  expect(header).toMatch(
    /^__Host-franceconnect=[\w.-]+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  const sent = `autre=1; ${pairOf(header)}; __Host-x=2`;
  const request = new Request('https://service.fr/', { headers: { cookie: sent } });
  for (const source of [request, { headers: { cookie: sent } }, sent])
    expect(await cookie.open(source)).toEqual({ sub: 'abc' });
  for (const source of ['', undefined, null, { headers: {} }])
    expect(await cookie.open(source)).toBeUndefined();
});

it('shows nothing of what it keeps', async () => {
  const header = await createSessionCookie({ secret: SECRET }).seal({ nom: 'DUBOIS' });
  const parts = header.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  expect(parts.join()).not.toContain('DUBOIS');
});

it('opens nothing forged, expired, of another secret or of another cookie', async () => {
  const cookie = createSessionCookie<string>({ secret: SECRET });
  const sealed = pairOf(await cookie.seal('x'));
  const token = sealed.slice(sealed.indexOf('=') + 1);
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '_', '.'), async (at, sign) => {
      fc.pre(token[at] !== sign);
      const forged = token.slice(0, at) + sign + token.slice(at + 1);
      const opened = await cookie.open(`__Host-franceconnect=${forged}`);
      // The last sign of a part may hold unused bits: the token is then the same.
      expect(opened === undefined || opened === 'x').toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(await createSessionCookie({ secret: SECRET.replace('un', 'xx') }).open(sealed)).toBeUndefined();
  const other = createSessionCookie({ secret: SECRET, name: '__Host-autre' });
  expect(await other.open(`__Host-autre=${token}`)).toBeUndefined();
  const brief = createSessionCookie<string>({ secret: SECRET, maxAge: -10 });
  expect(await brief.open(pairOf(await brief.seal('x')))).toBeUndefined();
});

it('changes its secret without logging anybody out', async () => {
  const before = createSessionCookie<string>({ secret: SECRET });
  const after = createSessionCookie<string>({
    secret: ['un-nouveau-secret-de-plus-de-32-caracteres', SECRET],
  });
  expect(await after.open(pairOf(await before.seal('x')))).toBe('x');
  expect(await before.open(pairOf(await after.seal('x')))).toBeUndefined();
});

it('refuses a short secret, an impossible name, and what a browser would drop', async () => {
  expect(() => createSessionCookie({ secret: 'court' })).toThrow(ConfigurationError);
  expect(() => createSessionCookie({ secret: [] })).toThrow(ConfigurationError);
  expect(() => createSessionCookie({ secret: SECRET, name: 'a b' })).toThrow(ConfigurationError);
  expect(() => createSessionCookie({ secret: SECRET, secure: false })).toThrow(ConfigurationError);
  await expect(createSessionCookie({ secret: SECRET }).seal('x'.repeat(4000))).rejects.toThrow(
    ConfigurationError,
  );
});

it('is cleared by an empty cookie of the same attributes', () => {
  const cookie = createSessionCookie({ secret: SECRET, name: 'local', secure: false });
  expect(cookie.clear()).toBe('local=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
});
