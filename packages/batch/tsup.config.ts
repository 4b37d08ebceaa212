import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', sqlite: 'src/sqlite.ts', bullmq: 'src/bullmq.ts', otel: 'src/otel.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  // What `dts` writes is not `js`'s to remove.
  clean: ['!**/*.d.{ts,cts}'],
});
