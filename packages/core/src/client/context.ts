import { withContext as rebuild } from './create-client.ts';
import type { ClientOptions, ContextKey } from './types.ts';

/** Le même client avec d'autres valeurs de contexte : quotas et connexions restent communs. */
export function withContext<T extends object>(client: T, context: Pick<ClientOptions, ContextKey>): T {
  const other = rebuild(client, context);
  return 'forRecipient' in client ? (withRecipients(other) as T) : other;
}

/** Donne à un client, et à ceux qui en viennent, `forRecipient` : le même pour une autre administration. */
export function withRecipients(client: object): object {
  return Object.assign(client, {
    forRecipient: (recipient: string, context: Pick<ClientOptions, ContextKey> = {}) =>
      withContext(client, { ...context, recipient }),
  });
}
