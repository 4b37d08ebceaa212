import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, createConfig, lintFromString, loadConfig } from '@redocly/openapi-core';
import { parse } from 'yaml';
import { type CaseBundle, loadCases } from './cases.ts';
import { applyErrorRule, type ErrorRule } from './error-rule.ts';
import type { ErrorTexts } from './error-texts.ts';
import { completeResponses } from './errors.ts';
import type { Document } from './model.ts';
import { nameOfficially } from './official-ids.ts';
import { checkRules } from './rules.ts';
import { applyServerChecks, type ServerChecks } from './server-checks.ts';

export type Built = { document: Document; cases: CaseBundle; problems: string[] };

const readYaml = async <T>(path: string): Promise<T> => parse(await readFile(path, 'utf8')) as T;

/** What one API alone has: its codes, the State's names for its operations. */
const readOwn = <T>(path: string): Promise<Record<string, T>> =>
  existsSync(path) ? readYaml(path) : Promise.resolve({});

/** From `specs/<api>/openapi.yaml` to a complete, checked document and its test cases. */
export async function buildApi(root: string, api: string): Promise<Built> {
  const source = join(root, api, 'openapi.yaml');
  const shared = await readYaml<Omit<ErrorTexts, 'fournisseurs'>>(join(root, 'commun/erreurs.yaml'));
  const texts: ErrorTexts = {
    ...shared,
    codes: {
      ...shared.codes,
      ...(await readOwn<ErrorTexts['codes'][string]>(join(root, api, 'erreurs.yaml'))),
    },
    fournisseurs: await readYaml(join(root, 'commun/fournisseurs.yaml')),
  };
  const bundled = await bundle({ ref: source, config: await createConfig({ extends: [] }) });
  const problems = bundled.problems.map((problem) => `${api} › ${problem.message}`);
  const document = bundled.bundle.parsed as Document;
  if (problems.length > 0) return { document, cases: { usagers: {}, cases: [] }, problems };

  const rule = await readYaml<ErrorRule>(join(root, 'commun/regles-erreurs.yaml'));
  problems.push(...applyErrorRule(document, api, rule, texts), ...completeResponses(document, texts));
  problems.push(
    ...applyServerChecks(document, await readYaml<ServerChecks>(join(root, 'commun/controles.yaml'))),
  );
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const lint = await lintFromString({ source: JSON.stringify(document), absoluteRef: `${api}.json`, config });
  problems.push(
    ...lint.map(
      ({ message, ruleId, location }) => `${api} › ${location[0]?.pointer ?? '#'} › ${message} (${ruleId})`,
    ),
  );
  problems.push(...checkRules(document));
  problems.push(
    ...nameOfficially(document, await readOwn(join(root, api, 'identifiants-officiels.yaml')), api),
  );
  const { bundle: cases, problems: caseProblems } = await loadCases(root, api, document);
  return { document, cases, problems: [...problems, ...caseProblems] };
}
