import { execFileSync } from 'node:child_process';

/** Runs a program, quietly; what it printed is in the error when it fails. */
export const run = (command: string, args: readonly string[], cwd?: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Does something; a text that it hands back is a remark. */
export type Action = () => unknown;

export interface Steps {
  failures: number;
  step(title: string, action: Action): void;
}

/** Counts and shows what passes and what fails, and goes on: one run tells everything. */
export function createSteps(): Steps {
  const steps: Steps = { failures: 0, step };
  function step(title: string, action: Action): void {
    const begun = performance.now();
    try {
      const remark = action();
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`✓ ${title}${remark && typeof remark === 'string' ? ` (${remark})` : ''}, ${seconds} s`);
    } catch (error) {
      steps.failures++;
      console.error(`✗ ${title}\n${printedBy(error)}`);
    }
  }
  return steps;
}

/** What a program printed before it failed; else, the error's own words. */
export function printedBy(error: unknown): string {
  const {
    stdout = '',
    stderr = '',
    message,
  } = error as { stdout?: string; stderr?: string; message: string };
  return `${stdout}${stderr}` || message;
}
