import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  abortSignalOf,
  onAbort,
  orAborted,
  patience,
  readText,
  Shared,
  Stop,
  sleep,
  within,
} from './wait.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});
/** How a promise stands, without waiting for it. */
async function state(promise: Promise<unknown>): Promise<string> {
  let now = 'pending';
  promise.then(
    (value) => {
      now = `got ${value}`;
    },
    (error) => {
      now = `failed ${error}`;
    },
  );
  await vi.advanceTimersByTimeAsync(0);
  return now;
}

describe('Stop', () => {
  it('falls once, for its first reason, and tells each listener that is still there', () => {
    const stop = new Stop();
    const told: string[] = [];
    const gone = () => told.push('gone');
    stop.addEventListener('abort', () => told.push('here'));
    stop.addEventListener('abort', gone);
    stop.removeEventListener('abort', gone);
    expect([stop.aborted, stop.reason]).toEqual([false, undefined]);
    stop.abort('first');
    stop.abort('second');
    expect([stop.aborted, stop.reason, told]).toEqual([true, 'first', ['here']]);
  });

  it('is a real signal for `fetch`', () => {
    const stop = new Stop();
    const signal = abortSignalOf(stop);
    expect(signal.aborted).toBe(false);
    stop.abort('reason');
    expect([signal.aborted, signal.reason]).toEqual([true, 'reason']);
    expect(abortSignalOf(stop)).toMatchObject({ aborted: true, reason: 'reason' });
    expect(abortSignalOf(undefined).aborted).toBe(false);
  });
});

describe('onAbort', () => {
  it.each([
    ['a stop', () => new Stop()],
    ['a signal', () => new AbortController()],
  ])('tells those who still listen to %s', (_, make) => {
    const source = make();
    const signal = source instanceof Stop ? source : source.signal;
    const told: string[] = [];
    const offs = ['a', 'b', 'c'].map((name) => onAbort(signal, () => told.push(name)));
    offs[1]?.();
    source.abort('left');
    expect(told).toEqual(['a', 'c']);
  });

  it('has one listener on a signal as long as somebody listens, whoever left before', () => {
    const { signal } = new AbortController();
    const count = () => getEventListeners(signal, 'abort').length;
    const [first, second] = [onAbort(signal, () => {}), onAbort(signal, () => {})];
    expect(count()).toBe(1);
    first();
    expect(count()).toBe(1);
    second();
    expect(count()).toBe(0);
    const third = onAbort(signal, () => {});
    first();
    expect(count()).toBe(1);
    third();
    expect(count()).toBe(0);
  });
});

