/** Writes the pages of the operations, their examples run against the mocks: `.reference/<api>/*.md`, which TypeDoc reads. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type Api, examplePrograms, frontOf, readApi, referencePages } from '@apigouv/codegen';
import { APIS } from './apis.ts';
import { runProgram } from './run.ts';

const folder = new URL('../.reference/', import.meta.url);

async function readSpecification(name: string): Promise<Api> {
  const read = async (file: string) =>
    JSON.parse(await readFile(new URL(`../../specs/dist/${file}`, import.meta.url), 'utf8'));
  const [document, cases] = await Promise.all([read(`${name}.json`), read(`${name}.cases.json`)]);
  return readApi({
    name,
    specFile: `specs/dist/${name}.json`,
    casesFile: `specs/dist/${name}.cases.json`,
    document,
    cases,
  });
}

await rm(folder, { recursive: true, force: true });
for (const one of APIS) {
  const { name } = one;
  const front = frontOf(one);
  const api = await readSpecification(name);
  process.env[`${api.env}_TOKEN`] = 'essai';
  const answers = new Map<string, string>();
  for (const [id, program] of examplePrograms(api, front)) answers.set(id, await runProgram(id, program));
  const pages = new URL(`${name}/`, folder);
  await mkdir(pages, { recursive: true });
  for (const { name: page, text } of referencePages(api, front, answers))
    await writeFile(new URL(`${page}.md`, pages), `${text}\n`);
}
