/** Every simulated API, and the situations a reader can put them in. */
import { createMock, scenarios } from '@apigouv/core/mocks';
import { loadTables } from './bundles.js';

const tables = await loadTables();

export const SITUATIONS = {
  'Tout va bien': () => [],
  'Fournisseur en panne, puis rétabli': () => [scenarios.outage({ times: 1 })],
  'Fournisseur en panne': () => [scenarios.outage()],
  'Maintenance annoncée': () => [scenarios.maintenance({ retryIn: 5400 })],
  'Réponse lente': () => [scenarios.slow({ ms: 2000 })],
  'Quota dépassé': () => [scenarios.quotaExceeded()],
  'Scope absent du jeton': () => [scenarios.missingScope()],
  'Jeton expiré': () => [scenarios.expiredToken()],
  'Connexion coupée': () => [scenarios.cutConnection()],
};

/** The gateway's address is not public: the examples have one that leads nowhere. */
export const GATEWAY = 'https://passerelle.example';

/** A fresh server for each run: no quota used, no scenario spent. */
export const simulate = (situation) => createMock(tables, { scenarios: SITUATIONS[situation]() });
