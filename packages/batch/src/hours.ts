import { ConfigurationError } from '@apigouv/core';

/** Heures pendant lesquelles des appels partent. */
export interface Hours {
  /** Ouverture, `HH:MM`. */
  from: string;
  /** Fermeture, `HH:MM` ; avant `from` : le lendemain. Un appel parti avant se termine après. */
  to: string;
  /** Fuseau, par exemple `Europe/Paris`. */
  timeZone: string;
}

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** When calls may leave. */
export interface Schedule {
  /** Milliseconds before it opens; 0 when it is open. */
  opensIn(now: number): number;
  /** The moment when so much work is done, begun now and interrupted whenever it is closed. */
  endOf(work: number, now: number): number;
}

const ALWAYS: Schedule = { opensIn: () => 0, endOf: (work, now) => now + work };

export function schedule(hours: Hours | undefined): Schedule {
  if (!hours) return ALWAYS;
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  if (from === to) throw new ConfigurationError('hours : « from » et « to » sont la même heure.');
  const clock = clockOf(hours.timeZone);
  const isOpen = (minute: number): boolean =>
    from < to ? minute >= from && minute < to : minute >= from || minute < to;

  /** Milliseconds until the clock there shows a minute of the day. */
  const until = (minute: number, now: number): number => {
    const ahead = (minute - clock(now) + DAY_MINUTES) % DAY_MINUTES;
    const at = now + ahead * MINUTE;
    // The clock changes meanwhile; a minute that it skips comes as late as it would have.
    const off = ((minute - clock(at) + 1.5 * DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
    const exact = at + off * MINUTE;
    const there = clock(exact) === minute ? exact : at;
    return Math.max(0, there - (there % MINUTE) - now);
  };

  const opensIn = (now: number): number => (isOpen(clock(now)) ? 0 : Math.max(1, until(from, now)));
  return {
    opensIn,
    endOf(work, now) {
      let at = now;
      for (let left = work; ; ) {
        at += opensIn(at);
        const span = Math.max(MINUTE, until(to, at));
        if (left <= span) return at + left;
        left -= span;
        at += span;
      }
    },
  };
}

function minutesOf(time: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (!hours || !minutes) throw new ConfigurationError('hours : une heure s’écrit « HH:MM ».');
  return +hours * 60 + +minutes;
}

/** The minute of the day that a moment is, somewhere. */
function clockOf(timeZone: string): (moment: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    throw new ConfigurationError('hours : fuseau inconnu ; par exemple « Europe/Paris ».');
  }
  return (moment) => minutesOf(format.format(moment));
}
