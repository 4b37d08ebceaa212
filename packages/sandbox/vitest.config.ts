import { mergeConfig } from 'vitest/config';
import root from '../../vitest.config.ts';
import { forVite } from './inline-page.ts';

/** The page is made of several files, which the build inlines: the tests, which run the sources, need the same, and as they are now. */
export default mergeConfig(root, { plugins: [forVite], test: { fsModuleCache: false } });
