/* reports.test.mjs - a report that writes itself is ordered, written and kept. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage, until } from './server.mjs';

const { server, page, open, stop } = await startPage();
after(stop);

const orders = page.locator('#report-orders');

/* a dot, as a logo of 2000 x 1000 points that the page makes smaller */
const picture = () => page.evaluate(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 2000;
  canvas.height = 1000;
  canvas.getContext('2d').fillRect(0, 0, 900, 900);
  return canvas.toDataURL('image/png').split(',')[1];
});

test('a logo, own words and own fields for approval stand on the report', async () => {
  await open('#/reports', '#report-head');
  const head = page.locator('#report-head');
  await head.locator('summary').click();
  const file = head.locator('input[type=file]');
  await file.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await head.getByText('画像として読めません').waitFor();
  await file.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from(await picture(), 'base64') });
  await head.locator('img').waitFor();
  await head.getByLabel('添える文').fill('社外秘 <b>追加</b>\n品質保証部');
  await head.getByLabel('承認欄').fill('工場長、品質、担当');
  await head.getByRole('button', { name: '保存' }).click();
  await until(page, async () => (await (await fetch('/api/v1/report-head')).json()).seals.length === 3);
  const paper = await page.context().newPage();
  await paper.goto(`${server.url}/api/v1/reports/smkl?lang=ja`);
  const text = await paper.locator('body').innerText();
  assert.match(text, /社外秘 <b>追加<\/b>/);
  assert.match(text, /工場長\s*品質\s*担当/);
  assert.deepEqual(await paper.locator('img').evaluate((img) => [img.naturalWidth, img.naturalHeight]), [400, 200]);
  await paper.close();
});

test('results and plan go to other tools as OSCAL', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '計画', exact: true }).last().click()]);
  assert.equal(download.suggestedFilename(), 'yagura-oscal-poam.json');
});

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
  assert.deepEqual(await accessFaults(page, '#report-orders'), []);
  await orders.getByRole('button', { name: 'やめる' }).click();
  await orders.getByText('毎月 10 日').waitFor({ state: 'detached' });
  assert.equal(await page.locator('#kept-reports tbody tr').count(), 1);
});
