/**
 * Avancement d'un traitement dans OpenTelemetry.
 *
 * @packageDocumentation
 */
import { type Meter, metrics } from '@opentelemetry/api';
import type { Batch } from './batch.ts';

/**
 * Publie l'avancement d'un traitement : `apigouv.batch.lines`, les lignes par état (`apigouv.batch.state`). Aucune clé n'y figure.
 *
 * @param batch Traitement ouvert.
 * @param meter Compteur d'OpenTelemetry ; celui du programme par défaut.
 * @returns De quoi arrêter.
 *
 * @example
 * ```ts
 * import type { Batch } from '@apigouv/batch';
 * import { observeBatch } from '@apigouv/batch/otel';
 *
 * export const suivre = (batch: Batch) => observeBatch(batch);
 * ```
 */
export function observeBatch(batch: Batch, meter: Meter = metrics.getMeter('@apigouv/batch')): () => void {
  const gauge = meter.createObservableGauge('apigouv.batch.lines', {
    description: 'Lignes du traitement, par état.',
    unit: '{line}',
  });
  const observe: Parameters<typeof gauge.addCallback>[0] = async (result) => {
    const { waiting, running, later, done, refused, abandoned } = await batch.progress();
    for (const [state, lines] of Object.entries({ waiting, running, later, done, refused, abandoned }))
      result.observe(lines, { 'apigouv.batch.name': batch.name, 'apigouv.batch.state': state });
  };
  gauge.addCallback(observe);
  return () => gauge.removeCallback(observe);
}
