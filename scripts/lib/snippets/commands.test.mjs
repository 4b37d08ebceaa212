import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unknownCommands } from './commands.mjs';

test('the commands that do not exist are found, wherever they are named', () => {
  const has = { scripts: ['test', 'docs'], exists: (path) => path === 'scripts/size.mjs' };
  const text =
    '```sh\nnpm start\nnpm test\n```\n`npm run docs`, `npm run doc`, `node scripts/size.mjs`, `node scripts/taille.mjs`, npm install';
  assert.deepEqual(unknownCommands(text, has), ['npm start', 'npm run doc', 'node scripts/taille.mjs']);
});
