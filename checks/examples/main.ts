/** Starts a mock server for each API, runs every example against them over real HTTP, shows what each printed, stops. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
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

async function run(example: string): Promise<{ example: string; printed: string; code: number | null }> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: at('examples', example),
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { example, printed: out + err, code };
}

const examples = readdirSync(at('examples')).filter((name) =>
  existsSync(at('examples', name, 'package.json')),
);
let failed = 0;
for (const result of examples.map(run)) {
  const { example, printed, code } = await result;
  console.log(`\n── examples/${example}\n${printed.trimEnd()}`);
  if (code !== 0) failed++;
}
await Promise.all(servers.map(({ server }) => server.close()));
console.log(failed ? `\n${failed} exemple(s) en échec` : '\nTous les exemples ont abouti.');
process.exitCode = failed ? 1 : 0;
