/** INPI's links do not answer the file, but where it is: `{ data: { document_url } }`. */
import { readText, type Signal } from '@apigouv/core/internal';
import { failConnection, refuse } from './error.ts';

const MAX_BYTES = 65_536;

/** Does this answer say where the file is, instead of being it? */
export const isRelay = ({ headers }: Response): boolean =>
  /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '');

/** The address that a relay gives. */
export async function addressBehind(relay: Response, stop: Signal): Promise<string> {
  const text = await readText(relay, MAX_BYTES, stop).catch((error) => failConnection(stop, error));
  return text === undefined ? refuse(null, 'too-large') : (addressOf(text) ?? refuse(null, 'not-pdf'));
}

function addressOf(text: string): string | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: { document_url?: unknown } };
    return typeof data?.document_url === 'string' ? data.document_url : undefined;
  } catch {
    return undefined;
  }
}
