import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { expect, it } from 'vitest';
import { openBatch } from './batch.ts';
import { observeBatch } from './otel.ts';
import { sqlite } from './sqlite.ts';

it('publishes how many lines there are in each state, and no key', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e6 });
  const meters = new MeterProvider({ readers: [reader] });
  const batch = await openBatch('essai', {
    store: sqlite(':memory:'),
    call: async () => null,
    save: () => {},
  });
  const stop = observeBatch(batch, meters.getMeter('essai'));
  await batch.add(['ROUX-1', 'ROUX-2']);
  await reader.forceFlush();
  const points: unknown[] = [];
  for (const { scopeMetrics } of exporter.getMetrics())
    for (const { metrics } of scopeMetrics) for (const { dataPoints } of metrics) points.push(...dataPoints);
  expect(points).toContainEqual(
    expect.objectContaining({
      value: 2,
      attributes: { 'apigouv.batch.name': 'essai', 'apigouv.batch.state': 'waiting' },
    }),
  );
  expect(JSON.stringify(points)).not.toContain('ROUX');
  stop();
  await meters.shutdown();
  await batch.close();
});
