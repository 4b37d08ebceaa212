/**
 * Builds an application of Next.js from the packed packages, serves it, and has it answer in every situation of the sandbox: a route handler by
 * its status, a server action by what its form then shows. Long (Next.js is 369 MB): run by `npm run next` alone.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@apigouv/sandbox';
import { CHAMPS } from '../../examples/dans-un-framework/src/quotient.ts';
import { JEANNE, SITUATIONS, type Situation } from '../../examples/dans-un-framework/src/situations.ts';
import { printedBy } from '../lib/steps.ts';
import { build, install, pageFiles, type Served, start } from './project.ts';

/** Neither the API's names, but for those that are the form's too, nor the person's. */
const OWN: string[] = Object.values(CHAMPS);
const HIDDEN = [...Object.keys(CHAMPS), 'quotient_familial', 'recipient', 'dss.', 'ROUX'].filter(
  (name) => !OWN.includes(name),
);

let failures = 0;
async function step(title: string, action: () => unknown): Promise<void> {
  try {
    await action();
    console.log(`✓ ${title}`);
  } catch (error) {
    failures++;
    console.error(`✗ ${title}\n${printedBy(error)}`);
  }
}

async function checkRoute(url: string, { formulaire = JEANNE, ...expected }: Situation): Promise<void> {
  const response = await fetch(`${url}/api/quotient`, { method: 'POST', body: JSON.stringify(formulaire) });
  const text = await response.text();
  assert.equal(response.status, expected.statut, text);
  const body = JSON.parse(text);
  if (!expected.kind) return assert.deepEqual(body, { quotient: 650 });
  assert.equal(body.kind, expected.kind);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('retry-after'), expected.dansSecondes ?? null);
  assert.deepEqual(
    body.errors?.map(({ field }: { field: string }) => field),
    expected.champs,
  );
  for (const name of HIDDEN) assert.ok(!text.includes(name), name);
}

/** In the sandbox, in place of what happened before. */
async function happen(scenario: string): Promise<void> {
  await fetch(`${sandbox.url}/_sandbox`, { method: 'DELETE' });
  if (!scenario) return;
  const { ok } = await fetch(`${sandbox.url}/_sandbox/scenarios`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario }),
  });
  assert.ok(ok, `scénario refusé : ${scenario}`);
}

/** The form as a browser without JavaScript sends it. */
async function checkAction(
  url: string,
  { formulaire = JEANNE, kind = 'ok', champs }: Situation,
): Promise<void> {
  const page = await (await fetch(url)).text();
  const form = new FormData();
  for (const [input] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ''] = /value="([^"]*)"/.exec(input) ?? [];
    form.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  for (const [name, value] of Object.entries(formulaire)) form.set(name, `${value}`);
  const response = await fetch(url, { method: 'POST', body: form });
  const shown = await response.text();
  assert.equal(response.status, 200);
  assert.match(shown, new RegExp(`data-kind="${kind}"`));
  if (kind === 'ok') assert.match(shown, /<output[^>]*>650</);
  const fields = [...shown.matchAll(/data-champ="(\w+)"/g)].map(([, field]) => field);
  assert.deepEqual(fields, champs ?? []);
  for (const name of HIDDEN) assert.ok(!shown.includes(name), name);
}

/** What a browser is given holds no client, and asks nobody else. */
function checkPages(project: string): void {
  const files = pageFiles(project);
  assert.ok(files.length > 0);
  for (const text of files) {
    assert.ok(
      !/api\.gouv\.fr|apigouv-particulier|API_PARTICULIER/.test(text),
      "le client de l'API est dans la page",
    );
    assert.ok(!/fonts\.(googleapis|gstatic)/.test(text), 'police distante');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'apigouv-next-'));
const sandbox = await startSandbox({ port: 0 });
let served: Served | undefined;
try {
  const project = install(folder);
  await step('Next.js : construction, types compris', () => build(project));
  await step('ce que reçoit le navigateur', () => checkPages(project));
  served = await start(project, {
    API_PARTICULIER_BASE_URL: sandbox.apis.particulier ?? '',
    API_PARTICULIER_TOKEN: 'essai',
  });
  const { url } = served;
  for (const situation of SITUATIONS) {
    const { scenario, formulaire, statut } = situation;
    const title = `${scenario || 'sans panne'}${formulaire ? `, ${JSON.stringify(formulaire)}` : ''} : ${statut}`;
    for (const [door, check] of [
      ['route', checkRoute],
      ['action', checkAction],
    ] as const) {
      await happen(scenario);
      await step(`${title} (${door})`, () => check(url, situation));
    }
  }
} finally {
  served?.child.kill();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures ? `\n${failures} échec(s)` : '\nNext.js répond juste dans toutes les situations.');
process.exitCode = failures ? 1 : 0;
