/** Plays the checks that a specification says its server makes. */
import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import type { ServerOrder, ServerRule } from '../table/types.ts';
import { passes } from './checks.ts';
import { ageOn, type Day, exists, leading, parisDay, rank } from './dates.ts';

/** A value exactly as it was sent; nothing when the request does not have it. */
export type Raw = (wire: string) => string | readonly string[] | undefined;

export interface Checked {
  readonly params: readonly Param[];
  readonly raw: Raw;
  readonly now: number;
  /** Values that pass whatever they are. */
  readonly trusts?: (wire: string, value: string) => boolean;
}

/** The codes of every fault, in the order of the checks. */
export function faultsOf(names: readonly string[], { rules }: ServerOrder, request: Checked): string[] {
  let codes: string[] = [];
  for (const name of names) {
    for (const rule of rules[name] ?? []) {
      if (!isMade(rule, request.raw) || (rule.alone && codes.length > 0)) continue;
      const code = faultOf(rule, request);
      if (code === undefined) continue;
      codes = rule.wipes ? [code] : [...codes, code];
      break;
    }
  }
  return codes;
}

const isGiven = (value: string | readonly string[] | undefined): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== undefined && value.length > 0;

function isMade({ given = [], without = [], some }: ServerRule, raw: Raw): boolean {
  const has = (wire: string) => isGiven(raw(wire));
  return given.every(has) && !without.some(has) && (some?.some(has) ?? true);
}

function faultOf(rule: ServerRule, request: Checked): string | undefined {
  const { param, code = '' } = rule;
  if (rule.period) return isTooOld(rule, request) ? code : undefined;
  if (rule.date) return dateFault(rule, rule.date, request);
  if (param === undefined) return code;
  return param.endsWith('[]')
    ? listFault(rule, param, request)
    : textFault(rule, request.raw(param), request);
}

function textFault(
  rule: ServerRule,
  value: string | readonly string[] | undefined,
  request: Checked,
): string | undefined {
  const { code, rangeCode = code } = rule;
  if (typeof value !== 'string' || (rule.blank && value.trim() === ''))
    return rule.required ? code : undefined;
  if (request.trusts?.(rule.param ?? '', value)) return undefined;
  if (rule.whole) return isWhole(rule, value, rule.whole) ? undefined : code;
  if (rule.notAfter) return isToCome(value, request.raw(rule.notAfter), request) ? code : undefined;
  if (rule.years) {
    if (!/^\d{4}$/.test(value)) return code;
    const [min = 0, max = 9999] = rule.years.map((year) => absolute(year, parisDay(request.now).year));
    return Number(value) < min || Number(value) > max ? rangeCode : undefined;
  }
  return hasForm(rule, value, request) ? undefined : code;
}

/** A list without its brackets is none. */
function listFault(rule: ServerRule, wire: string, request: Checked): string | undefined {
  const items = request.raw(wire);
  if (!isGiven(items)) {
    const isPlain = request.raw(wire.slice(0, -2)) !== undefined;
    return rule.required || isPlain ? rule.code : undefined;
  }
  return [items ?? []].flat().every((item) => hasForm(rule, item, request)) ? undefined : rule.code;
}

const PATTERNS = new Map<string, RegExp>();

function hasForm({ pattern, anyCase, param }: ServerRule, value: string, { params }: Checked): boolean {
  if (pattern === undefined) {
    const declared = params.find((one) => wireName(one) === param);
    return !declared || passes(value, declared);
  }
  const flags = anyCase ? 'i' : '';
  const key = flags + pattern;
  let expression = PATTERNS.get(key);
  if (!expression) {
    expression = new RegExp(pattern, flags);
    PATTERNS.set(key, expression);
  }
  return expression.test(value);
}

function isWhole({ lenient }: ServerRule, value: string, [min = 0, max = 0]: readonly number[]): boolean {
  if (!lenient && !/^\s*[+-]?\d+\s*$/.test(value)) return false;
  const number = leading(value);
  return number >= min && number <= max;
}

// Nobody asks for the year 0.
const absolute = (year: number, current: number): number => (year <= 0 ? current + year : year);

function isToCome(value: string, year: ReturnType<Raw>, { now }: Checked): boolean {
  const today = parisDay(now);
  return typeof year === 'string' && leading(year) >= today.year && leading(value) > today.month;
}

/** A part that is missing is today's; one that is wrong is another check's fault. */
function isTooOld({ period = [], months = 0 }: ServerRule, { raw, now }: Checked): boolean {
  const [year, month] = period.map((wire) => raw(wire));
  if (year === undefined && month === undefined) return false;
  const today = parisDay(now);
  const asked = (part: ReturnType<Raw>, usual: number) => (isGiven(part) ? leading(String(part)) : usual);
  const [y, m] = [asked(year, today.year), asked(month, today.month)];
  if (y < 1000 || m < 1 || m > 12) return false;
  return (today.year - y) * 12 + today.month - m > months;
}

const isPart = [
  (year: number) => year > 0,
  (month: number) => month >= 1 && month <= 12,
  (day: number) => day >= 1 && day <= 31,
];

function dateFault(rule: ServerRule, wires: readonly string[], { raw, now }: Checked): string | undefined {
  const { code, codes, age } = rule;
  const parts = wires.map((wire) => raw(wire));
  const numbers = parts.map((part) => (part === undefined ? undefined : leading(String(part))));
  const today = parisDay(now);
  for (const [index, number] of numbers.entries()) {
    // Without codes of its own, a part may be missing.
    if (number === undefined ? !codes && !age : isPart[index]?.(number)) continue;
    return codes?.[index] ?? code;
  }
  if (numbers.includes(undefined)) return undefined;
  const [year = 0, month = 0, day = 0] = numbers;
  const date = { year, month, day };
  if (age) return isOfAge(date, today, age) ? undefined : code;
  const isRight = exists(date) && year >= 1900 && rank(date) <= rank(last(rule, now));
  return isRight ? undefined : (codes?.[3] ?? code);
}

const last = ({ until }: ServerRule, now: number): Day =>
  parisDay(until === 'yesterday' ? now - 86_400_000 : now);

function isOfAge(birth: Day, today: Day, [min = 0, max = 0]: readonly number[]): boolean {
  const age = ageOn(birth, today);
  return exists(birth) && age >= min && age <= max;
}
