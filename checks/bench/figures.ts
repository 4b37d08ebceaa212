/** Figures beside a baseline measured in the same run. */

export interface Figure {
  what: string;
  ours: string | number;
  baseline: string;
  /** What is aimed at: its words, the value it bounds, the bound. */
  goal?: { text: string; value: number; limit: number };
}

const figures: Figure[] = [];

export const add = (figure: Figure): void => void figures.push(figure);

export function show(): void {
  console.table(
    figures.map(({ what, ours, baseline, goal }) => ({
      mesure: what,
      nous: ours,
      référence: baseline,
      objectif: goal?.text ?? '',
      atteint: goal && (goal.value <= goal.limit ? '✓' : '✗'),
    })),
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Interleaves the contestants, so that a slow moment of the machine weighs on all of them. */
export async function microseconds<Name extends string>(
  contestants: Record<Name, () => Promise<unknown>>,
  rounds: number,
  calls: number,
): Promise<Record<Name, number>> {
  const entries = Object.entries(contestants) as [Name, () => Promise<unknown>][];
  const times = entries.map(([name, call]) => ({ name, call, values: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { call, values } of times) {
      const started = performance.now();
      for (let i = 0; i < calls; i++) await call();
      values.push(((performance.now() - started) * 1000) / calls);
    }
  }
  return Object.fromEntries(times.map(({ name, values }) => [name, median(values)])) as Record<Name, number>;
}
