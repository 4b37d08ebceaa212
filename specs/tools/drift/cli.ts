/** `npm run drift -- FILE|URL` */
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

process.exitCode = await run(
  process.argv.slice(2),
  { dist: folder('dist'), baselines: folder('drift') },
  console,
);
