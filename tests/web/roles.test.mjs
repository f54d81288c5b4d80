/* roles.test.mjs - an administrator gives role and scope; the page shows what they allow. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openPage, password, startPage } from './server.mjs';

const { server, browser, page: boss, stop } = await startPage({ timeout: 30_000 });
after(stop);
let vendor;

before(async () => {
  vendor = await openPage(await browser.newContext({ locale: 'ja-JP', viewport: { width: 1366, height: 768 } }), server.url);
});

const send = (page, path, body) => page.evaluate(([to, what]) => fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Yagura': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(what) }).then((answer) => answer.status), [path, body]);

test('an administrator gives a role and a scope, and changes them', async () => {
  assert.equal(await send(boss, '/sites', { name: '第2工場' }), 201);
  await boss.goto(`${server.url}/#/settings`);
  await boss.getByRole('button', { name: '利用者を追加' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.locator('select').nth(0).waitFor();
  assert.equal(await dialog.locator('select').nth(0).locator('option').count(), 10);
  await dialog.locator('input[autocomplete=off]').fill('gyosha');
  await dialog.locator('select').nth(0).selectOption('vendor');
  await dialog.getByText('検知・弱点・評価は見えません').waitFor();
  await dialog.locator('select').nth(1).selectOption({ label: '第2工場' });
  await dialog.locator('input[type=password]').fill('first words of his');
  await dialog.getByRole('button', { name: '利用者を追加' }).click();
  const row = boss.getByRole('row', { name: /gyosha/ });
  await row.waitFor();
  assert.match(await row.innerText(), /取引先.*第2工場/s);
  await boss.getByRole('button', { name: /gyosha/ }).click();
  await dialog.locator('select').nth(1).selectOption('1');
  await dialog.locator('form').first().locator('button[type=submit]').click();
  await boss.waitForFunction(() => ![...document.querySelectorAll('tr')].some((line) => /gyosha.*第2工場/s.test(line.innerText)));
  await boss.getByRole('button', { name: /gyosha/ }).click();
  await dialog.getByRole('button', { name: '役割を加える' }).click();
  await dialog.getByRole('group', { name: '役割 2' }).locator('select').nth(1).selectOption({ label: '第2工場' });
  await dialog.locator('form').first().locator('button[type=submit]').click();
  await boss.waitForFunction(() => [...document.querySelectorAll('tr')].some((line) => /gyosha.*取引先（.*）、閲覧のみ（第2工場）/s.test(line.innerText)));
  await boss.getByRole('button', { name: /gyosha/ }).click();
  await dialog.getByRole('button', { name: '「閲覧のみ」を外す' }).click();
  await dialog.locator('form').first().locator('button[type=submit]').click();
  await boss.waitForFunction(() => ![...document.querySelectorAll('tr')].some((line) => /gyosha.*第2工場/s.test(line.innerText)));
});

test('a vendor sees devices and none of their weak points', async () => {
  await vendor.goto(server.url);
  await vendor.locator('input[autocomplete=username]').fill('gyosha');
  await vendor.locator('input[type=password]').fill('first words of his');
  await vendor.click('button[type=submit]');
  await vendor.waitForSelector('input[autocomplete=new-password]');
  for (const field of await vendor.locator('input[autocomplete=new-password]').all()) await field.fill(password);
  await vendor.click('button[type=submit]');
  await vendor.waitForSelector('.nav');
  const links = await vendor.locator('.nav a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  assert.ok(links.includes('#/assets'));
  assert.ok(links.includes('#/zones'));
  for (const hidden of ['#/findings', '#/vulnerabilities', '#/smkl', '#/plan', '#/reports']) assert.ok(!links.includes(hidden), hidden);
  assert.equal(await vendor.evaluate(() => fetch('/api/v1/findings').then((answer) => answer.status)), 403);
  await vendor.goto(`${server.url}/#/settings`);
  await vendor.getByText('gyosha · 取引先').waitFor();
  assert.equal(await vendor.getByRole('button', { name: '利用者を追加' }).count(), 0);
  await vendor.goto(`${server.url}/#/assets`);
  await vendor.locator('table').first().waitFor();
});

test('nothing broke in either page', () => {
  assert.deepEqual(boss.wrongs, []);
  assert.deepEqual(vendor.wrongs, []);
});
