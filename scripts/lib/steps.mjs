import { execFileSync } from 'node:child_process';

/** Runs a program, quietly; what it printed is in the error when it fails. */
export const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Counts and shows what passes and what fails, and goes on: one run tells everything. */
export function createSteps() {
  const steps = { failures: 0, step };
  function step(title, action) {
    try {
      const remark = action();
      console.log(`✓ ${title}${remark ? ` (${remark})` : ''}`);
    } catch (error) {
      steps.failures++;
      const printed = `${error.stdout ?? ''}${error.stderr ?? ''}`;
      console.error(`✗ ${title}\n${printed || error.message}`);
    }
  }
  return steps;
}
