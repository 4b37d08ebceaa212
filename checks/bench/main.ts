/** Prints each figure beside a baseline measured in the same run. Figures, not tests: nothing fails here. */
import { measureBuilds } from './builds.ts';
import { measureBundles } from './bundles.ts';
import { measureCalls } from './calls.ts';
import { show } from './figures.ts';
import { measureTypes } from './types.ts';

await measureBundles();
await measureCalls();
measureTypes();
measureBuilds();
show();
