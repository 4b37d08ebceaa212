/** One kind of operation in one trouble: what was answered, how long it took, what could be seen of it, and whether it got over it. */
import { inspect } from 'node:util';
import type { AuditEvent } from '@apigouv/core';
import type { Sandbox } from '@apigouv/sandbox';
import { DELAYS, type Family } from './families.ts';

/** An answer and whether it is sound, or an error. */
export interface Outcome {
  readonly sound: boolean;
  readonly error?: unknown;
  readonly ms: number;
}

export interface Trial {
  readonly outcome: Outcome;
  /** The same call by the same client, once the trouble is over. */
  readonly after: Outcome;
  /** Where a person or a token could be seen: each text with the name of its place. */
  readonly sinks: readonly (readonly [place: string, text: string])[];
}

/** A call longer than this was not bounded by its own delays. */
export const LONGEST_MS = DELAYS.total + 1500;
// A client that a quota refused keeps still for a while, then asks.
const RECOVERY_MS = 8000;

async function outcomeOf(family: Family, ask: () => Promise<unknown>, limit: number): Promise<Outcome> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('sans fin')), limit);
  });
  try {
    const answer = await Promise.race([ask(), late]);
    return { sound: family.isSound(answer), ms: performance.now() - start };
  } catch (error) {
    return { sound: false, error, ms: performance.now() - start };
  } finally {
    clearTimeout(timer);
  }
}

/** Asks until it is answered, as a program would that was told to wait. */
async function recovered(family: Family, ask: () => Promise<unknown>): Promise<Outcome> {
  const start = performance.now();
  for (;;) {
    const outcome = await outcomeOf(family, ask, LONGEST_MS);
    const ms = performance.now() - start;
    if (outcome.sound || ms > RECOVERY_MS) return { ...outcome, ms };
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Runs a call in the scenario, over HTTP, then without it. */
export async function tryOut(family: Family, scenario: string, sandbox: Sandbox): Promise<Trial> {
  const events: AuditEvent[] = [];
  const ask = await family.begin(sandbox, (event) => events.push(event));
  await setScenarios(sandbox, scenario);
  const outcome = await outcomeOf(family, ask, LONGEST_MS);
  await setScenarios(sandbox, '');
  const after = await recovered(family, ask);
  const log = await (await fetch(`${sandbox.url}/_sandbox/log`)).text();
  const audit = events.map((event) => ['audit', inspect(event, { depth: 9 })] as const);
  return {
    outcome,
    after,
    sinks: [...sinksOf(outcome.error), ...sinksOf(after.error), ...audit, ['journal du bac à sable', log]],
  };
}

async function setScenarios({ url }: Sandbox, scenario: string): Promise<void> {
  const route = `${url}/_sandbox/scenarios`;
  const response = scenario
    ? await fetch(route, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ scenario }),
      })
    : await fetch(route, { method: 'DELETE' });
  if (!response.ok) throw new Error(`${scenario} : ${await response.text()}`);
}

/** All that a log, a tracker or a console could show of an error, and of its causes. */
export function sinksOf(error: unknown): (readonly [place: string, text: string])[] {
  const seen: (readonly [string, string])[] = [];
  let current: unknown = error;
  for (let depth = 0; typeof current === 'object' && current !== null && depth < 10; depth++) {
    const { message, stack, cause } = current as Error;
    const place = depth ? `cause ${depth}, ` : '';
    seen.push([`${place}message`, String(message)], [`${place}pile`, String(stack)]);
    seen.push([`${place}JSON`, JSON.stringify(current) ?? '']);
    seen.push([`${place}inspect`, inspect(current, { depth: Number.POSITIVE_INFINITY, showHidden: true })]);
    for (const key of Reflect.ownKeys(current))
      seen.push([`${place}${String(key)}`, String((current as Record<PropertyKey, unknown>)[key])]);
    current = cause;
  }
  return seen;
}
