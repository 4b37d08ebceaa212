import { defineConfig } from 'vitest/config';
import { forVite } from './inline-page.ts';

export default defineConfig({
  plugins: [forVite],
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
