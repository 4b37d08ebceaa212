/** Runs snippets in processes of their own, a few at a time. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('runner.ts', import.meta.url));

/** A compiled snippet. */
export interface Program {
  file: string;
  code: string;
}

export interface Result {
  printed?: string;
  error?: string;
}

/** What each snippet printed, or its error. Those of one batch share a process and run in order. */
export async function runAll<One extends Program>(
  batches: readonly One[][],
  folder: string,
): Promise<Map<One, Result>> {
  const results = new Map<One, Result>();
  const waiting = [...batches];
  const worker = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await runBatch(batch, folder, results);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function runBatch<One extends Program>(
  batch: One[],
  folder: string,
  results: Map<One, Result>,
): Promise<void> {
  const child = fork(
    RUNNER,
    batch.map(({ file }) => file),
    {
      cwd: folder,
      // Nothing of the machine's own environment: a real token must not be used here.
      env: { PATH: process.env.PATH },
      execArgv: ['--enable-source-maps'],
      // A snippet that hangs must not hang the tests; a busy machine must not fail them.
      timeout: 300_000,
      silent: true,
    },
  );
  const waiting = [...batch];
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  child.on('message', (result: Result) => {
    const snippet = waiting.shift();
    if (snippet) results.set(snippet, result);
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      const error = `sans réponse, processus arrêté (${signal ?? code})\n${errors}`;
      for (const snippet of waiting) results.set(snippet, { error });
      resolve();
    });
  });
}
