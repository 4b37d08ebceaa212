/** Differences as people read them: what breaks first, and the same difference of several operations once. */

import { isText } from './compare-values.ts';
import type { Difference } from './difference.ts';

/** Operations named under a difference they share; `--accept --dry-run` names them all. */
const SHOWN = 4;

export function linesOf(
  differences: readonly Difference[],
  mark: (difference: Difference) => string,
  ending = '',
): string[] {
  const groups = new Map<string, Difference[]>();
  const texts = differences.filter(isText);
  for (const difference of differences.filter((one) => !isText(one))) {
    const key = `${difference.breaking} ${difference.what}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const sorted = [...groups.values()].sort(
    ([a], [b]) => Number(b?.breaking ?? false) - Number(a?.breaking ?? false),
  );
  const line = (one: Difference): string => `${mark(one)} ${one.where} — ${one.what}${ending}`;
  return [
    ...sorted.flatMap((group) => {
      const [first] = group as [Difference];
      if (group.length === 1) return [line(first)];
      const title = `${mark(first)} ${group.length} opérations — ${first.what}${ending}`;
      return [title, ...shortened(group.map(({ where }) => where))];
    }),
    // Every description is a text of its own: on the first day, hundreds.
    ...(texts.length > SHOWN
      ? [
          `${mark(texts[0] as Difference)} ${texts.length} textes qui ne sont pas les nôtres${ending}`,
          ...shortened(texts.map(({ where, what }) => `${where} — ${what}`)),
        ]
      : texts.map(line)),
  ];
}

function shortened(lines: readonly string[]): string[] {
  const left = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(left > 0 ? [`et ${left} autre(s)`] : [])].map((one) => `    ${one}`);
}
