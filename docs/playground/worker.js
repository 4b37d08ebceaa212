/** The worker in which a reader's program runs. */
import { TOKENS } from './bundles.js';

const shown = (value) =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? String(value));

function failure(error) {
  if (error?.userMessage === undefined) return String(error);
  const wait = error.retryAfter ? `, dans ${error.retryAfter} s` : '';
  return [
    `${error.name} : ${error.message}`,
    `À montrer : ${error.userMessage}`,
    `Redemander : ${error.retry}${wait}`,
  ].join('\n');
}

addEventListener('message', async ({ data: { code, situation } }) => {
  // The packages read the token where a server has it.
  globalThis.process = { env: TOKENS };
  for (const level of ['log', 'info', 'warn', 'error'])
    console[level] = (...values) => postMessage({ kind: 'ligne', text: values.map(shown).join(' ') });
  if (situation !== undefined) {
    const { simulate } = await import('./simulation.js');
    globalThis.fetch = simulate(situation).asFetch;
  }
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    await import(address);
    postMessage({ kind: 'end', text: '' });
  } catch (error) {
    postMessage({
      kind: 'end',
      text:
        error instanceof SyntaxError ? `Le programme ne peut pas être lu : ${error.message}` : failure(error),
    });
  }
});
