/** Starts a mock server for each API, runs every example against them over real HTTP, shows what each printed, stops. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { listApis, prefixOf } from '@apigouv/codegen';
import { createMock } from '@apigouv/core/mocks';
import { startServer } from '@apigouv/core/mocks/node';
import { loadTable } from '../lib/mocks.ts';
import { at } from '../lib/root.ts';

const servers = await Promise.all(
  listApis().map(async (api) => {
    const table = await loadTable(api);
    const server = await startServer(createMock(table));
    console.log(`${table.name} simulée : ${server.url}`);
    const prefix = prefixOf(api);
    const variables = { [`${prefix}_BASE_URL`]: server.url, [`${prefix}_TOKEN`]: 'jeton-de-demonstration' };
    return { server, variables };
  }),
);
const env = Object.assign({ ...process.env }, ...servers.map(({ variables }) => variables));

function run(example: string): Promise<number> {
  return new Promise((resolve) => {
    const cwd = at('examples', example);
    const child = spawn(process.execPath, ['src/main.ts'], { cwd, stdio: 'inherit', env });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

let failed = 0;
for (const example of readdirSync(at('examples'))) {
  if (!existsSync(at('examples', example, 'package.json'))) continue;
  console.log(`\n── examples/${example}`);
  if ((await run(example)) !== 0) failed++;
}
await Promise.all(servers.map(({ server }) => server.close()));
console.log(failed ? `\n${failed} exemple(s) en échec` : '\nTous les exemples ont abouti.');
process.exitCode = failed ? 1 : 0;
