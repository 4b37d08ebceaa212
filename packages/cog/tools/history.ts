/** From Insee's movements and lists to the names that each code has had, and to what came after what. */
import type { Line } from './csv.ts';

/** A name that a code had, from a day on, until another one; dates are YYYYMMDD, '' for always. */
export interface Period {
  nom: string;
  code: string;
  from: string;
  to: string;
}

/** On that day some or all of the territory of `before` went to `after`. */
export interface Link {
  date: string;
  before: string;
  after: string;
}

/** The day after the movements end: what changed since then has no known date. */
export function unknownDate(movements: readonly Line[]): string {
  const last = movements.reduce((max, { DATE_EFF: date = '' }) => (date > max ? date : max), '');
  return String(Number(last.replaceAll('-', '')) + 1);
}

/** The end of a commune within another one: the other one stays what it was. */
const ofParts = ({ MOD }: Line): boolean => MOD === '34' || MOD === '35';

const isCommune = (type: string | undefined): boolean => type === 'COM' || type === 'ARM';

export class History {
  readonly periods: Period[] = [];
  readonly links: Link[] = [];
  private readonly current = new Map<string, Period>();
  private readonly seen = new Set<string>();
  private readonly linked = new Set<string>();

  constructor(movements: readonly Line[], listed: readonly Line[], overseas: ReadonlyMap<string, string>) {
    const told = movements.filter((line) => !ofParts(line));
    const byDate = groupBy(told, ({ DATE_EFF }) => (DATE_EFF ?? '').replaceAll('-', ''));
    for (const [date, lines] of [...byDate].sort(([a], [b]) => (a < b ? -1 : 1))) this.addDay(date, lines);
    this.check(listed);
    for (const { code = '', nom = '' } of listed)
      if (!this.seen.has(code)) this.start(code, nom, overseas.get(code.slice(0, 3)) ?? '');
  }

  /** The list of today: what differs changed on an unknown day. */
  addLatest(latest: readonly Line[], unknown: string): void {
    const codes = new Set(latest.map(({ code }) => code));
    const last = new Map(this.periods.map((period) => [period.code, period]));
    for (const { code = '', nom = '', anciensCodes = '' } of latest) {
      for (const old of anciensCodes.split(' '))
        if (this.current.has(old) && !codes.has(old)) this.link(unknown, old, code);
      const known = this.current.get(code);
      if (!known) {
        const parent = last.get(code) && this.heirOf(code);
        if (parent) this.link(unknown, parent, code);
      }
      if (known?.nom === nom) continue;
      if (known) this.end(code, unknown);
      this.start(code, nom, unknown);
    }
    for (const code of [...this.current.keys()]) if (!codes.has(code)) this.end(code, unknown);
  }

  all(): Period[] {
    return [...this.periods, ...this.current.values()];
  }

  private addDay(date: string, lines: readonly Line[]): void {
    const left = groupBy(
      lines.filter(({ TYPECOM_AV: type }) => isCommune(type)),
      ({ COM_AV }) => COM_AV ?? '',
    );
    const made = groupBy(
      lines.filter(({ TYPECOM_AP: type }) => isCommune(type)),
      ({ COM_AP }) => COM_AP ?? '',
    );
    for (const code of new Set([...left.keys(), ...made.keys()]))
      this.addChange(date, code, left.get(code) ?? [], made.get(code) ?? []);
    for (const { COM_AV: before = '', COM_AP: after = '', ...types } of lines)
      if (isCommune(types.TYPECOM_AV) && isCommune(types.TYPECOM_AP) && before !== after)
        this.link(date, before, after);
  }

  private addChange(date: string, code: string, left: readonly Line[], made: readonly Line[]): void {
    const kept = left.filter(({ COM_AP, TYPECOM_AP }) => COM_AP === code && isCommune(TYPECOM_AP));
    const given = left.some(({ COM_AP, TYPECOM_AP }) => COM_AP !== code && TYPECOM_AP === 'COM');
    const born = made.some(({ COM_AV }) => COM_AV !== code);
    const isGone = given && kept.length === 0;
    if (!this.seen.has(code) && left[0] && !(born && isGone)) this.start(code, left[0].LIBELLE_AV ?? '', '');
    this.seen.add(code);
    const known = this.current.get(code);
    const nom = nameOf(code, made) ?? known?.nom;
    // Came and went on one day: a step between two others.
    if (!known && isGone) this.periods.push({ nom: nom ?? '', code, from: date, to: date });
    else if (isGone && !born) this.end(code, date);
    else if (nom !== undefined && nom !== known?.nom) {
      if (known) this.end(code, date);
      this.start(code, nom, date);
    }
  }

  /** Where a code that is no more went, step by step. */
  private heirOf(code: string): string | undefined {
    const next = this.links.findLast(({ before }) => before === code)?.after;
    return next === undefined || this.current.has(next) ? next : this.heirOf(next);
  }

  private start(code: string, nom: string, from: string): void {
    this.seen.add(code);
    this.current.set(code, { nom, code, from, to: '' });
  }

  private end(code: string, to: string): void {
    const period = this.current.get(code);
    if (period) this.periods.push({ ...period, to });
    this.current.delete(code);
  }

  private link(date: string, before: string, after: string): void {
    const text = `${date} ${before} ${after}`;
    if (!this.linked.has(text)) this.links.push({ date, before, after });
    this.linked.add(text);
  }

  /** The movements, told one by one, must end where the list of that day is. */
  private check(listed: readonly Line[]): void {
    const names = new Map(listed.map(({ code, nom }) => [code, nom]));
    for (const { code, nom } of this.current.values())
      if (names.get(code) !== nom)
        throw new Error(`${code} : « ${nom} » n'est pas dans la liste du dernier jour`);
    for (const code of this.seen)
      if (names.has(code) && !this.current.has(code)) throw new Error(`${code} manque au dernier jour`);
  }
}

function nameOf(code: string, made: readonly Line[]): string | undefined {
  const [nom, ...others] = new Set(made.map(({ LIBELLE_AP }) => LIBELLE_AP));
  if (others.length > 0) throw new Error(`${code} : plusieurs noms le même jour`);
  return nom;
}

function groupBy(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return groups;
}
