/** The small specification's pages are exactly `golden/reference`; `UPDATE_GOLDEN=1` rewrites them. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readApi } from '../model/api.ts';
import { miniSource } from '../testing.ts';
import { writeFiles } from '../write.ts';
import { referencePages } from './pages.ts';
import { examplePrograms } from './programs.ts';

const folder = new URL('../golden/reference/', import.meta.url);
const front = {
  imports: "import { createEssai } from '@apigouv/essai';",
  creation: 'const essai = createEssai();',
};

function pagesOf(alter?: Parameters<typeof miniSource>[0]): Map<string, string> {
  const api = readApi(miniSource(alter));
  const answers = new Map(
    [...examplePrograms(api, front).keys()].map((id) => [id, JSON.stringify({ de: id })]),
  );
  return new Map(referencePages(api, front, answers).map(({ name, text }) => [`${name}.md`, `${text}\n`]));
}

const pages = pagesOf();
if (process.env.UPDATE_GOLDEN) await writeFiles(fileURLToPath(folder), pages);

describe('golden/reference', () => {
  test('holds the pages and no other', async () => {
    expect((await readdir(folder)).sort()).toEqual([...pages.keys()].sort());
  });

  test.each([...pages])('%s is as expected', async (name, text) => {
    expect(text).toBe(await readFile(new URL(name, folder), 'utf8'));
  });
});

test('an example is a whole program: import, client, call, result', () => {
  const [program] = examplePrograms(readApi(miniSource()), front).values();
  expect(program).toMatch(
    /^import .*\n\nconst essai = createEssai\(\);\nconst \{ data \} = await essai\..*\nconsole\.log\(data\);\n$/s,
  );
});

test('an operation that no case answers has no example', () => {
  const api = readApi(
    miniSource((_, cases) => {
      cases.cases = cases.cases.filter(({ status }: { status: number }) => status !== 200);
    }),
  );
  expect(examplePrograms(api, front).size).toBe(0);
});

test('a list of values that may grow says so', () => {
  const pages = pagesOf((document) => {
    const { registre } = document.components.schemas.EtatCivil.properties;
    registre.anyOf = [{ type: 'string', enum: registre.enum }, { type: 'string' }];
    delete registre.enum;
    delete registre.type;
  });
  expect(pages.get('etatCivil.md')).toContain("`registre` | `'communal' \\| 'consulaire' \\| …` |");
});

test('a bar in a sentence does not break its table', () => {
  const listed = [
    ...pagesOf((document) => {
      for (const item of Object.values<{ get?: { summary: string } }>(document.paths))
        if (item.get) item.get.summary = 'A | B';
    }).values(),
  ].join('');
  expect(listed).toContain('A \\| B');
});
