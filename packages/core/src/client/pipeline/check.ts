import type { ApiDefinition } from '../definition.ts';
import { toError } from '../errors/classify.ts';
import { InvalidResponseError } from '../errors/local.ts';
import { type Refusal, readErrors, readJson } from '../errors/read.ts';
import { wireName } from '../params.ts';
import type { Answer, Call, Step } from './call.ts';
import { readRetryAfter } from './headers.ts';

/** Turns an answer into data or into a typed error, by what its API has of its own. */
export function check(definition: ApiDefinition): Step {
  return (next) => async (call) => {
    const answer = await next(call);
    const { status, headers } = answer;
    // A name we sent is known at both ends; the server's own comes second.
    const requestId = call.requestId ?? requestIdOf(headers);
    if (status >= 200 && status < 300) return { ...answer, body: readBody(call, answer), requestId };
    if (status < 400)
      throw new InvalidResponseError(
        call.operation,
        status,
        'redirection refusée, le jeton ne part pas ailleurs',
      );
    const refusals = readErrors(readJson(answer.text), call.secrets);
    throw toError(call.operation, status, refusals, {
      retryAfter: readRetryAfter(headers),
      requestId,
      meaning: definition.statuses?.[status],
      citizen: call.citizen,
      // A failure is nobody's parameter.
      parameters: status < 500 ? parametersOf(definition, call.operation, refusals) : [],
      provider: definition.providers?.[refusals[0]?.code.slice(0, 2) ?? ''],
    });
  };
}

/** TypeScript names of the parameters at fault: those that the code is about, or that the body names. */
function parametersOf({ routes }: ApiDefinition, operation: string, refusals: readonly Refusal[]): string[] {
  const params = routes[operation]?.params ?? [];
  const about = refusals.flatMap(({ code, parameter }) => {
    const byCode = params.filter(({ codes }) => codes?.some((end) => code.endsWith(end)));
    return byCode.length > 0 ? byCode : params.filter((param) => wireName(param) === parameter);
  });
  return [...new Set(about)].map(({ key }) => key);
}

/** Only what is a UUID: a header may repeat anything. */
function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id')?.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i)?.[0];
}

function readBody(call: Call, { text, status }: Answer): unknown {
  // Said to be without content; or a public probe, whose status is the answer. Any other has lost its body.
  if (!text && call.bare && (status === 204 || !call.auth)) return undefined;
  const body = readJson(text);
  if (body === undefined) {
    const seen = !text ? 'corps vide' : /^\s*</.test(text) ? 'page HTML' : 'JSON incomplet ou mal formé';
    throw new InvalidResponseError(call.operation, status, seen);
  }
  if (!call.bare && !(body && typeof body === 'object' && 'data' in body)) {
    throw new InvalidResponseError(call.operation, status, "l'enveloppe attendue (data, links, meta) manque");
  }
  return body;
}
