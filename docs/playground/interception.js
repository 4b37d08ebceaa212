/** MSW's service worker, which answers the calls of this page and of its workers. */
import { toHandlers } from '@apigouv/core/mocks/msw';
import { setupWorker } from 'msw/browser';
import { GATEWAY, simulate } from './simulation.js';

const root = new URL('../', import.meta.url);

/** Gives the function that puts the simulated APIs in a situation. */
export async function startInterception() {
  const network = setupWorker();
  await network.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', root).href, options: { scope: root.href } },
  });
  return (situation) => {
    const mock = simulate(situation);
    network.resetHandlers(...toHandlers(mock, [...mock.origins, GATEWAY]));
  };
}
