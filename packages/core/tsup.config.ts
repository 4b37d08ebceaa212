import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    internal: 'src/internal.ts',
    'identifiers/index': 'src/identifiers/index.ts',
    identite: 'src/identite.ts',
    raw: 'src/raw.ts',
    redis: 'src/redis.ts',
    postgres: 'src/postgres.ts',
    'mocks/index': 'src/mocks/index.ts',
    'mocks/node': 'src/mocks/node.ts',
    'mocks/msw': 'src/mocks/msw.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  // What `dts` writes is not `js`'s to remove.
  clean: ['!**/*.d.{ts,cts}'],
  // A default import of openapi-fetch crashes in a CommonJS build: it travels inside ours.
  noExternal: ['openapi-fetch'],
});
