/** Starts the local mock server, runs every example against it over real HTTP, shows what each printed, stops. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const load = (file) => import(pathToFileURL(`${root}packages/particulier/dist/${file}`));
const [{ mockParticulier }, { startServer }] = await Promise.all([load('mocks.js'), load('mocks-node.js')]);

const server = await startServer(mockParticulier());
console.log(`API Particulier simulée : ${server.url}`);

function run(example) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: `${root}examples/${example}`,
      stdio: 'inherit',
      env: {
        ...process.env,
        API_PARTICULIER_BASE_URL: server.url,
        API_PARTICULIER_TOKEN: 'jeton-de-demonstration',
      },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

let failed = 0;
for (const example of readdirSync(`${root}examples`)) {
  console.log(`\n── examples/${example}`);
  if ((await run(example)) !== 0) failed++;
}
await server.close();
console.log(failed ? `\n${failed} exemple(s) en échec` : '\nTous les exemples ont abouti.');
process.exitCode = failed ? 1 : 0;
