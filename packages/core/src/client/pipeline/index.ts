import type { ApiDefinition } from '../definition.ts';
import { type AuditEvent, audit } from './audit.ts';
import type { Next, Step } from './call.ts';
import { check } from './check.ts';
import { deadline, timeout } from './deadline.ts';
import { type QuotaOptions, type QuotaStep, quota as quotaStep } from './quota.ts';
import { retry } from './retry.ts';
import { identify, singleFlight } from './single-flight.ts';
import { transport } from './transport.ts';

export interface PipelineOptions {
  audit?: ((event: AuditEvent) => void) | undefined;
  quota?: QuotaOptions | false | undefined;
  fetch?: typeof fetch | undefined;
  maxBytes?: number | undefined;
}

export interface Pipeline {
  run: Next;
  /** The same quota, for what is asked for beside the API. */
  counted: QuotaStep;
}

/** Every call goes down this list and its answer comes back up; a step that this client has no use for is left out. */
export function createPipeline(options: PipelineOptions, definition: ApiDefinition): Pipeline {
  const quota = options.quota !== false && quotaStep(options.quota, options.fetch);
  const steps: (Step | false | undefined)[] = [
    options.audit && audit(options.audit),
    deadline,
    identify,
    singleFlight,
    retry,
    check(definition),
    quota,
    timeout,
  ];
  const run = steps.reduceRight<Next>((next, step) => (step ? step(next) : next), transport(options));
  return { run, counted: quota || ((next) => next) };
}
