import type { ClientOptions } from './options.ts';

/** A copy that a later change of the caller's object does not reach; what has a life of its own (token source, `fetch`, store) is shared. */
export function copyOptions<O extends ClientOptions>(options: O): O {
  const { headers, quota, timeout } = options;
  return {
    ...options,
    ...(headers && { headers: { ...headers } }),
    ...(typeof timeout === 'object' && { timeout: { ...timeout } }),
    ...(quota && { quota: { ...quota, ...(quota.limits && { limits: structuredClone(quota.limits) }) } }),
  };
}
