/* channels.test.mjs - somebody sets a webhook up, tries it, and is told what is wrong. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test, { after, before } from 'node:test';
import { accessFaults, startPage } from './server.mjs';

const got = [];
const hook = createServer((request, answer) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    got.push(JSON.parse(body));
    answer.end();
  });
});
const { page, open, stop } = await startPage({ timeout: 20_000 });

before(async () => {
  await new Promise((ready) => hook.listen(0, '127.0.0.1', ready));
  await open('#/settings', '#channels');
});

after(async () => {
  await stop();
  hook.close();
});

test('a field that is wrong says so, and nothing typed is lost', async () => {
  await page.getByRole('button', { name: 'Webhook を追加' }).click();
  await page.getByLabel('名前').fill('保全チャット');
  await page.getByLabel('送り先 URL').fill('chat.example.jp');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForSelector('.field-wrong [role=alert]');
  assert.equal((await page.locator('.field-wrong [role=alert]').innerText()).trim(), 'https:// か http:// で始まるアドレスを入力してください。');
  assert.equal(await page.getByLabel('名前').inputValue(), '保全チャット');
  await page.getByLabel('送り先 URL').fill(`http://127.0.0.1:${hook.address().port}/`);
  assert.deepEqual(await accessFaults(page, 'dialog'), []);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.locator('#channels li', { hasText: '保全チャット' }).waitFor();
  assert.match(await page.locator('#channels li').innerText(), /無効/);
});

test('a test arrives, and is told to have', async () => {
  await page.getByRole('button', { name: 'テストを送る' }).click();
  await page.locator('#channels [role=status]').waitFor();
  assert.equal(got.length, 1);
  assert.equal(got[0].event, 'test');
});

test('it is switched on, and off again, and deleted', async () => {
  await page.getByRole('button', { name: '有効にする' }).click();
  await page.waitForFunction(() => /有効/.test(document.querySelector('#channels li p').innerText) && !/無効/.test(document.querySelector('#channels li p').innerText));
  await page.getByRole('button', { name: '無効にする' }).click();
  await page.waitForFunction(() => /無効/.test(document.querySelector('#channels li p').innerText));
  await page.getByRole('button', { name: '削除', exact: true }).last().click();
  await page.getByRole('button', { name: '本当に削除する' }).click();
  await page.waitForFunction(() => !document.querySelector('#channels li'));
  assert.deepEqual(page.wrongs, []);
});
