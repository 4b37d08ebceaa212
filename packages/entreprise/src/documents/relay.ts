/** INPI's links do not answer the file, but where it is: `{ data: { document_url } }`. */
import { failConnection, refuse } from './error.ts';

const MAX_BYTES = 65_536;

/** Does this answer say where the file is, instead of being it? */
export const isRelay = ({ headers }: Response): boolean =>
  /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '');

/** The address that a relay gives. */
export async function addressBehind(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => failConnection(signal));
    if (done) break;
    read += value.length;
    if (read > MAX_BYTES) return refuse(reader, 'too-large');
    text += decoder.decode(value, { stream: true });
  }
  return addressOf(text) ?? refuse(null, 'not-pdf');
}

function addressOf(text: string): string | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: { document_url?: unknown } };
    return typeof data?.document_url === 'string' ? data.document_url : undefined;
  } catch {
    return undefined;
  }
}
