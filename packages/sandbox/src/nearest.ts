import { closest, distance } from 'fastest-levenshtein';

/** ` Vouliez-vous dire « outage » ?`, or nothing when no name is near: half of the letters may be wrong, not more. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  return distance(name, near) > name.length / 2 ? '' : ` Vouliez-vous dire « ${near} » ?`;
}
