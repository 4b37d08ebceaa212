/**
 * Traitements de masse : des centaines de milliers d'appels, dans le quota, repris là où ils s'étaient arrêtés.
 *
 * @packageDocumentation
 */
export { type Batch, openBatch } from './batch.ts';
export type { Hours } from './hours.ts';
export type {
  Again,
  BatchCallOptions,
  BatchOptions,
  Estimate,
  Pause,
  Progress,
  Report,
  Run,
  RunOptions,
} from './options.ts';
export type {
  BatchLines,
  BatchStore,
  Line,
  LineCounts,
  LineState,
  NewLine,
  Notes,
  Outcome,
  TakenLine,
} from './store.ts';
