/** Differences as people read them: what breaks first, and the same difference of several operations once. */
import type { Difference } from './compare.ts';

/** Operations named under a difference they share; `--accept --dry-run` names them all. */
const SHOWN = 4;

export function linesOf(
  differences: readonly Difference[],
  mark: (difference: Difference) => string,
  ending = '',
): string[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = `${difference.breaking} ${difference.what}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const sorted = [...groups.values()].sort(
    ([a], [b]) => Number(b?.breaking ?? false) - Number(a?.breaking ?? false),
  );
  return sorted.flatMap((group) => {
    const [first] = group as [Difference];
    const said = `${first.what}${ending}`;
    if (group.length === 1) return [`${mark(first)} ${first.where} — ${said}`];
    return [
      `${mark(first)} ${group.length} opérations — ${said}`,
      ...group.slice(0, SHOWN).map(({ where }) => `    ${where}`),
      ...(group.length > SHOWN ? [`    et ${group.length - SHOWN} autre(s)`] : []),
    ];
  });
}
