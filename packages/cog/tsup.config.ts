import { defineConfig } from 'tsup';

const common = {
  format: ['esm' as const, 'cjs' as const],
  target: 'es2022' as const,
  // Accents as they are: an escape takes six letters.
  esbuildOptions: (options: { charset?: string }) => {
    options.charset = 'utf8';
  },
};

export default defineConfig(({ dts }) => [
  {
    ...common,
    // What two doors share, the communes above all, is one file, in CommonJS too.
    splitting: true,
    // What the other build writes is not its to remove; nor what `dts` does.
    clean: !dts && ['!**/*.d.{ts,cts}', '!browser.*'],
    entry: { index: 'src/index.ts', countries: 'src/countries.ts', 'postal-codes': 'src/postal-codes.ts' },
  },
  // A page loads it without a bundler: one file.
  { ...common, splitting: false, clean: false, minify: true, entry: { browser: 'src/browser.ts' } },
]);
