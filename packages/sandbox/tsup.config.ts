import { defineConfig } from 'tsup';

const common = { target: 'es2022', clean: false } as const;

export default defineConfig([
  { ...common, entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'], dts: true },
  { ...common, entry: { cli: 'src/cli.ts' }, format: ['esm'] },
]);
