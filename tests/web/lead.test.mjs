/* lead.test.mjs - the first sign-in asks what for; the Overview leads with it and other menus fold. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage } from './server.mjs';

const { server, page, stop } = await startPage();
after(stop);

const folded = () => page.locator('.nav details').evaluateAll((all) => all.map((part) => [part.querySelector('summary').innerText, part.open]));

test('the first sign-in asks what for, and the overview leads with it', async () => {
  await page.locator('.lead-ask').waitFor();
  assert.equal(await page.locator('.lead-choice').count(), 4);
  await page.getByRole('button', { name: /METIチェックリストの提出/ }).click();
  await page.locator('.lead-steps li').first().waitFor();
  assert.equal(await page.locator('.lead-ask').count(), 0);
  assert.match(await page.locator('#lead h2').innerText(), /METIチェックリストの提出/);
  assert.match(await page.locator('#lead').innerText(), /未回答の 35 項目に答える/);
  assert.match(await page.locator('#lead').innerText(), /見えています/);
});

test('other menus fold, and a click opens them', async () => {
  const parts = Object.fromEntries(await folded());
  assert.equal(parts['測る'], true);
  assert.equal(parts['見る'], false);
  assert.equal(parts['判断'], false);
  await page.locator('.nav summary', { hasText: '見る' }).click();
  await page.locator('.nav a[href="#/assets"]').click();
  await page.waitForSelector('table, .row');
});

test('the answer is kept, and its steps go with what was done', async () => {
  await page.evaluate(() =>
    fetch('/api/v1/answers', { method: 'PATCH', headers: { 'X-Yagura': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ pack: 'meti-checklist', item: '0-1', value: '2', revision: 0 }) }),
  );
  await page.goto(`${server.url}/#/`);
  await page.reload();
  await page.getByText('未回答の 34 項目に答える').waitFor();
  assert.equal(await page.locator('.lead-ask').count(), 0);
  assert.ok((await page.locator('.lead-steps li').count()) <= 3);
});

test('another purpose may be chosen later, each has steps that lead somewhere', async () => {
  for (const name of [/機器を知る/, /IIoT機器の申請/, /顧客の診断/]) {
    await page.getByRole('button', { name: '目的を変える' }).click();
    await page.locator('.lead-choice').filter({ hasText: name }).click();
    await page.locator('#lead h2', { hasText: name }).waitFor();
    await page.locator('.lead-steps li').nth(2).waitFor();
    for (const link of await page.locator('.lead-steps a').all()) assert.match(await link.getAttribute('href'), /^#\/\w/);
  }
  assert.deepEqual(await accessFaults(page), []);
});

test('nothing broke', () => assert.deepEqual(page.wrongs, []));
