import { closest, distance } from 'fastest-levenshtein';

/** ` Vouliez-vous dire « outage » ?`, or nothing when no name is near: half of the letters may be wrong, not more. */
export function suggestion(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase();
  const near = closest(
    wanted,
    known.map((each) => each.toLowerCase()),
  );
  if (distance(wanted, near) > name.length / 2) return '';
  return ` Vouliez-vous dire « ${known.find((each) => each.toLowerCase() === near)} » ?`;
}
