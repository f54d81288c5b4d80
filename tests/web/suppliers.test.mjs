/* suppliers.test.mjs - who has a part in the plant, what they are asked, what is ordered from them. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { axeSource, openPage, signIn, startBrowser, startServer } from './server.mjs';

let server;
let browser;
let page;

const send = (method, path, body) => page.evaluate(([how, to, what]) => fetch(to, { method: how, headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify(what) }).then(async (answer) => ({ status: answer.status, ...(await answer.json().catch(() => ({}))) })), [method, `/api/v1${path}`, body]);

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1366, height: 900 }, acceptDownloads: true });
  page = await openPage(context, server.url);
  page.setDefaultTimeout(15_000);
  await signIn(page, server);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = async (hash, ready) => {
  await page.goto(`${server.url}/${hash}`);
  await page.waitForSelector(ready);
};

test('an empty register says what to write first, and which makers nobody answers for', async () => {
  await open('#/suppliers', '#suppliers');
  await page.getByText('まだだれも登録されていません').waitFor();
  await page.locator('#unknown-makers').getByText('登録された相手がいません').waitFor();
});

test('a maker that was seen is registered with one button, and its devices stand beside it', async () => {
  const button = page.locator('#unknown-makers button').first();
  const [, maker] = /(.+)（\d+ 台）を登録/.exec(await button.innerText());
  await button.click();
  const form = page.locator('.supplier-form');
  assert.equal(await form.locator('[name=name]').inputValue(), maker);
  await form.locator('[name=name]').fill('東海制御 <b>');
  await form.locator('[name=person]').fill('山口');
  await form.locator('[name=day]').fill('0570-00-0010');
  await form.getByRole('button', { name: '保存' }).click();
  const row = page.locator('#suppliers tbody tr');
  await row.getByText('東海制御 <b>').waitFor();
  assert.match(await row.innerText(), /生産設備のサプライヤー/);
  assert.match(await row.innerText(), /\d+ 台/);
  assert.match(await row.innerText(), /脆弱性の窓口がない[\s\S]*夜・休日の連絡先がない/);
  assert.ok(!(await page.locator('#unknown-makers').innerText().catch(() => '')).includes(maker));
});

test('what is missing is written, and the grid says who does what', async () => {
  await page.getByRole('button', { name: '東海制御 <b> を編集' }).click();
  const form = page.locator('.supplier-form');
  await form.locator('[name=vulnerability]').fill('psirt@example.com');
  await form.locator('[name=night]').fill('090-0000-0000');
  await form.getByRole('button', { name: '保存' }).click();
  await page.locator('#suppliers').getByText('psirt@example.com').waitFor();
  assert.equal(await page.getByText('脆弱性の窓口がない').count(), 0);
  const kind = page.locator('#stakeholders tr', { hasText: '生産設備のサプライヤー' });
  assert.match(await kind.innerText(), /東海制御/);
  assert.match(await page.locator('#stakeholders tr', { hasText: '廃棄事業者' }).innerText(), /未登録/);
  await page.getByRole('button', { name: '期待することを表示' }).click();
  await kind.getByText('初期パスワードを変え').waitFor();
});

test('the pages are accessible in both languages', async () => {
  for (const lang of ['ja', 'en']) {
    await open('#/settings', '.page h1');
    await page.locator('select').first().selectOption(lang);
    await page.waitForFunction((name) => document.documentElement.lang === name, lang);
    for (const tab of ['', '?tab=ask', '?tab=orders']) {
      await open(`#/suppliers${tab}`, '.suppliers .panel');
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
      if (process.env.YAGURA_KEPT) await page.screenshot({ path: `${process.env.YAGURA_KEPT}/suppliers-${lang}${tab.slice(5)}.png`, fullPage: true });
      assert.deepEqual(violations.map((one) => `${one.id} ${one.nodes[0].html.slice(0, 120)}`), []);
    }
  }
});

test('nothing went wrong meanwhile', () => {
  assert.deepEqual(page.wrongs, []);
});
