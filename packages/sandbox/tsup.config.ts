import { defineConfig } from 'tsup';
import { forEsbuild } from './inline-page.ts';

const common = {
  target: 'es2022' as const,
  clean: false,
  esbuildPlugins: [forEsbuild],
};

export default defineConfig([
  { ...common, entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'], dts: true },
  { ...common, entry: { cli: 'src/cli.ts' }, format: ['esm'] },
]);
