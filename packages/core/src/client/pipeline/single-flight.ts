import { orAborted } from '../wait.ts';
import type { Answer, Call, Step } from './call.ts';

type Flight = { call: Call; answer: Promise<Answer>; passengers: number; controller: AbortController };

/**
 * Identical calls in flight share one request: the platform would refuse the second one (409, 00015). The request is given up
 * only when nobody waits for it any more.
 */
export const singleFlight: Step = (next) => {
  const flights = new Map<string, Flight>();
  return async (call) => {
    const { signal, flightKey: key } = call;
    let flight = flights.get(key);
    const leads = !flight;
    if (!flight) {
      const controller = new AbortController();
      // The shared request outlives its first caller: it has a signal and a deadline of its own.
      const shared = { ...call, signal: controller.signal };
      const answer = next(shared).finally(() => {
        call.attempts = shared.attempts;
        if (flights.get(key)?.answer === answer) flights.delete(key);
      });
      flight = { call: shared, answer, passengers: 0, controller };
      flights.set(key, flight);
    }
    flight.call.deadline = Math.max(flight.call.deadline, call.deadline);
    flight.passengers++;
    call.shared = !leads;
    try {
      const answer = await orAborted(flight.answer, signal);
      return leads || !answer.text ? answer : { ...answer, body: JSON.parse(answer.text) };
    } catch (error) {
      if (signal?.aborted && --flight.passengers === 0) {
        flights.delete(key);
        flight.controller.abort(signal.reason);
        flight.answer.catch(() => {});
      }
      throw error;
    }
  };
};
