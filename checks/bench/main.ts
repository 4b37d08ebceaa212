/**
 * Prints each figure beside a baseline measured in the same run. Figures, not tests: nothing fails here.
 * `npm run bench -- --nodes` measures calls on every Node with long-term support, instead of this one.
 */
import type { Node } from '../lib/nodes.ts';
import { measureBuilds } from './builds.ts';
import { measureBundles } from './bundles.ts';
import { measureCalls } from './calls.ts';
import { show } from './figures.ts';
import { measurePlaces } from './places.ts';
import { measureTypes } from './types.ts';

const LONG_TERM: Node[] = ['node-20', 'node-22', 'node-24'];

console.log(`Node ${process.version}`);
await measureCalls(process.argv.includes('--nodes') ? LONG_TERM : []);
measurePlaces();
await measureBundles();
measureTypes();
measureBuilds();
show();
