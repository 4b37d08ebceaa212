/**
 * Bac à sable local des API de l'État : un serveur HTTP, les données de test, et des pannes à la demande.
 *
 * @packageDocumentation
 */
export { SandboxError } from './errors.ts';
export type { SandboxOptions } from './options.ts';
export { type Sandbox, SCENARIO_HEADER, startSandbox } from './sandbox.ts';
export { parseScenarios } from './scenarios.ts';