describe('orAborted', () => {
  it('gives what the promise gives, and listens no more', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve('x'), signal)).toBe('x');
    await expect(orAborted(Promise.reject(new Error('y')), signal)).rejects.toThrow('y');
    expect(await orAborted(Promise.resolve('z'), undefined)).toBe('z');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('fails with the reason of a signal that falls, or has fallen, and listens no more', async () => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const waiting = orAborted(never(), signal);
    expect(await state(waiting)).toBe('pending');
    leaving.abort('reason');
    expect(await state(waiting)).toBe('failed reason');
    expect(await state(orAborted(never(), signal))).toBe('failed reason');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('sleep', () => {
  it('lasts as long as it is told', async () => {
    const asleep = sleep(1000, undefined);
    await vi.advanceTimersByTimeAsync(999);
    expect(await state(asleep)).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(await state(asleep)).toBe('got undefined');
  });

  it.each([1000, Infinity])('of %d ms ends with its signal, and leaves no timer', async (ms) => {
    const stop = new Stop();
    const asleep = sleep(ms, stop);
    expect(vi.getTimerCount()).toBe(ms === Infinity ? 0 : 1);
    stop.abort('reason');
    expect(await state(asleep)).toBe('failed reason');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of more than a timer holds does not end at once', async () => {
    const asleep = sleep(2 ** 31, undefined);
    await vi.advanceTimersByTimeAsync(2 ** 31 - 2);
    expect(await state(asleep)).toBe('pending');
  });
});

describe('patience', () => {
  it('falls in time for its own reason, or with the signal for that one’s', async () => {
    const late = patience(100, undefined, () => 'late');
    await vi.advanceTimersByTimeAsync(99);
    expect(late.stop.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(late.stop.reason).toBe('late');
    const leaving = new AbortController();
    const left = patience(100, leaving.signal, () => 'late');
    leaving.abort('left');
    expect(left.stop.reason).toBe('left');
  });

  it('never falls once it is over, and leaves neither timer nor listener', async () => {
    const leaving = new AbortController();
    const { stop, end } = patience(100, leaving.signal, () => 'late');
    end();
    expect([vi.getTimerCount(), getEventListeners(leaving.signal, 'abort').length]).toEqual([0, 0]);
    leaving.abort();
    expect(stop.aborted).toBe(false);
  });
});

describe('within', () => {
  it('gives what the work gives, and leaves nothing', async () => {
    const { signal } = new AbortController();
    expect(
      await within(
        100,
        signal,
        () => 'late',
        async () => 'done',
      ),
    ).toBe('done');
    const failing = within(
      100,
      signal,
      () => 'late',
      async () => Promise.reject(new Error('failed')),
    );
    await expect(failing).rejects.toThrow('failed');
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });

  it('does not wait for work that does not hear', async () => {
    const waiting = within(100, undefined, () => 'late', never);
    expect(await state(waiting)).toBe('pending');
    await vi.advanceTimersByTimeAsync(100);
    expect(await state(waiting)).toBe('failed late');
  });

  it('does not begin for a caller who has left', async () => {
    const work = vi.fn(never);
    expect(await state(within(100, AbortSignal.abort('left'), () => 'late', work))).toBe('failed left');
    expect([work.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
  });
});

describe('Shared', () => {
  function share() {
    let end = { resolve: (_: string) => {}, reject: (_: unknown) => {} };
    let stop = new Stop();
    const forget = vi.fn();
    const work = new Shared<string>((given) => {
      stop = given;
      return new Promise((resolve, reject) => {
        end = { resolve, reject };
      });
    }, forget);
    return { work, forget, stop, end };
  }

  it('gives the same to all, and is forgotten once', async () => {
    const { work, forget, end } = share();
    const joined = [work.join(undefined), work.join(new Stop())];
    expect(forget).not.toHaveBeenCalled();
    end.resolve('x');
    expect(await Promise.all(joined)).toEqual(['x', 'x']);
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it('fails for all, whose own signals have nothing to do with it', async () => {
    const { work, forget, stop, end } = share();
    const joined = [work.join(undefined), work.join(new Stop())];
    end.reject('broken');
    expect(await Promise.all(joined.map(state))).toEqual(['failed broken', 'failed broken']);
    expect([forget.mock.calls.length, stop.aborted]).toEqual([1, false]);
  });

  it('goes on until the last has left, then is given up and forgotten, once', async () => {
    const { work, forget, stop, end } = share();
    const callers = [new Stop(), new Stop()];
    const joined = callers.map((caller) => work.join(caller));
    callers[0]?.abort('first');
    expect(await state(joined[0] as Promise<string>)).toBe('failed first');
    expect([forget.mock.calls.length, stop.aborted]).toEqual([0, false]);
    callers[1]?.abort('second');
    expect(await state(joined[1] as Promise<string>)).toBe('failed second');
    expect([forget.mock.calls.length, stop.reason]).toEqual([1, 'second']);
    end.reject('given up');
    await vi.advanceTimersByTimeAsync(0);
    expect(forget).toHaveBeenCalledTimes(1);
  });
});

describe('readText', () => {
  it('lets go of a body whose reader has left, then or before', async () => {
    for (const moment of ['before', 'then']) {
      const stop = new Stop();
      const cancel = vi.fn();
      if (moment === 'before') stop.abort('left');
      const reading = readText(new Response(new ReadableStream({ pull: never, cancel })), 10, stop);
      stop.abort('left');
      await vi.advanceTimersByTimeAsync(0);
      expect(cancel).toHaveBeenCalledTimes(1);
      expect(await reading).toBe('');
    }
  });

  it('listens no more once it has read', async () => {
    const { signal } = new AbortController();
    expect(await readText(new Response('abc'), 3, signal)).toBe('abc');
    expect(await readText(new Response('abcd'), 3, signal)).toBeUndefined();
    expect(await readText(new Response(null), 3, signal)).toBe('');
    expect(await readText(new Response('abc'), 3, undefined)).toBe('abc');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
