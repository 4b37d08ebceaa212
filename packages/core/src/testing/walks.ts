/** Run by `client/walks.test.ts`, alone in its process: says which files V8 saw a call cross, on its way out and on its way back. */
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { ApiError } from '../client/errors/api.ts';
import { errorBody, OK, testClient } from './server.ts';

const src = fileURLToPath(new URL('..', import.meta.url));

const session = new Session();
session.connect();

interface Coverage {
  result: { url: string; functions: { ranges: { count: number }[] }[] }[];
}

/** The session of one's own process answers at once. */
function profiler(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(`Profiler.${method}`, params, (error, result) => {
    if (error) throw new Error(JSON.stringify(error));
    answer = result;
  });
  return answer;
}

/** Files of core of which a function was entered, or taken up again after an `await`, since the last time this was asked. */
function crossed(): string[] {
  const { result } = profiler('takePreciseCoverage') as Coverage;
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)))
    .map(({ url }) => fileURLToPath(url))
    .filter((file) => file.startsWith(src) && !file.startsWith(`${src}testing`))
    .map((file) => file.slice(src.length))
    .sort();
}

let out: string[] = [];
const answers = [
  async () => new Response(OK),
  async () => {
    out = crossed();
    // All that is still on the stack ends here, and belongs to the way out.
    await new Promise(setImmediate);
    crossed();
    return new Response(errorBody('37001'), { status: 502 });
  },
];

const client = testClient('https://exemple.invalid', {
  fetch: () => (answers.shift() as () => Promise<Response>)(),
  retries: false,
});

await client.famille.limitee({ nom: 'ROUX' });
profiler('enable');
profiler('startPreciseCoverage', { callCount: true, detailed: false });
crossed();
try {
  await client.famille.limitee({ nom: 'ROUX' });
} catch (error) {
  const back = crossed();
  if (!(error instanceof ApiError) || error.httpStatus !== 502) throw error;
  console.log(JSON.stringify({ out, back }));
}
