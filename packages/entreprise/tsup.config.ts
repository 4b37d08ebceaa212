import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    node: 'src/node.ts',
    raw: 'src/raw.ts',
    'mocks/index': 'src/mocks/index.ts',
    'mocks/msw': 'src/mocks/msw.ts',
    'mocks/node': 'src/mocks/node.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  // What `dts` writes is not `js`'s to remove.
  clean: ['!**/*.d.{ts,cts}'],
});
