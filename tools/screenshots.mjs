/* screenshots.mjs - signs in by the one-time link and takes the pictures. SPDX-License-Identifier: Apache-2.0
 *
 * node tools/screenshots.mjs LINK FOLDER
 */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(new URL('../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const [link, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const most = 250_000;
const size = { width: 1366, height: 768 };
const password = 'only for the pictures';

/* What is photographed: file, language, address, what is there when the page is complete. */
const views = [
  ['overview-ja', 'ja', '#/', '.happenings, .counts'],
  ['overview-en', 'en', '#/', '.happenings, .counts'],
  ['assets-ja', 'ja', '#/assets', '.row'],
  ['map-ja', 'ja', '#/map', '.map-canvas canvas'],
  ['device-ja', 'ja', null, '.device-head'],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function signIn() {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  await page.goto(link);
  const fields = page.locator('input[autocomplete=new-password]');
  await fields.nth(0).fill(password);
  await fields.nth(1).fill(password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.nav');
  await fileIsRead(page);
  const state = await context.storageState();
  const device = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/assets?role=plc&limit=100')).json();
    const told = (asset) => ['hostname', 'vendor', 'model', 'product_code', 'firmware', 'serial'].filter((key) => asset[key]).length;
    return items.sort((a, b) => told(b) - told(a) || a.id.localeCompare(b.id))[0].id;
  });
  await context.close();
  return { cookies: state.cookies, device };
}

async function fileIsRead(page) {
  await page.waitForFunction(
    async () => {
      const { sources } = await (await fetch('/api/v1/status')).json();
      return sources.length > 0 && sources.every((source) => source.state === 'done');
    },
    undefined,
    { timeout: 120_000, polling: 500 },
  );
}

async function photograph(cookies, [name, language, hash, ready]) {
  const context = await browser.newContext({ viewport: size, locale: language === 'ja' ? 'ja-JP' : 'en-US', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce', storageState: { cookies, origins: [] } });
  const page = await context.newPage();
  await page.goto(`${base}/${hash}`);
  await page.waitForSelector(ready);
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy=true], .loading').length === 0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  if (statSync(path).size > most) throw new Error(`${path}: more than ${most} bytes`);
  await context.close();
}

try {
  const { cookies, device } = await signIn();
  for (const view of views) await photograph(cookies, [view[0], view[1], view[2] ?? `#/assets/${device}`, view[3]]);
} finally {
  await browser.close();
}
