/* zones.test.mjs - zones in the browser: proposed, accepted, broken, allowed, and seen on the map. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage, startPlant } from './server.mjs';

const { server, page, stop } = await startPage({ start: startPlant, timeout: 30_000 });
after(stop);

test('an empty page says what zones are for, and proposes some from what was seen', async () => {
  await page.goto(`${server.url}/#/zones`);
  await page.getByRole('button', { name: 'サブネットから提案を作る' }).click();
  await page.waitForSelector('#zones tbody tr');
  const text = await page.locator('#zones').innerText();
  assert.match(text, /制御ゾーン/);
  assert.match(text, /3 制御/);
  assert.match(text, /192\.168\.10\.0\/24/);
  assert.match(await page.locator('#conduits').innerText(), /提案/);
});

test('drafts are accepted at once, and what they allow is marked so', async () => {
  await page.getByRole('button', { name: '提案をすべて承認' }).click();
  await page.waitForFunction(() => !document.body.innerText.includes('提案をすべて承認'));
  await page.waitForFunction(() => /経路あり/.test(document.querySelector('#crossings').innerText));
});

test('each zone and network has its phase on the page of what is normal', async () => {
  await page.goto(`${server.url}/#/allowlist`);
  await page.locator('.phases summary').click();
  const line = page.locator('.phases tbody tr').filter({ hasText: '制御ゾーン' }).first();
  await line.getByRole('button', { name: '収集元と同じ', pressed: true }).waitFor();
  await line.getByRole('button', { name: '1 学習' }).click();
  await line.getByRole('button', { name: '1 学習', pressed: true }).waitFor();
  await page.reload();
  await page.locator('.phases tbody tr').filter({ hasText: '制御ゾーン' }).first().getByRole('button', { name: '1 学習', pressed: true }).waitFor();
  await page.locator('.phases summary').click();
  assert.match(await page.locator('.phases').innerText(), /192\.168\.10/);
  await page.locator('.phases tbody tr').filter({ hasText: '制御ゾーン' }).first().getByRole('button', { name: '収集元と同じ' }).click();
  await page.locator('.phases tbody tr').filter({ hasText: '制御ゾーン' }).first().getByRole('button', { name: '収集元と同じ', pressed: true }).waitFor();
  await page.goto(`${server.url}/#/zones`);
  await page.waitForSelector('#conduits tbody tr');
});

test('a conduit that is removed leaves its traffic without one, and a finding', async () => {
  const count = await page.locator('#conduits tbody tr').count();
  await page.locator('#conduits tbody tr').first().getByRole('button', { name: '編集' }).click();
  await page.getByRole('button', { name: '削除', exact: true }).click();
  await page.waitForFunction((n) => document.querySelectorAll('#conduits tbody tr').length === n - 1, count);
  await page.waitForFunction(() => /経路なし|層の飛び越し/.test(document.querySelector('#crossings').innerText));
  await page.goto(`${server.url}/#/findings?state=any`);
  await page.waitForFunction(() => /ゾーン間の通信|飛び越した/.test(document.body.innerText));
});

test('the traffic behind a broken border is one click away', async () => {
  await page.goto(`${server.url}/#/zones`);
  await page.waitForSelector('#crossings tbody tr');
  await page.locator('#crossings tbody tr td.right a').first().click();
  await page.waitForSelector('.row');
  assert.match(page.url(), /from_zone=/);
});

test('the map has lanes by SMKL column and draws what no conduit lets pass', async () => {
  await page.goto(`${server.url}/#/map?group=smkl&fold=zone&between=broken&view=list`);
  await page.waitForSelector('.row');
  await page.locator('.row').first().click();
  await page.waitForSelector('#ways li').catch(async () => assert.fail(await page.locator('main').innerText()));
  assert.match(await page.locator('#ways').innerText(), /経路なし|層の飛び越し|社外/);
  await page.locator('#ways').getByRole('button', { name: '経路を作る' }).first().waitFor();
  await page.goto(`${server.url}/#/map?group=smkl`);
  await page.waitForSelector('.legend-skip', { state: 'attached' });
});

test('the page of zones is accessible in both languages', async () => {
  for (const language of ['ja', 'en']) {
    await page.evaluate((name) => localStorage.setItem('yagura.language', JSON.stringify(name)), language);
    await page.goto(`${server.url}/#/zones`);
    await page.waitForSelector('#zones tbody tr');
    assert.deepEqual(await accessFaults(page), []);
  }
});

test('nothing broke the policy, nothing asked outside, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
