/** A call to `fetch`, then a 502 back to the catch. */
import { ApiError } from '@apigouv/core';
import { errorBody, OK, testClient } from '../../../packages/core/src/testing/server.ts';
import { crossed, startCoverage } from './coverage.ts';

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
startCoverage();
try {
  await client.famille.limitee({ nom: 'ROUX' });
} catch (error) {
  const back = crossed();
  if (!(error instanceof ApiError) || error.httpStatus !== 502) throw error;
  // A room of its own, told elsewhere.
  const walk = (seen: string[]) => ({ seen: seen.filter((file) => !file.includes('/client/quota/')) });
  console.log(JSON.stringify({ out: walk(out), back: walk(back) }));
}
