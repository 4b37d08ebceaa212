/** Loaded before a walk (`node --import`): every package of the house is its sources, and V8 says which of them a call crosses. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import module from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { at } from '../../lib/root.ts';

type Resolve = (specifier: string, context: object) => object;

// The types here are Node 20's, which has it not.
const { registerHooks } = module as unknown as {
  registerHooks(hooks: { resolve(specifier: string, context: object, next: Resolve): object }): void;
};

registerHooks({
  resolve(specifier, context, next) {
    const [, name, path = ''] = /^@apigouv\/([\w-]+)(\/.+)?$/.exec(specifier) ?? [];
    return next(name ? pathToFileURL(sourceOf(name, `.${path}`)).href : specifier, context);
  },
});

/** The source of a package's door, which its build keeps at the same place. */
function sourceOf(name: string, door: string): string {
  const { exports } = JSON.parse(readFileSync(at('packages', name, 'package.json'), 'utf8'));
  const built: string = exports[door].import.default;
  return at('packages', name, built.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
}

const session = new Session();
session.connect();

interface Coverage {
  result: { url: string; functions: { ranges: { count: number }[] }[] }[];
}

/** The session of one's own process answers at once. */
function profiler(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(`Profiler.${method}`, params, (error, result) => {
    if (error) throw new Error(JSON.stringify(error));
    answer = result;
  });
  return answer;
}

export function startCoverage(): void {
  profiler('enable');
  profiler('startPreciseCoverage', { callCount: true, detailed: false });
  crossed();
}

/**
 * Files of the packages of which a function was entered, or taken up again after an `await`, since the last time this was asked:
 * `packages/core/src/client/params.ts`.
 */
export function crossed(): string[] {
  const sources = /^packages\/[\w-]+\/src\/(?!testing\/)/;
  const { result } = profiler('takePreciseCoverage') as Coverage;
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)))
    .map(({ url }) => relative(at(), fileURLToPath(url)))
    .filter((file) => sources.test(file))
    .sort();
}
