/** The whole path of a citizen, in a real browser, against the local FranceConnect. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from './browser.ts';
import { type Simulation, startSimulation } from './simulation.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!CHROMIUM)
  console.warn(
    '⚠ parcours FranceConnect NON TESTÉ dans un navigateur : Chromium absent (apt-get install chromium).',
  );

let simulation: Simulation;
beforeAll(async () => {
  simulation = await startSimulation();
});
afterAll(() => simulation.close());

describe.skipIf(!CHROMIUM)('in Chromium', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await puppeteer.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.setViewport({ width: 375, height: 700 });
  });
  afterAll(() => browser?.close());

  const go = (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
  const text = () => page.$eval('main', (element) => element.textContent ?? '');

  async function seriousFindings(): Promise<string[]> {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate(() =>
      (
        globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } }
      ).axe.run(),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id }) => id);
  }

  it('logs in, consents, sees the data, and logs out', async () => {
    await page.goto(simulation.origin);
    expect(await seriousFindings()).toEqual([]);
    await go('a[href="/connexion"]');
    expect(page.url()).toContain(simulation.franceConnect.issuer);
    expect(await seriousFindings()).toEqual([]);
    await go('button[value="loic-d-arc"]');
    expect(await text()).toContain('cnous_statut_boursier');
    await go('button[value="accept"]');

    expect(page.url()).toBe(`${simulation.origin}/demande`);
    expect(await page.$eval('#demandeur', (element) => element.textContent)).toBe("LOÏC D'ARC");
    expect(await text()).toMatch(/Étudiant boursier\s*Boursier, échelon/);
    expect(await text()).toMatch(/Quotient familial\s*\d+ €/);
    expect(await text()).toMatch(/Revenu fiscal de référence\s*\d+ €/);
    expect(await seriousFindings()).toEqual([]);
    const cookies = await browser.cookies();
    const session = cookies.find(({ name }) => name === 'session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(cookies.map(({ name }) => name)).not.toContain('connexion');

    await go('a[href="/deconnexion"]');
    await go('button[value="yes"]');
    expect(page.url()).toBe(`${simulation.origin}/`);
    await page.goto(`${simulation.origin}/demande`);
    expect(page.url()).toBe(`${simulation.origin}/`);
  });

  it('tells a citizen who gives up what to do', async () => {
    await page.goto(`${simulation.origin}/connexion`);
    await go('button[value="cancel"]');
    expect(await text()).toContain("n'a pas abouti");
  });
});

it("refuses another browser's return", async () => {
  const visit = createBrowser();
  const { text } = await visit(
    `${simulation.origin}/retour?code=x&state=y&iss=${simulation.franceConnect.issuer}`,
  );
  expect(text).toContain('Connexion impossible');
});

it('says what is missing for a citizen without data, instead of failing', async () => {
  const visit = createBrowser();
  const login = await visit(`${simulation.origin}/connexion`);
  const consent = await visit(login.url, { citizen: 'test' });
  const { text } = await visit(consent.url, { action: 'accept' });
  expect(text).toContain('Aucune donnée à votre nom.');
});

it('survives an outage of FranceConnect', async () => {
  const other = await startSimulation();
  other.franceConnect.down = true;
  const { text } = await createBrowser()(`${other.origin}/connexion`);
  expect(text).toContain('FranceConnect est indisponible');
  await other.close();
});
