/** The built page, in a real browser, from a static host's sub-path. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!CHROMIUM) console.warn('⚠ page « Essayer » NON TESTÉE : Chromium absent (apt-get install chromium).');

const site = fileURLToPath(new URL('../site/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const PREFIX = '/documents/apigouv/';

describe.skipIf(!CHROMIUM)('the page', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let home: string;
  const problems: string[] = [];
  const missing: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      const path = join(site, decodeURIComponent(pathname).slice(PREFIX.length));
      if (!pathname.startsWith(PREFIX) || !existsSync(path) || extname(path) === '') {
        missing.push(pathname);
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(readFileSync(path));
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    home = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PREFIX}`;
    browser = await puppeteer.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const shown = () => page.$eval('#resultat', (element) => element.textContent ?? '');
  const untilShown = (text: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('#resultat')?.textContent?.includes(wanted),
      { timeout: 15_000 },
      text,
    );
  const choose = async (select: string, label: string) => page.select(select, label);

  it('is a link and a click away from the first page, within two minutes', async () => {
    const started = performance.now();
    await page.goto(`${home}index.html`);
    await Promise.all([page.waitForNavigation(), page.click('#tsd-toolbar-links a')]);
    await page.waitForSelector('html[data-ready]');
    await page.click('#lancer');
    await untilShown('"valeur": 650');
    expect(performance.now() - started).toBeLessThan(120_000);
  });

  it.each([
    ['Fournisseur en panne, puis rétabli', '"valeur": 650'],
    ['Maintenance annoncée', 'Redemander : later, dans 5400 s'],
    ['Jeton expiré', 'AuthenticationError'],
    ['Scope absent du jeton', 'PermissionError'],
  ])('shows what « %s » does', async (situation, expected) => {
    await choose('#situation', situation);
    await page.click('#lancer');
    await untilShown(expected);
    await choose('#situation', 'Tout va bien');
  });

  it('runs each example', async () => {
    for (const [example, expected] of [
      ['Citoyen connecté avec FranceConnect', '"est_boursier": true'],
      ['Paramètre mal formé', 'codeCogInseePaysNaissance'],
      ['Personne inconnue', 'NotFoundError'],
    ] as const) {
      await choose('#exemple', example);
      await page.click('#lancer');
      await untilShown(expected);
    }
  });

  it('runs what the reader writes, by the keyboard, and says what cannot be read', async () => {
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
    await type(
      "import { dateNaissance } from '@apigouv/particulier';\nconsole.log(dateNaissance('1987-06-00'));",
    );
    await untilShown('"moisDateNaissance": 6');
    await type('const = 1');
    await untilShown('ne peut pas être lu');
  });

  it('suits a phone, and a screen reader', async () => {
    await page.setViewport({ width: 375, height: 700 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> };
      };
      const { violations } = await axe.run();
      return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id }) => id);
    });
    expect(found).toEqual([]);
    expect(await shown()).not.toBe('');
  });

  it('asks for nothing elsewhere, and breaks nowhere', () => {
    expect(missing.filter((path) => !path.endsWith('favicon.ico'))).toEqual([]);
    expect(problems).toEqual([]);
  });
});
