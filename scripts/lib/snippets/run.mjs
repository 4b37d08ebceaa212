/** Runs snippets in processes of their own, a few at a time. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// The repository's own, whatever Node started the script: MSW wants a recent one.
const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const RUNNER = fileURLToPath(new URL('runner.mjs', import.meta.url));

/** Hands each snippet `{ printed }` or `{ error }`, in `results`. Those of one batch share a process and run in order. */
export async function runAll(batches, folder) {
  const results = new Map();
  const waiting = [...batches];
  const worker = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await runBatch(batch, folder, results);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function runBatch(batch, folder, results) {
  const child = fork(
    RUNNER,
    batch.map(({ file }) => file),
    {
      cwd: folder,
      ...(existsSync(NODE) ? { execPath: NODE } : {}),
      // Nothing of the machine's own environment: a real token must not be used here.
      env: { PATH: process.env.PATH },
      execArgv: ['--enable-source-maps'],
      // A snippet that hangs must not hang the tests; a busy machine must not fail them.
      timeout: 300_000,
      silent: true,
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let next = 0;
  child.on('message', (result) => results.set(batch[next++], result));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      const error = `sans réponse, processus arrêté (${signal ?? code})\n${errors}`;
      for (const snippet of batch.slice(next)) results.set(snippet, { error });
      resolve();
    });
  });
}
