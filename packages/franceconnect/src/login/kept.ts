import { FranceConnectError } from '../errors/error.ts';
import type { Acr } from '../options.ts';
import type { PendingLogin } from './types.ts';

/** Guarantee levels, the lowest first. */
export const LEVELS: readonly Acr[] = ['eidas1', 'eidas2', 'eidas3'];

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const SOUND: { readonly [K in keyof PendingLogin]: (value: unknown) => boolean } = {
  state: isText,
  nonce: isText,
  codeVerifier: isText,
  acr: (value) => LEVELS.some((level) => level === value),
  scopes: (value) => Array.isArray(value) && value.every(isText) && value.includes('openid'),
  expiresAt: Number.isFinite,
};

/** A login that lost something on its way would be checked less than it was begun: it is refused, like one that has ended. */
export function checkKept(kept: Partial<PendingLogin> | null | undefined): asserts kept is PendingLogin {
  if (!kept) throw new FranceConnectError('session-lost');
  const lost = (Object.keys(SOUND) as (keyof PendingLogin)[]).filter((name) => !SOUND[name](kept[name]));
  if (lost.length > 0) throw new FranceConnectError('session-lost', { names: lost });
  if (Date.now() >= Number(kept.expiresAt)) throw new FranceConnectError('session-lost');
}
