/** Who asks is settled first: what differs by it is not shared. */
import type { Auth } from '../auth/auth.ts';
import { keyOf } from '../auth/bearer.ts';
import { ApigouvError } from '../errors/base.ts';
import { connectionError } from '../errors/connection.ts';
import { Shared } from '../wait.ts';
import type { Answer, Call, Step } from './call.ts';

/** Has the call's token known, once for all its attempts: a function that gives it may give another to the next call. */
export const identify: Step = (next) => {
  const known = (call: Call): Promise<Answer> => {
    if (call.auth) call.authKey = keyOf(call.auth);
    call.buckets = call.bucketsOf(call.authKey);
    return next(call);
  };
  return (call) => (call.auth?.resolve ? resolve(call, call.auth).then(known) : known(call));
};

async function resolve(call: Call, auth: Auth): Promise<Call> {
  try {
    call.auth = await auth.resolve?.();
    return call;
  } catch (error) {
    throw error instanceof ApigouvError ? error : connectionError(call.operation, error);
  }
}

/**
 * Identical calls in flight share one request: the platform would refuse the second one (409, 00015). The request is given up
 * only when nobody waits for it any more.
 */
export const singleFlight: Step = (next) => {
  const flights = new Map<string, { leader: Call; work: Shared<Answer> }>();
  return async (call) => {
    const { signal } = call;
    const key = flightKeyOf(call);
    let flight = flights.get(key);
    const leads = !flight;
    if (!flight) {
      const work = new Shared<Answer>(
        (stop) => {
          // The request outlives its first caller, when others wait for it.
          call.signal = stop;
          return next(call);
        },
        () => flights.delete(key),
      );
      flight = { leader: call, work };
      flights.set(key, flight);
    }
    call.shared = !leads;
    call.leader = flight.leader;
    flight.leader.deadline = Math.max(flight.leader.deadline, call.deadline);
    const answer = await flight.work.join(signal);
    return leads || !answer.text ? answer : { ...answer, body: JSON.parse(answer.text) };
  };
};

/**
 * All that an answer depends on: who asks, the address, every header but those made for each call; and how hard the request is tried, so
 * that nobody dies of another's impatience.
 */
function flightKeyOf({ authKey, url, headers, perCall, attemptMs, retries }: Call): string {
  const sent = { ...headers };
  for (const name of perCall ?? []) delete sent[name];
  return JSON.stringify([authKey, url, attemptMs, retries, sent]);
}
