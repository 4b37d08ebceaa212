/** Documents as the platform serves them: where each lives, how long, and what is answered once it is dead. */
import { DOCUMENTS, type ScenarioTarget } from '../scenarios/target.ts';
import { type Answer, json, plain } from '../table/answer.ts';
import type { DocumentPlace } from '../table/types.ts';
import { pdf } from './pdf.ts';

/** A document asked for, and when its link dies (milliseconds since 1970). */
export interface DocumentRequest {
  readonly target: ScenarioTarget;
  readonly place: DocumentPlace | 'provider';
  readonly origin: string;
  readonly expires: number;
  readonly name: string;
}

// The time of death is in the address: nothing is kept.
const ADDRESSES: Readonly<Record<DocumentPlace, RegExp>> = {
  storage: /^\/siade\/(?<expires>[0-9a-f]{8})-[0-9a-f]+-(?<name>[\w.-]+\.pdf)$/,
  proxy: /^\/proxy\/files\/(?<expires>[0-9a-f]{8})-0000-4000-8000-(?<name>[0-9a-f]{12})$/,
  relay: /^\/proxy\/inpi\/download\/(?<expires>[0-9a-f]{8})--(?<name>[0-9a-f]{12})$/,
};

/** A link in a form that the platform does not make. */
const UNKNOWN: readonly [DocumentPlace, RegExp][] = [
  ['proxy', /^\/proxy\/files\//],
  ['relay', /^\/proxy\/inpi\/download\//],
];

/** A document on the site of the provider that issued it. The names of the test data are reserved: nobody's site has them. */
export const PROVIDERS_OWN = /^https:\/\/[\w.-]+\.example\/(?:.*\/)?([\w.-]+\.pdf)$/;

export function readDocument({ href, origin, pathname }: URL): DocumentRequest | undefined {
  const common = { target: DOCUMENTS, origin };
  for (const place of Object.keys(ADDRESSES) as DocumentPlace[]) {
    const { expires, name } = ADDRESSES[place].exec(pathname)?.groups ?? {};
    if (expires && name) return { ...common, place, expires: Number.parseInt(expires, 16) * 1000, name };
  }
  const [place] = UNKNOWN.find(([, form]) => form.test(pathname)) ?? [];
  if (place) return { ...common, place, expires: 0, name: '' };
  const own = PROVIDERS_OWN.exec(href)?.[1];
  return own ? { ...common, place: 'provider', expires: Number.POSITIVE_INFINITY, name: own } : undefined;
}

export function documentAnswer(request: DocumentRequest, now: number): Answer {
  const { place, expires, name, origin } = request;
  if (place !== 'provider' && now >= expires) return DEAD[place](request);
  if (place === 'relay') return relayed(name, origin, now);
  const text = pdf(['Document de test', name, 'Sans valeur.']);
  return { ...plain(200, text, { 'Content-Length': String(text.length) }), contentType: 'application/pdf' };
}

const DAY = 86_400;

/** What a relay answers is not the file: its address, made at each request. */
function relayed(name: string, origin: string, now: number): Answer {
  const document_url = addressOf(name, { place: 'proxy', origin, expires: now + DAY * 1000 });
  return json(200, { data: { document_url, expires_in: DAY }, links: {}, meta: {} });
}

const EXPIRED = {
  code: '00403',
  title: 'Lien expiré',
  detail: "L'adresse de ce document a expiré : redemandez la donnée.",
  source: null,
  meta: {},
};

const DEAD: Readonly<Record<DocumentPlace, (request: DocumentRequest) => Answer>> = {
  storage: () => ({
    ...plain(404, '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'),
    contentType: 'application/xml',
  }),
  proxy: () => json(404, {}),
  relay: ({ name }) =>
    name ? { ...json(410, { errors: [EXPIRED] }), code: EXPIRED.code } : json(422, { errors: [] }),
};

/** Where the documents of an answer are served, and when their links die (milliseconds since 1970). */
export interface DocumentLinks {
  readonly place: DocumentPlace;
  readonly origin: string;
  readonly expires: number;
  /** Is this the address of a document of the API, as recorded? */
  readonly isDocument: (address: string) => boolean;
}

/** The same answer, each of its documents at an address that downloads and expires. */
export function linkDocuments(value: unknown, links: DocumentLinks): unknown {
  if (typeof value === 'string') return links.isDocument(value) ? addressOf(nameIn(value), links) : value;
  if (Array.isArray(value)) return value.map((item) => linkDocuments(item, links));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, linkDocuments(item, links)]));
}

function nameIn(recorded: string): string {
  const last = new URL(recorded).pathname.split('/').at(-1) ?? '';
  return last.replace(/\.pdf$/, '').replace(/[^\w-]+/g, '-') || 'document';
}

function addressOf(
  name: string,
  { place, origin, expires }: Pick<DocumentLinks, 'place' | 'origin' | 'expires'>,
): string {
  const dies = Math.floor(expires / 1000)
    .toString(16)
    .padStart(8, '0');
  const print = printOf(name);
  if (place === 'storage') return `${origin}/siade/${dies}-${print}-${name}.pdf`;
  if (place === 'proxy') return `${origin}/proxy/files/${dies}-0000-4000-8000-${print}`;
  return `${origin}/proxy/inpi/download/${dies}--${print}`;
}

/** Twelve hexadecimal digits that tell a document from another. */
function printOf(name: string): string {
  let print = 0;
  for (const char of name) print = (print * 31 + (char.codePointAt(0) ?? 0)) % 2 ** 48;
  return print.toString(16).padStart(12, '0');
}
