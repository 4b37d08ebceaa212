/** Processes of a batch, and what they said. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '@apigouv/batch';
import type { Work } from './worker.ts';

const PROGRAM = fileURLToPath(new URL('worker.ts', import.meta.url));

export interface Hand {
  runs: Promise<unknown>;
  /** Its report; nothing when it was killed. */
  ended: Promise<Report | undefined>;
  kill(): Promise<void>;
}

export function hire(work: Work): Hand {
  const child: ChildProcess = fork(PROGRAM, [JSON.stringify(work)], { stdio: ['ignore', 2, 2, 'ipc'] });
  let report: Report | undefined;
  let begin = (): void => {};
  const runs = new Promise<void>((resolve) => {
    begin = resolve;
  });
  child.on('message', (message: { kind: 'runs' | 'report'; report?: Report }) => {
    if (message.kind === 'runs') begin();
    if (message.kind === 'report') report = message.report;
  });
  const gone = once(child, 'exit');
  return {
    runs: Promise.race([runs, gone]),
    ended: gone.then(() => report),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export const savedIn = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
