/** What the site runs in its reader's browser, in a real one. */
import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, overflowOf, seriousFindings } from '../browser.ts';
import { type ServedSite, serveSite } from './site.ts';

const QUOTIENT = 'documents/api-particulier/dss-quotientFamilial.html';

/** The first page, an operations' page of each API, a guide; all guides in `npm run test:long`. The other examples are run as their pages are written. */
const guides = readdirSync(new URL('../site/documents/', import.meta.url))
  .filter((name) => name.endsWith('.html'))
  .map((name) => `documents/${name}`);
const pages = [
  'index.html',
  QUOTIENT,
  'documents/api-entreprise/urssaf.html',
  'documents/api-impot-particulier/ir-situation.html',
  ...(process.env.MODE === 'long' ? guides : ['documents/erreurs.html']),
];

describe.skipIf(!CHROMIUM)('the site', () => {
  let site: ServedSite;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    site = await serveSite();
    browser = await launch();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** Waits for an editor's result to hold a text. */
  const untilShown = (text: string, id = 'programme', on = page) =>
    on.waitForFunction(
      (wanted, result) => document.getElementById(result)?.textContent?.includes(wanted),
      { timeout: 15_000 },
      text,
      `${id}-resultat`,
    );
  const openWorkbench = async (on = page) => {
    await on.goto(`${site.home}essayer/index.html`);
    await on.waitForSelector('html[data-ready]');
  };

  it('answers a typed call from its first page, well within two minutes', async () => {
    const started = performance.now();
    await page.goto(`${site.home}index.html`);
    const interactive = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return navigation?.domInteractive;
    });
    await page.click('.essai-ouvrir');
    await untilShown('650 2', 'essai-1');
    const ms = performance.now() - started;
    console.log(
      `première page prête en ${Math.round(interactive ?? 0)} ms ; de là à une réponse : ${Math.round(ms)} ms`,
    );
    expect(ms).toBeLessThan(120_000);
  });

  it('answers production calls by its service worker', async () => {
    await openWorkbench();
    await page.click('#programme-lancer');
    await untilShown('"valeur": 650');
    const script = await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
    expect(script).toBe(`${site.home}mockServiceWorker.js`);
  });

  it.each([
    ['Fournisseur en panne, puis rétabli', '"valeur": 650'],
    ['Fournisseur en panne', 'ProviderDownError'],
    ['Maintenance annoncée', 'Redemander : later, dans 5400 s'],
    ['Réponse lente', '"valeur": 650'],
    ['Quota dépassé', 'QuotaError'],
    ['Jeton expiré', 'AuthenticationError'],
    ['Scope absent du jeton', 'PermissionError'],
    ['Connexion coupée', 'ConnectionError'],
  ])('shows what « %s » does', async (situation, expected) => {
    await page.select('#programme-situation', situation);
    await untilShown(expected);
  });

  it.each([
    ['Citoyen connecté avec FranceConnect', '"est_boursier": true'],
    ['Attestation fiscale, en PDF', '%PDF'],
    ["Dossier d'une entreprise", 'attestationFiscale obtenue'],
    ['Revenus du foyer fiscal', 'revenuFiscalReference'],
    ['Paramètre mal formé', 'codeCogInseePaysNaissance'],
    ['Personne inconnue', 'NotFoundError'],
  ])('runs the example « %s »', async (example, expected) => {
    await openWorkbench();
    await page.select('#exemple', example);
    await page.click('#programme-lancer');
    await untilShown(expected);
  });

  const type = async (text: string) => {
    await page.$eval('#programme', (element) => {
      (element as HTMLTextAreaElement).value = '';
    });
    await page.focus('#programme');
    await page.keyboard.type(text);
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
  };

  it('runs what the reader writes, types included, by the keyboard', async () => {
    await openWorkbench();
    await type(
      "import { dateNaissance } from '@apigouv/particulier';\nconst jour: string = '1987-06-00';\nconsole.log(dateNaissance(jour));",
    );
    await untilShown('"moisDateNaissance": 6');
  });

  it('says what cannot be read, and stops nothing else', async () => {
    await type('const = 1');
    await untilShown('ne peut pas être lu');
    await type("console.log('encore');");
    await untilShown('encore');
  });

  it('runs where there is no service worker', async () => {
    const context = await browser.createBrowserContext();
    const bare = await context.newPage();
    await bare.evaluateOnNewDocument(() =>
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }),
    );
    await openWorkbench(bare);
    await bare.select('#programme-situation', 'Fournisseur en panne, puis rétabli');
    await untilShown('"valeur": 650', 'programme', bare);
    await context.close();
    await page.bringToFront();
  });

  it('runs the programs of its pages', async () => {
    const failed: string[] = [];
    let programs = 0;
    for (const name of pages) {
      await page.goto(site.home + name);
      const buttons = await page.$$('.essai-ouvrir');
      for (const [index, button] of buttons.entries()) {
        const id = `essai-${index + 1}-resultat`;
        await button.evaluate((element) => (element as HTMLElement).click());
        const shown = await page
          .waitForFunction(
            (result) => {
              const text = document.getElementById(result)?.textContent ?? '';
              return /^(En cours…|Rien n'a encore été lancé\.)?$/.test(text) ? undefined : text;
            },
            { timeout: 15_000 },
            id,
          )
          .then((found) => found.jsonValue());
        programs++;
        if (/^\w*Error : |ne peut pas être lu|^Arrêté/m.test(String(shown)))
          failed.push(`${name} : ${shown}`);
      }
    }
    console.log(`programmes essayés : ${programs}`);
    expect(failed).toEqual([]);
    expect(programs).toBeGreaterThan(10);
  }, 120_000);

  it.each(['essayer/index.html', QUOTIENT])('suits a phone and a screen reader: %s', async (name) => {
    await page.setViewport({ width: 375, height: 700 });
    await page.goto(site.home + name);
    const open = await page.$('.essai-ouvrir');
    await open?.evaluate((element) => (element as HTMLElement).click());
    await page.waitForSelector('.essai');
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('asks for nothing elsewhere, and breaks nowhere', () => {
    expect(site.missing).toEqual([]);
    expect(problems).toEqual([]);
  });
});
