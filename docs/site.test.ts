/** The built site: light enough to be read anywhere, each field said once, and every kind of page within everyone's reach. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launch, overflowOf, seriousFindings } from './browser.ts';

// Eight until the answers said their nulls and open lists, and refusals their kinds; 8.4 until batches, places of birth and failures as values.
const BUDGET = 9_000_000;

const site = new URL('site/', import.meta.url);
const read = (page: string) => readFileSync(new URL(page, site), 'utf8');
const files = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .map((name) => ({ name, stats: statSync(new URL(name, site)) }))
  .filter(({ stats }) => stats.isFile());

const QUOTIENT = 'interfaces/_apigouv_particulier.index.ValeurQuotientFamilial.html';

describe('every page', () => {
  it('weighs little: 9 MB the whole site', () => {
    const bytes = files.reduce((sum, { stats }) => sum + stats.size, 0);
    console.log(
      `Site : ${files.length} fichiers, ${(bytes / 1e6).toFixed(2)} Mo (limite ${BUDGET / 1e6} Mo)`,
    );
    expect(bytes).toBeLessThan(BUDGET);
  });

  it('says in French what it is, to search engines too', () => {
    for (const { name } of files) {
      if (!name.endsWith('.html') || name.startsWith('essayer')) continue;
      const html = read(name);
      expect(html, name).toContain('<html lang="fr"');
      expect(html, name).toMatch(/<title>[^<]+<\/title><meta name="description" content="[^"]{4,}"/);
      expect(html, name).not.toMatch(/Documentation for|Breadcrumb|>(Example|Deprecated|Throws|See)</);
    }
  });
});

describe('the page of a data interface', () => {
  it('says each field once, in a table, with its meaning', () => {
    const html = read(QUOTIENT);
    expect(html.match(/Quotient familial, en euros par mois/g)).toHaveLength(1);
    expect(html).toMatch(
      /<tr id="valeur"><th scope="row"><a href="#valeur">valeur<\/a><\/th><td>number \| null<\/td><td>.*Quotient familial/,
    );
    expect(html).not.toContain('tsd-index');
  });

  it('marks what may be missing', () => {
    expect(read('interfaces/_apigouv_particulier.index.QuotientFamilial.html')).toMatch(
      /id="adresse"><th scope="row">.*?<i>facultatif<\/i>.*cnaf_adresse/s,
    );
  });
});

describe('the page of a group of operations', () => {
  it('says each operation once, and links the types of the other packages', () => {
    const html = read('interfaces/_apigouv_particulier.index.DssQuotientFamilial.html');
    expect(html.match(/DssQuotientFamilialIdentiteParams<\/a>/g)).toHaveLength(1);
    expect(html).toContain('<a href="_apigouv_core.index.CallOptions.html">CallOptions</a>');
  });
});

describe('the page of the error codes', () => {
  it('gives the codes of each operation', () => {
    expect(read('interfaces/_apigouv_particulier.index.CodesParOperation.html')).toMatch(
      /id="dssquotientfamilialidentite"><th scope="row">.*?<\/th><td>00015 .*?35003/,
    );
  });
});

describe('a package’s page', () => {
  it('lists the operations first', () => {
    const titles = [
      ...read('modules/_apigouv_entreprise.index.html').matchAll(/<h2[^>]*>([^<]+)<\/h2>/g),
    ].map(([, title]) => title);
    expect(titles.slice(0, 2)).toEqual(['Groupes d’opérations', 'Client et options']);
  });
});

describe.skipIf(!CHROMIUM)('in a browser, from the disk', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
  });
  afterAll(() => browser?.close());

  const open = async (name: string) => {
    await page.goto(new URL(name, site).href);
    await page.waitForSelector('#tsd-nav-container a');
  };

  it.each([
    'index.html',
    QUOTIENT,
    'classes/_apigouv_core.index.ApiError.html',
    'documents/erreurs.html',
    // The longest of their kinds.
    ...(process.env.MODE === 'long'
      ? [
          'interfaces/_apigouv_entreprise.index.Dgfip.html',
          'interfaces/_apigouv_particulier.index.CodesParOperation.html',
          'modules/_apigouv_particulier.index.html',
        ]
      : []),
  ])(
    'suits a phone, a screen reader, the day and the night: %s',
    async (name) => {
      await open(name);
      // The menu is the same everywhere, and slow to judge: it has a test of its own.
      await page.$eval('.site-menu', (menu) => menu.remove());
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        for (const width of [375, 1280]) {
          await page.setViewport({ width, height: 800 });
          expect(await overflowOf(page), `${width} px`).toBeLessThanOrEqual(0);
          expect(await seriousFindings(page), `${scheme}, ${width} px`).toEqual([]);
        }
      }
    },
    60_000,
  );

  it('has a menu within everyone’s reach', async () => {
    await page.setViewport({ width: 1280, height: 800 });
    await open('index.html');
    expect(await seriousFindings(page)).toEqual([]);
  }, 60_000);

  it('keeps its rows and headers for a screen reader when they stack on a phone', async () => {
    await page.setViewport({ width: 375, height: 800 });
    await open(QUOTIENT);
    expect(await page.$('aria/valeur[role="rowheader"]')).not.toBeNull();
    expect(await page.$('aria/Signification[role="columnheader"]')).not.toBeNull();
  });

  it('leads somewhere from each entry of the menu', async () => {
    await open('index.html');
    const links = await page.$$eval('.site-menu a', (all) => all.map((link) => link.href));
    expect(links.length).toBeGreaterThan(100);
    for (const link of links) {
      const { hash } = new URL(link);
      const html = readFileSync(fileURLToPath(link.replace(hash, '')), 'utf8');
      if (hash) expect(html, link).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
    }
  });

  it('finds a field', async () => {
    await page.setViewport({ width: 1280, height: 800 });
    await open('index.html');
    await page.click('#tsd-search-trigger');
    await page.type('#tsd-search-input', 'quotient_familial');
    const found = await page.waitForSelector(
      '#tsd-search-results a[href$="QuotientFamilial.html#quotient_familial"]',
    );
    expect(found).not.toBeNull();
  });

  it('keeps the reader’s colours from a page to the next', async () => {
    await open('index.html');
    await page.select('#tsd-theme', 'dark');
    await open(QUOTIENT);
    expect(await page.$eval('html', (html) => html.dataset.theme)).toBe('dark');
    expect(await page.$eval('#tsd-theme', (select) => (select as HTMLSelectElement).value)).toBe('dark');
  });

  it('breaks nowhere', () => expect(problems).toEqual([]));
});
