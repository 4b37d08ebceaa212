/** Every package's tests: its script runs those of its folder, `npx vitest` at the root runs all of them. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    // For a slow machine.
    testTimeout: 60_000,
  },
});
