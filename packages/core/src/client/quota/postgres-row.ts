/** What is known of a bucket, as the text of a row. */
import type { State } from './state.ts';

interface Written extends Omit<State, 'flying' | 'stepMs' | 'skew'> {
  /** JSON has no infinity. */
  stepMs: number | null;
  skew: number | null;
  flying: [id: string, takenAt: number][];
}

/** Thousands of moments take little room as the time from each to the next. */
export function textOf(state: State): string {
  let former = 0;
  const ended = state.ended.map((moment) => {
    const step = moment - former;
    former = moment;
    return step;
  });
  return JSON.stringify({ ...state, flying: [...state.flying], ended });
}

export function stateIn(text: string): State {
  const { flying, ended, stepMs, skew, ...rest }: Written = JSON.parse(text);
  let moment = 0;
  return {
    ...rest,
    stepMs: stepMs ?? Infinity,
    skew: skew ?? Infinity,
    flying: new Map(flying),
    ended: ended.map((step) => {
      moment += step;
      return moment;
    }),
  };
}

/** Another process began a row anew, that was deleted: what it could not know, it is told. */
export function remember(state: State, former: State, now: number): void {
  const blockedUntil = Math.max(state.blockedUntil, former.blockedUntil);
  if (former.window > state.window)
    Object.assign(state, { ...former, flying: state.flying, ended: state.ended });
  else if (former.window === state.window && former.until > now)
    state.left = Math.min(state.left, former.left);
  for (const [id, takenAt] of former.flying) state.flying.set(id, takenAt);
  state.blockedUntil = blockedUntil;
}
