/** Starts the local mock servers, runs every example against it over real HTTP, shows what each printed, stops. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const load = (file) => import(pathToFileURL(`${root}packages/${file}`));
const { startServer } = await load('core/dist/mocks-node.js');
const { mockParticulier } = await load('particulier/dist/mocks.js');
const { mockEntreprise } = await load('entreprise/dist/mocks.js');

const particulier = await startServer(mockParticulier());
const entreprise = await startServer(mockEntreprise());
console.log(`API Particulier simulée : ${particulier.url}\nAPI Entreprise simulée : ${entreprise.url}`);

function run(example) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: `${root}examples/${example}`,
      stdio: 'inherit',
      env: {
        ...process.env,
        API_PARTICULIER_BASE_URL: particulier.url,
        API_PARTICULIER_TOKEN: 'jeton-de-demonstration',
        API_ENTREPRISE_BASE_URL: entreprise.url,
        API_ENTREPRISE_TOKEN: 'jeton-de-demonstration',
      },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

let failed = 0;
const examples = readdirSync(`${root}examples`, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);
for (const { name: example } of examples) {
  console.log(`\n── examples/${example}`);
  if ((await run(example)) !== 0) failed++;
}
await Promise.all([particulier.close(), entreprise.close()]);
console.log(failed ? `\n${failed} exemple(s) en échec` : '\nTous les exemples ont abouti.');
process.exitCode = failed ? 1 : 0;
