import type { ApiDefinition } from '../definition.ts';
import { type AuditEvent, audit } from './audit.ts';
import type { Next, Step } from './call.ts';
import { check } from './check.ts';
import { deadline } from './deadline.ts';
import { type QuotaOptions, quota } from './quota.ts';
import { retry } from './retry.ts';
import { singleFlight } from './single-flight.ts';
import { timeout } from './timeout.ts';
import { transport } from './transport.ts';

export interface PipelineOptions {
  audit?: ((event: AuditEvent) => void) | undefined;
  quota?: QuotaOptions | false | undefined;
  fetch?: typeof fetch | undefined;
}

/** Every call goes down this list and its answer comes back up. */
export function createPipeline(options: PipelineOptions, statuses?: ApiDefinition['statuses']): Next {
  const steps: Step[] = [
    audit(options.audit),
    deadline,
    singleFlight(),
    retry(),
    check(statuses),
    quota(options.quota),
    timeout,
  ];
  return steps.reduceRight<Next>((next, step) => (call) => step(call, next), transport(options.fetch));
}
