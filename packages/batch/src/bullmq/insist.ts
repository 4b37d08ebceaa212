import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A store that is away for longer is not coming back by itself. */
const PATIENCE_MS = 600_000;

/** BullMQ's codes for a job that this process no longer has: its lease ended, or what was asked is already done. */
const LOST = new Set([-1, -2, -3, -6]);
export const isLost = (error: unknown): boolean => LOST.has(Number((error as { code?: unknown }).code));

/** Does something again while the store is away: restarted, or cut off. */
export async function insist<T>(action: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await action();
    } catch (error) {
      if (isLost(error) || performance.now() - begun > PATIENCE_MS) throw error;
      await sleep(wait);
    }
  }
}
