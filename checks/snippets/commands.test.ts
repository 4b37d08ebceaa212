import { expect, test } from 'vitest';
import { unknownCommands } from './commands.ts';

test('the commands that do not exist are found, wherever they are named', () => {
  const has = { scripts: ['test', 'docs'], exists: (path: string) => path === 'checks/size/main.ts' };
  const text =
    '```sh\nnpm start\nnpm test\n```\n`npm run docs`, `npm run doc`, `node checks/size/main.ts`, `node scripts/taille.mjs`, npm install';
  expect(unknownCommands(text, has)).toEqual(['npm start', 'npm run doc', 'node scripts/taille.mjs']);
});
