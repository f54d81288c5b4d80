/* anonymise.test.mjs - the page's one switch for files that say no names. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { startPage } from './server.mjs';

const { server, page, stop } = await startPage({ timeout: 30_000 });
after(stop);

async function saved(what) {
  const [file] = await Promise.all([page.waitForEvent('download'), what.click()]);
  return readFileSync(await file.path()).toString();
}

test('a list is saved as it is, and without its names', async () => {
  const addresses = await page.evaluate(() => fetch('/api/v1/assets?limit=1000').then((answer) => answer.json()).then((list) => list.items.flatMap((asset) => asset.ip)));
  const inside = addresses.filter((ip) => /^(10|192\.168)\./.test(ip));
  assert.ok(inside.length > 0);
  await page.goto(`${server.url}/#/assets`);
  await page.locator('tbody tr').first().waitFor();
  const csv = page.getByRole('button', { name: 'CSV' });
  const plain = await saved(csv);
  assert.ok(inside.some((ip) => plain.includes(ip)));
  await page.getByLabel('名前とアドレスを伏せる').check();
  const hidden = await saved(csv);
  const cells = new Set(hidden.split(/[\s",]+/));
  /* by chance one may be called as another was */
  assert.ok(inside.filter((ip) => cells.has(ip)).length <= inside.length / 2);
  assert.equal(plain.split('\n').length, hidden.split('\n').length);
  assert.notEqual(plain, hidden);
  assert.match(await page.getByRole('link', { name: /Excel/ }).first().getAttribute('href'), /anonymise=1/);
});

test('the reports ask for it, too, until it is switched off', async () => {
  await page.goto(`${server.url}/#/reports`);
  const link = page.getByRole('link', { name: 'Word' }).first();
  await link.waitFor();
  assert.match(await link.getAttribute('href'), /anonymise=1/);
  await page.getByLabel('名前とアドレスを伏せる').uncheck();
  assert.doesNotMatch(await link.getAttribute('href'), /anonymise/);
});

test('nothing broke in the page', () => assert.deepEqual(page.wrongs, []));
