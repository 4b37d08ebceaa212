import { defineConfig } from 'tsup';
import { forEsbuild } from './inline-page.ts';

const common = {
  target: 'es2022' as const,
  clean: false,
  esbuildPlugins: [forEsbuild],
};

// Nobody imports the command: it needs no types.
export default defineConfig(({ dts }) => [
  { ...common, entry: { index: 'src/index.ts' }, format: ['esm', 'cjs'] },
  ...(dts ? [] : [{ ...common, entry: { cli: 'src/cli.ts' }, format: 'esm' as const }]),
]);
