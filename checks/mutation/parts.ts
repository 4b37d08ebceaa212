/** What is mutated, by part, and the tests that must notice; paths in core's `src/client`. */
export interface Part {
  mutate: string[];
  tests: string[];
}

export const PARTS: Record<string, Part> = {
  lifetimes: {
    mutate: [
      'wait.ts',
      'pipeline/deadline.ts',
      'pipeline/retry.ts',
      'pipeline/single-flight.ts',
      'pipeline/transport.ts',
    ],
    tests: [
      '{wait,lifetimes,wild-answers}.test.ts',
      'pipeline/*.test.ts',
      'auth/*.test.ts',
      'errors/connection.test.ts',
    ],
  },
  pipeline: {
    mutate: ['pipeline/audit.ts', 'pipeline/check.ts', 'pipeline/headers.ts', 'pipeline/quota.ts'],
    tests: ['*.test.ts', 'pipeline/*.test.ts', 'errors/*.test.ts'],
  },
  quota: {
    mutate: ['quota/*.ts', '!quota/postgres-*.ts'],
    tests: ['*.test.ts', 'pipeline/*.test.ts', 'quota/*.test.ts'],
  },
  errors: { mutate: ['errors/*.ts', '!errors/advice.ts'], tests: ['*.test.ts', 'errors/*.test.ts'] },
};
