/* reports.test.mjs - a report that writes itself is ordered, written and kept. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { axeSource, startPage } from './server.mjs';

const { server, page, open, stop } = await startPage();
after(stop);

const orders = page.locator('#report-orders');

test('a monthly report is ordered for a day, and the page says what will happen', async () => {
  await open('#/reports', '#report-orders');
  await orders.getByText('自動で作る報告書を足す').click();
  assert.equal(await orders.getByLabel('毎月何日に').inputValue(), '5');
  assert.match(await orders.innerText(), /設定の「通知」でメールかWebhookを足すと選べます/);
  await orders.getByLabel('毎月何日に').fill('10');
  await orders.getByRole('button', { name: '保存' }).click();
  await orders.getByText('毎月 10 日').waitFor();
  assert.match(await orders.innerText(), /月次報告[^]*だれにも知らせません/);
  assert.match(await orders.innerText(), /まだありません。決めた日に、ここに並びます/);
});

test('written at once, it stands in the list and opens as it was written', async () => {
  await orders.getByRole('button', { name: '今すぐ作る' }).click();
  const row = page.locator('#kept-reports tbody tr');
  await row.first().waitFor();
  assert.match(await row.first().innerText(), /月次報告[^]*\d{4}-\d{2}/);
  const paper = await page.context().newPage();
  await paper.goto(server.url + (await row.first().locator('a').first().getAttribute('href')));
  assert.match(await paper.locator('h1').innerText(), /月次報告/);
  assert.match(await paper.locator('body').innerText(), /対象の期間/);
  await paper.close();
});

test('it can be stopped, and what was written stays', async () => {
  await page.evaluate(axeSource);
  assert.deepEqual(await page.evaluate(() => window.axe.run('#report-orders').then((found) => found.violations.map((one) => one.id))), []);
  await orders.getByRole('button', { name: 'やめる' }).click();
  await orders.getByText('毎月 10 日').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#kept-reports tbody tr').count(), 1);
});
