/**
 * What each package exports, with its types, in `packages/<name>/api/<entry>.api.md`: a change of the public surface shows in review.
 * `npm run api -- --accept` writes the reports; without it, a difference is a failure. Names of packages: those alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf, publicPackages } from '../lib/packages.ts';
import { reportOf } from './report.ts';

const accept = process.argv.includes('--accept');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const temporary = mkdtempSync(join(tmpdir(), 'api-'));
const reports = publicPackages
  .filter(({ short }) => only.length === 0 || only.includes(short))
  .flatMap(({ short, folder, manifest }) =>
    entriesOf(manifest).map(({ path, types }) => {
      const entry = path.replaceAll('/', '-') || 'index';
      return { name: `${short} ${entry}`, ...reportOf({ folder, entry, types, temporary, accept }) };
    }),
  );
rmSync(temporary, { recursive: true });

let failed = false;
for (const { name, changed, errors } of reports) {
  if (errors === 0 && (!changed || accept)) continue;
  failed = true;
  const problem =
    errors > 0
      ? `${errors} erreur(s)`
      : 'la surface publique a changé ; relisez-la, puis npm run api -- --accept';
  console.error(`✗ ${name} : ${problem}`);
}
if (!failed)
  console.log(`✓ surface publique : ${reports.length} entrées ${accept ? 'écrites' : 'inchangées'}`);
process.exitCode = failed ? 1 : 0;
