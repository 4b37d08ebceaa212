import { failConnection, refuse } from './error.ts';

const MAGIC = '%PDF';

/** Reads the first bytes before handing the stream out, so that a page of HTML is never mistaken for a certificate. */
export async function pdfOnly(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const next = () => reader.read().catch(() => failConnection(signal));
  const head: Uint8Array[] = [];
  let read = 0;
  while (read < MAGIC.length) {
    const { done, value } = await next();
    if (done) break;
    head.push(value);
    read += value.length;
  }
  const start = String.fromCharCode(...head.flatMap((chunk) => [...chunk.subarray(0, MAGIC.length)]));
  if (!start.startsWith(MAGIC)) return refuse(reader, 'not-pdf');
  if (read > maxBytes) return refuse(reader, 'too-large');
  return new ReadableStream({
    async pull(controller) {
      const chunk = head.shift();
      if (chunk) return controller.enqueue(chunk);
      const { done, value } = await next();
      if (done) return controller.close();
      read += value.length;
      if (read > maxBytes) return refuse(reader, 'too-large');
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
