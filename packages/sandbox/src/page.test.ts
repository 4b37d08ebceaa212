/** The page as a person meets it, in a real browser. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (!CHROMIUM) console.warn('⚠ page du bac à sable NON TESTÉE : Chromium absent (apt-get install chromium).');

describe.skipIf(!CHROMIUM)('the page', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    browser = await puppeteer.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      // An outage that was asked for is shown in the console too.
      if (message.type() === 'error' && !message.text().includes('Bad Gateway'))
        problems.push(message.text());
    });
    await page.goto(sandbox.url);
    await page.waitForSelector('#operations details');
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  const textOf = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');

  async function callFirstCase(): Promise<void> {
    await page.click('#operations > details > summary');
    // Their content is made when they open.
    await (await page.waitForSelector('#operations > details > details > summary'))?.click();
    await (await page.waitForSelector('#operations details details button'))?.click();
    await page.waitForFunction(() =>
      document.querySelector('[role=status][tabindex]')?.textContent?.includes('HTTP 200'),
    );
  }

  it('finds an operation, calls one of its cases and shows the answer', async () => {
    await page.type('#filter', 'dss.quotientFamilial.identite');
    await page.waitForFunction(() => document.querySelectorAll('#operations > details').length === 1);
    await callFirstCase();
    const snippet = await textOf('#operations details details pre:last-of-type');
    expect(snippet).toContain('client.dss.quotientFamilial.identite(');
    expect(snippet).toContain(`${sandbox.url}/particulier`);
    expect(await textOf('#log')).toContain('dss.quotientFamilial.identite');
  });

  it('turns an outage on, and off', async () => {
    await page.click('#scenarios input[value=outage]');
    await expect.poll(() => sandbox.mock.scenarios.map(({ type }) => type)).toEqual(['outage']);
    await page.click('#operations details details button');
    await page.waitForFunction(() =>
      document.querySelector('[role=status][tabindex]')?.textContent?.includes('HTTP 502'),
    );
    await page.click('#scenarios input[value=outage]');
    await expect.poll(() => sandbox.mock.scenarios).toEqual([]);
  });

  it('makes a token with the scopes asked for', async () => {
    await page.type('#scopes', 'cnaf_enfants');
    await page.click('#mint');
    await page.waitForFunction(() =>
      (document.querySelector('#token') as HTMLInputElement).value.startsWith('ey'),
    );
    const token = await page.$eval('#token', (input) => (input as HTMLInputElement).value);
    const answer = await fetch(`${sandbox.apis.particulier}/api/introspect`, {
      headers: { 'x-api-key': token },
    });
    expect(await answer.json()).toMatchObject({ scopes: ['cnaf_enfants'] });
  });

  it('is usable by keyboard and screen reader, and on a phone', async () => {
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> };
      };
      return (await axe.run()).violations.map(({ id, impact }) => `${impact} ${id}`);
    });
    expect(violations.filter((violation) => /^(serious|critical)/.test(violation))).toEqual([]);
    await page.setViewport({ width: 375, height: 700 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('calls an operation that wants headers of its own, and a citizen named in one', async () => {
    await page.$eval('#token', (input) => {
      (input as HTMLInputElement).value = '';
    });
    for (const id of [
      'dss.quotientFamilial.franceConnect',
      'ir.situation.spi',
      'ir.situation.franceConnect',
    ]) {
      await page.$eval(
        '#filter',
        (input, wanted) => {
          (input as HTMLInputElement).value = wanted;
          input.dispatchEvent(new Event('input'));
        },
        id,
      );
      await callFirstCase();
    }
    const snippet = await textOf('#operations details details pre:last-of-type');
    expect(snippet).toContain("environment: '");
    expect(snippet).toContain("client.withFranceConnect('jeanne-roux').ir.situation.franceConnect({");
  });

  it('had no error', () => expect(problems).toEqual([]));
});
