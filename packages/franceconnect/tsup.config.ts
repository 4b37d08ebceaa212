import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', mocks: 'src/mocks.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: true,
  clean: true,
});
