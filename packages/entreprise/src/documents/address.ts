import { connectionOf, isSecureUrl } from '@apigouv/core/internal';
import { definition } from '../generated/routes.ts';
import { DocumentError } from './error.ts';

// No API answers there: it is where the platform puts documents, as recorded answers show.
const STORAGE = 'https://storage.entreprise.api.gouv.fr';

/** Only the API's hosts, the client's and those that the caller named are asked for a document, never in clear. */
export function checkAddress(address: string, hosts: readonly string[], client: object | undefined): URL {
  if (!URL.canParse(address)) throw new DocumentError('address');
  const url = new URL(address);
  const { production, staging } = definition.hosts;
  const base = client && connectionOf(client).baseUrl;
  const origins = [production, staging, STORAGE, base];
  const own = origins.flatMap((origin) => (origin ? new URL(origin).host : []));
  if (url.username || url.password || ![...own, ...hosts].includes(url.host))
    throw new DocumentError('address');
  // As safe as whoever made the client said.
  if (base && url.origin === new URL(base).origin) return url;
  // The platform's own code writes its links without HTTPS.
  if (url.protocol === 'http:' && !isSecureUrl(url)) url.protocol = 'https:';
  if (!isSecureUrl(url)) throw new DocumentError('address');
  return url;
}

/** The platform's own files are counted, each kind of link apart: `/proxy/files/…`, `/proxy/inpi/…`. */
export function countedAs(
  { host, pathname }: URL,
  client: object,
): { operation: string; group: string | undefined } {
  const { production, staging } = definition.hosts;
  const origins = [production, staging, connectionOf(client).baseUrl];
  const isOwn = origins.some((origin) => origin && new URL(origin).host === host);
  const [, kind] = (isOwn && /^\/proxy\/(\w+)\//.exec(pathname)) || [];
  return { operation: kind ? `proxy.${kind}` : 'document', group: kind && 'proxied_files' };
}

// The storage puts a date and a secret before the name.
const STORED = /^[\da-f]{8,}-[\da-f]{6,}-(?=\w)/;

/** Callers save under this name: what could leave their folder, or is not a plain name, is not used. */
export const fileNameOf = ({ pathname }: URL): string => {
  const name = /\/(\w[\w.-]*)\.\w+$/.exec(pathname)?.[1] ?? 'document';
  return `${name.replace(STORED, '')}.pdf`;
};
