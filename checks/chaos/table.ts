/** Prints the verdicts: a line a scenario, a column a kind of operation, a letter for each miss. */
import type { Verdict } from './judge.ts';

export interface Line {
  readonly scenario: string;
  readonly verdicts: readonly { readonly family: string; readonly verdict: Verdict }[];
}

const LETTERS = [
  ['survived', 'S'],
  ['told', 'D'],
  ['kept', 'F'],
] as const;

const marksOf = (verdict: Verdict): string =>
  LETTERS.map(([what, letter]) => (verdict[what] ? letter : '')).join('') || '✓';

export function printTable(lines: readonly Line[]): void {
  const families = lines[0]?.verdicts.map(({ family }) => family) ?? [];
  const first = Math.max(...lines.map(({ scenario }) => scenario.length));
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(first), ...cells.map((cell, index) => cell.padEnd((families[index] ?? '').length))].join(
      '  ',
    );
  console.log(row('', families));
  for (const { scenario, verdicts } of lines)
    console.log(
      row(
        scenario,
        verdicts.map(({ verdict }) => marksOf(verdict)),
      ),
    );
}

/** Each miss in a sentence, then the three sums; how many were missed. */
export function printMisses(lines: readonly Line[]): number {
  const all = lines.flatMap(({ scenario, verdicts }) =>
    verdicts.map(({ family, verdict }) => ({ where: `${scenario} × ${family}`, verdict })),
  );
  const missed = LETTERS.map(([what]) => all.filter(({ verdict }) => verdict[what]));
  for (const { where, verdict } of all)
    for (const [what, letter] of LETTERS)
      if (verdict[what]) console.error(`✗ ${letter} ${where} : ${verdict[what]}`);
  const [survived, told, kept] = missed.map(({ length }) => `${all.length - length}/${all.length}`);
  console.log(`\nSurvécu (S) ${survived}, dit juste (D) ${told}, rien de fuité (F) ${kept}.`);
  return missed.flat().length;
}
