/**
 * What each package exports, with its types, in `packages/<name>/api/<entry>.api.md`: a change of the public surface shows in review.
 * `node scripts/api.mjs --accepter` writes the reports; without it, a difference is a failure.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { publicPackages } from './lib/packages.mjs';

const accept = process.argv.includes('--accepter');
const temporary = mkdtempSync(join(tmpdir(), 'api-'));
const COMPILER = {
  target: 'es2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};

/** `./mocks/node` → `mocks-node`, with its types. */
function entriesOf(manifest) {
  return Object.entries(manifest.exports)
    .filter(([, target]) => target.import)
    .map(([path, target]) => [
      path.replace(/^\.\/?/, '').replaceAll('/', '-') || 'index',
      target.import.types,
    ]);
}

function report(name, folder, entry, types) {
  const reportFolder = join(folder, 'api');
  mkdirSync(reportFolder, { recursive: true });
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      compiler: { overrideTsconfig: { compilerOptions: COMPILER } },
      // The raw door's paths are the specification, reviewed there.
      apiReport: {
        enabled: true,
        reportFolder,
        reportTempFolder: temporary,
        reportFileName: entry,
        includeForgottenExports: entry !== 'raw',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        extractorMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
        compilerMessageReporting: { default: { logLevel: 'error' } },
      },
    },
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: accept,
    messageCallback: (message) => {
      message.handled = message.logLevel !== 'error';
    },
  });
  if (errorCount > 0) return `${name} ${entry} : ${errorCount} erreur(s)`;
  if (apiReportChanged && !accept)
    return `${name} ${entry} : la surface publique a changé ; relisez-la, puis npm run api -- --accepter`;
  return undefined;
}

const problems = [];
let entries = 0;
for (const { short, folder, manifest } of publicPackages) {
  for (const [entry, types] of entriesOf(manifest)) {
    entries++;
    problems.push(report(short, folder, entry, types));
  }
}
rmSync(temporary, { recursive: true });
const found = problems.filter(Boolean);
for (const problem of found) console.error(`✗ ${problem}`);
if (found.length === 0)
  console.log(`✓ surface publique : ${entries} entrées ${accept ? 'écrites' : 'inchangées'}`);
process.exitCode = found.length > 0 ? 1 : 0;
