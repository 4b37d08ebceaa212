import { connectionOf, isSecureUrl } from '@apigouv/core/internal';
import { definition } from '../generated/routes.ts';
import { DocumentError } from './error.ts';

// No API answers there: it is where the platform has put documents, as recorded answers show.
const STORAGE = 'https://storage.entreprise.api.gouv.fr';

/** Only the API's hosts, the client's and those that the caller named are asked for a document. */
export function checkAddress(address: string, hosts: readonly string[], client: object | undefined): URL {
  if (!URL.canParse(address)) throw new DocumentError('address');
  const url = new URL(address);
  const { production, staging } = definition.hosts;
  const origins = [production, staging, STORAGE, client && connectionOf(client).baseUrl];
  const own = origins.flatMap((origin) => (origin ? new URL(origin).host : []));
  if (!isSecureUrl(url) || url.username || ![...own, ...hosts].includes(url.host))
    throw new DocumentError('address');
  return url;
}

/** Callers save under this name: what could leave their folder, or is not a plain name, is not used. */
export const fileNameOf = ({ pathname }: URL): string =>
  /\/(\w[\w.-]*)$/.exec(pathname)?.[1] ?? 'document.pdf';
