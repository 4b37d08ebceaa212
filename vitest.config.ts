/** Every package's tests: its script runs those of its folder, `npx vitest` at the root runs all of them. */
import { defineConfig } from 'vitest/config';
// The sandbox's page is inlined by its build; its tests read it from its source.
import { forVite } from './packages/sandbox/inline-page.ts';

export default defineConfig({
  plugins: [forVite],
  test: {
    include: ['**/*.test.ts'],
    // For a slow machine.
    testTimeout: 60_000,
  },
});
