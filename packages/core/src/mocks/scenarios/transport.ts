import type { Answer } from '../table/answer.ts';
import type { TransportScenario } from './types.ts';

/** Types of the scenarios that spoil an answer on its way. */
export const TRANSPORT = ['truncatedJson', 'htmlPage', 'emptyBody', 'wrongType', 'cutConnection'] as const;

const PAGE =
  '<!doctype html><html lang="fr"><title>Service indisponible</title><p>Veuillez patienter.</p></html>';

/** The answer as it arrives through a faulty proxy. */
export function spoil(answer: Answer, scenario: TransportScenario): Answer {
  switch (scenario.type) {
    case 'truncatedJson':
      return { ...answer, text: firstHalf(answer.text) };
    case 'emptyBody':
      return { ...answer, text: '' };
    case 'wrongType':
      return { ...answer, contentType: 'text/plain; charset=utf-8' };
    case 'htmlPage':
      return { status: 200, text: PAGE, contentType: 'text/html; charset=utf-8', headers: {} };
    case 'cutConnection':
      return answer;
  }
}

// A registered symbol, known across the bundles of the engine and of the MSW handlers.
const CUT = Symbol.for('@apigouv/core/mocks/cut');

/** Is this answer, or this failure of `fetch`, the work of a cut connection? */
export function isCut(result: unknown): boolean {
  return typeof result === 'object' && result !== null && CUT in result;
}

/** The failure of a `fetch` whose connection is lost before any answer. */
export function cutError(): TypeError {
  return markCut(new TypeError('fetch failed'));
}

/** A response whose body breaks off half-way, as `fetch` shows a lost connection. */
export function cutResponse(text: string, init: ResponseInit): Response {
  const chunks = [new TextEncoder().encode(firstHalf(text))];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new TypeError('terminated'));
    },
  });
  return markCut(new Response(body, init));
}

/** What leaves before a connection breaks off. */
export function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function markCut<T extends object>(result: T): T {
  return Object.defineProperty(result, CUT, { value: true });
}
