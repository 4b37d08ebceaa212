/** Un processus parmi d'autres, sur cette machine ou une autre : il prend sa part des lignes, et du quota de tous. */
import { bullmq } from '@apigouv/batch/bullmq';
import { redisQuotaStore } from '@apigouv/core/redis';
import { createEntreprise } from '@apigouv/entreprise';
import { Redis } from 'ioredis';
import { ouvrirAttestations } from './attestations.ts';
import { Fournisseurs } from './fournisseurs.ts';

const [folder = '', environment = '', port = ''] = process.argv.slice(2);
// Redis injoignable, l'appel échoue au lieu d'attendre.
const redis = new Redis(Number(port), '127.0.0.1', { maxRetriesPerRequest: 1 });
const entreprise = createEntreprise({
  ...{ environment, token: 'essai', recipient: '21920023500014' },
  ...{ context: 'Marché public', object: 'Suivi des titulaires' },
  quota: {
    store: redisQuotaStore((script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)),
  },
});
const store = bullmq({ connection: { host: '127.0.0.1', port: Number(port) } });
const batch = await ouvrirAttestations(new Fournisseurs(folder), entreprise, store, {
  // Pas plus de lignes en main qu'il n'en faut : l'autre processus a les siennes.
  ...{ share: 0.8, concurrency: 8 },
});

// En production, sans `maxIdle` : le processus attend la prochaine ligne, fût-ce six mois.
const report = await batch.run({ maxIdle: 5_000 });
await batch.close();
redis.disconnect();
process.send?.(report);
process.disconnect?.();
