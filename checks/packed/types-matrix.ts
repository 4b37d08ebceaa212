/** Type-checks a consumer, as an ES module and as CommonJS, on every supported TypeScript; library files included. */
import { spawnSync } from 'node:child_process';
import type { Steps } from '../lib/steps.ts';
import type { Tools, TypeScript } from './tools.ts';

/** `types.ts` follows the project's `package.json`; the two others force the `import` and the `require` conditions. */
export const SOURCES = ['types.ts', 'types.mts', 'types.cts'] as const;

export const RESOLUTIONS = [
  { module: 'NodeNext', resolution: 'NodeNext' },
  { module: 'ESNext', resolution: 'Bundler' },
];
const OPTIONS = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
// msw 3 needs a later TypeScript, and one that may require an ES module (5.8): on 5.4 its files, and our import of it, cannot pass.
const KNOWN_LIMITS: Partial<Record<TypeScript, RegExp[]>> = {
  'typescript-5.4': [
    /^node_modules\/(msw|@mswjs\/\w+|@types\/node)\/[^:]*: error TS\d+: /,
    /^node_modules\/@apigouv\/\w+\/dist\/mocks[-/]msw\.d\.cts\([\d,]+\): error TS1479: /,
  ],
};

function check(
  project: string,
  compiler: TypeScript,
  tsc: string,
  { module, resolution }: (typeof RESOLUTIONS)[number],
): string {
  const options = [...OPTIONS, '--skipLibCheck', 'false', '--pretty', 'false'];
  const args = [tsc, ...options, '--module', module, '--moduleResolution', resolution, ...SOURCES];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  if (status === 0) return '';
  const limits = KNOWN_LIMITS[compiler] ?? [];
  const errors = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
  const ours = errors.filter((line) => !limits.some((limit) => limit.test(line)));
  if (ours.length || errors.length === 0)
    throw new Error(ours.join('\n') || `${stdout}${stderr}code ${status}`);
  return `hors ${errors.length} erreurs dues à msw 3, qui demande un TypeScript plus récent`;
}

export function checkTypes(
  project: string,
  tools: Tools,
  compilers: readonly TypeScript[],
  { step }: Steps,
): void {
  for (const compiler of compilers) {
    for (const resolution of RESOLUTIONS) {
      const title = `${compiler} : résolution ${resolution.resolution}`;
      step(title, () => check(project, compiler, tools.tsc(compiler), resolution));
    }
  }
}
