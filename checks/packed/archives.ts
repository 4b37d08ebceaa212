/** What npm would get: the right files, and doors that hold for every way of resolving them. */
import { entriesOf, type PublicPackage } from '../lib/packages.ts';
import { at } from '../lib/root.ts';
import { run, type Steps } from '../lib/steps.ts';

/** A package, and the file npm would get. */
export interface Archive {
  one: PublicPackage;
  file: string;
}

const DOCUMENTS = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
/** What the data's licence asks to be said. */
const NOTICE = 'NOTICE.md';
const CODE = /^dist\/[\w./-]+\.(js|cjs|d\.ts|d\.cts)$/;

export function checkArchive({ one, file }: Archive, { step }: Steps): void {
  const tool = (name: string) => at('checks/node_modules/.bin', name);
  step(`${one.short} : contenu de l'archive`, () => checkContent(one, file));
  step(`${one.short} : publint`, () => void run(tool('publint'), ['--strict', file]));
  step(`${one.short} : types de chaque entrée`, () => void run(tool('attw'), [file, '--profile', 'node16']));
}

function checkContent({ manifest }: PublicPackage, archive: string): void {
  const listed = run('tar', ['-tzf', archive]).split('\n').filter(Boolean);
  const files = listed.map((file) => file.replace(/^package\//, ''));
  const doors = entriesOf(manifest).flatMap(({ types, code }) => [types, code]);
  const expected = [...DOCUMENTS, ...doors.map((path) => path.replace(/^\.\//, ''))];
  const extra = files.filter((file) => ![...DOCUMENTS, NOTICE].includes(file) && !CODE.test(file));
  const missing = expected.filter((file) => !files.includes(file));
  if (extra.length) throw new Error(`fichiers en trop : ${extra.join(', ')}`);
  if (missing.length) throw new Error(`fichiers absents : ${missing.join(', ')}`);
}
