import type { Answer } from '../answers/answer.ts';
import type { ScenarioTransport } from './types.ts';

/** Types of the scenarios that spoil an answer on its way. */
export const TRANSPORT = ['jsonTronque', 'pageHtml', 'corpsVide', 'mauvaisType', 'connexionCoupee'] as const;

const PAGE =
  '<!doctype html><html lang="fr"><title>Service indisponible</title><p>Veuillez patienter.</p></html>';

/** The answer as it arrives through a faulty proxy. */
export function spoil(answer: Answer, scenario: ScenarioTransport): Answer {
  switch (scenario.type) {
    case 'jsonTronque':
      return { ...answer, text: firstHalf(answer.text) };
    case 'corpsVide':
      return { ...answer, text: '' };
    case 'mauvaisType':
      return { ...answer, contentType: 'text/plain; charset=utf-8' };
    case 'pageHtml':
      return { status: 200, text: PAGE, contentType: 'text/html; charset=utf-8', headers: {} };
    case 'connexionCoupee':
      return answer;
  }
}

// A registered symbol, known across the bundles of the engine and of the MSW handlers.
const CUT = Symbol.for('@apigouv/core/mocks/cut');

/** Is this the answer of a connection cut while its body was coming? */
export function isCut(response: Response): boolean {
  return CUT in response;
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
  return Object.defineProperty(new Response(body, init), CUT, { value: true });
}

function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}
