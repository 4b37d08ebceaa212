import type { ScenarioTarget } from '../scenarios/active.ts';
import { type Answer, json, plain } from '../table/answer.ts';
import { pdf } from './pdf.ts';

/** Downloads are aimed at by scenarios as if they were an operation of that name. */
const DOCUMENTS: ScenarioTarget = { id: 'documents', providers: [], table: {} };

/** A document asked for: when its link dies, and its file name. */
export interface DocumentRequest {
  readonly target: ScenarioTarget;
  readonly expires: number;
  readonly name: string;
}

const EXPIRED = {
  code: '00403',
  title: 'Lien expiré',
  detail: "L'adresse de ce document a expiré : redemandez la donnée.",
  source: null,
  meta: {},
};

const ADDRESS = /^\/files\/(\d+)\/([\w.-]+\.pdf)$/;

/** A document on the site of the provider that issued it. The names of the test data are reserved: nobody's site has them. */
export const PROVIDERS_OWN = /^https:\/\/[\w.-]+\.example\/(?:.*\/)?([\w.-]+\.pdf)$/;

export function readDocument({ href, pathname }: URL): DocumentRequest | undefined {
  const [, expires, name] = ADDRESS.exec(pathname) ?? [];
  if (name) return { target: DOCUMENTS, expires: Number(expires) * 1000, name };
  const own = PROVIDERS_OWN.exec(href)?.[1];
  return own ? { target: DOCUMENTS, expires: Number.POSITIVE_INFINITY, name: own } : undefined;
}

export function documentAnswer({ expires, name }: DocumentRequest, now: number): Answer {
  if (now >= expires) return { ...json(410, { errors: [EXPIRED] }), code: EXPIRED.code };
  const text = pdf(['Document de test', name, 'Sans valeur.']);
  return { ...plain(200, text, { 'Content-Length': String(text.length) }), contentType: 'application/pdf' };
}

/** Where the documents of an answer are served, and when their links die (milliseconds since 1970). */
export interface DocumentLinks {
  readonly origin: string;
  readonly expires: number;
  /** Is this the address of a document of the API, as recorded? */
  readonly isDocument: (address: string) => boolean;
}

/** The same answer, each of its documents at an address that downloads and expires. */
export function linkDocuments(value: unknown, links: DocumentLinks): unknown {
  if (typeof value === 'string') return links.isDocument(value) ? addressOf(value, links) : value;
  if (Array.isArray(value)) return value.map((item) => linkDocuments(item, links));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, linkDocuments(item, links)]));
}

function addressOf(recorded: string, { origin, expires }: DocumentLinks): string {
  const last = new URL(recorded).pathname.split('/').at(-1) ?? '';
  const name = last.replace(/\.pdf$/, '').replace(/[^\w-]+/g, '-') || 'document';
  return `${origin}/files/${Math.floor(expires / 1000)}/${name}.pdf`;
}
