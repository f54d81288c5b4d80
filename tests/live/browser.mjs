/* browser.mjs - somebody looks at the page while the plant talks. SPDX-License-Identifier: Apache-2.0
 *
 * usage: node tests/live/browser.mjs URL TOKEN PASSWORD DEVICE
 *
 * Two tabs, today and the table of devices, are opened once and never loaded again. A line is printed for
 * each thing that was seen: "ready", "count N" when the number of devices first grew, "device" when the named one
 * stands in the table, and after a line "again" on standard input "again N" once the page follows anew.
 */
import { createInterface } from 'node:readline';
import { openPage, startBrowser } from '../web/server.mjs';

const [url, token, password, device] = process.argv.slice(2);
const figure = '.figure a[href="#/assets"] .figure-number';
const wait = { timeout: 60_000 };

const browser = await startBrowser();
const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1366, height: 6000 } });
const page = await openPage(context, url);

async function signIn() {
  await page.goto(`${url}/#/signin?token=${token}`);
  await page.waitForSelector('input[autocomplete=new-password]', wait);
  for (const field of await page.locator('input[autocomplete=new-password]').all()) await field.fill(password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.nav', wait);
  await page.goto(`${url}/#/`);
}

const number = (text) => Number(text.replaceAll(',', ''));
const count = async () => ((await page.locator(figure).count()) ? number(await page.locator(figure).innerText()) : 0);
const above = (least) =>
  page.waitForFunction(([where, before]) => Number(document.querySelector(where)?.textContent.replaceAll(',', '') ?? 0) > before, [figure, least], wait);

/* A mark that a load would wipe away. */
const mark = (tab) => tab.evaluate(() => void (window.unloaded = true));
const wasLoaded = async (tab) => !(await tab.evaluate(() => window.unloaded === true));

async function watchCount() {
  await above(await count());
  console.log(`count ${await count()}`);
}

try {
  await signIn();
  const table = await openPage(context, url);
  await table.goto(`${url}/#/assets`);
  await table.waitForSelector('.nav', wait);
  await mark(page);
  await mark(table);
  console.log('ready');
  await Promise.all([
    watchCount(),
    table.locator('.row', { hasText: device }).first().waitFor(wait).then(() => console.log('device')),
  ]);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'again') break;
    await above(0);
    console.log(`again ${await count()}`);
  }
  if ((await wasLoaded(page)) || (await wasLoaded(table))) throw new Error('a tab was loaded again');
  console.log('done');
} catch (cause) {
  console.log(`wrong ${cause.message.split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
