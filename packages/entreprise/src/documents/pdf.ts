import { onAbort, orAborted, type Stop } from '@apigouv/core/internal';
import { failConnection, refuse } from './error.ts';

const MAGIC = '%PDF';
const END = '%%EOF';
/** Some writers put a few signs after the end: readers look for it in as many bytes. */
const TAIL = 1024;

interface Limits {
  maxBytes: number;
  /** Size that the server announced. */
  size: number | undefined;
  stop: Stop;
  /** Called when nothing more comes of the stream that was handed out. */
  end: () => void;
}

/** Reads the first bytes before handing the stream out, so that a page of HTML is never mistaken for a certificate. */
export async function pdfOnly(
  body: ReadableStream<Uint8Array>,
  limits: Limits,
): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const off = onAbort(limits.stop, () => void reader.cancel().catch(() => {}));
  const next = wholeOnly(reader, limits);
  const over = (): void => {
    off();
    limits.end();
  };
  const head: Uint8Array[] = [];
  let start = '';
  while (start.length < MAGIC.length) {
    const chunk = await next();
    if (!chunk) break;
    head.push(chunk);
    start += latin1(chunk.subarray(0, MAGIC.length));
  }
  if (!start.startsWith(MAGIC)) refuse(reader, 'not-pdf');
  return new ReadableStream({
    async pull(controller) {
      try {
        const chunk = head.shift() ?? (await next());
        if (chunk) return controller.enqueue(chunk);
        over();
        controller.close();
      } catch (error) {
        over();
        throw error;
      }
    },
    cancel(reason) {
      over();
      return reader.cancel(reason);
    },
  });
}

/** The chunks of a document that is not too large; where no size was announced, only a PDF's own end tells it from one cut half-way. */
function wholeOnly(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { maxBytes, size, stop }: Limits,
): () => Promise<Uint8Array | undefined> {
  let read = 0;
  let tail = '';
  return async () => {
    const { done, value } = await orAborted(reader.read(), stop).catch((error) =>
      failConnection(stop, error),
    );
    if (done) {
      const isWhole = size === undefined ? tail.includes(END) : read === size;
      return isWhole ? undefined : refuse(reader, 'unreachable');
    }
    read += value.length;
    if (read > maxBytes) refuse(reader, 'too-large');
    tail = (tail + latin1(value.subarray(-TAIL))).slice(-TAIL);
    return value;
  };
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
