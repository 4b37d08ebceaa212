import type { Schedule } from './hours.ts';
import type { Progress } from './options.ts';
import { type Pace, Rate } from './pace.ts';
import type { LineCounts } from './store.ts';

/** Lines that are still to be asked. */
export const leftOf = ({ waiting, running, later }: LineCounts): number => waiting + running + later;

/** What one run has seen, in this process. */
export class Tally {
  readonly #pace: Pace;
  readonly #hours: Schedule;
  readonly #share: number;
  readonly #rate = new Rate();
  readonly #errors: Record<string, number> = {};
  calls = 0;
  held: Progress['held'];

  constructor(pace: Pace, hours: Schedule, share: number) {
    this.#pace = pace;
    this.#hours = hours;
    this.#share = share;
  }

  begin(): void {
    this.calls++;
  }

  end(): void {
    this.#rate.add();
  }

  error(code: string): void {
    this.#errors[code] = (this.#errors[code] ?? 0) + 1;
  }

  progress(counts: LineCounts): Progress {
    const { done, refused, abandoned, waiting, running, later } = counts;
    const left = leftOf(counts);
    const rate = this.#rate.perSecond();
    const work = this.#pace.time(left, this.#share) ?? (rate > 0 ? (left * 1000) / rate : undefined);
    return {
      ...{
        total: left + done + refused + abandoned,
        done,
        refused,
        abandoned,
        left,
        waiting,
        running,
        later,
      },
      ...{ rate, errors: { ...this.#errors } },
      ...(work !== undefined && { endsAt: new Date(this.#hours.endOf(work, Date.now())) }),
      ...(this.held && { held: this.held }),
    };
  }
}
