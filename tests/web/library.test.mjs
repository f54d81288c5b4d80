/* library.test.mjs - the library in a browser: found, opened, followed, kept. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { accessFaultsOf, startPage } from './server.mjs';
import { unzip } from './workbook.mjs';

const { server, page, open, stop } = await startPage({ height: 768 });
after(stop);

const rows = () => page.locator('.library-list tbody tr');
const counted = (count) => page.waitForFunction((n) => document.querySelectorAll('.library-list tbody tr').length === n, count);

test('entries are searched as one types, by kind and by facet', async () => {
  await open('#/library', '.library-list');
  await page.getByRole('button', { name: /^活用の事例/ }).click();
  await counted(24);
  await page.getByLabel('使い道').selectOption({ label: '外部連携' });
  await counted(1);
  assert.match(await rows().first().innerText(), /約130工場/);
  await page.getByLabel('使い道').selectOption('');
  await page.locator('.tools-search').last().fill('クラウド 保守');
  await counted(1);
  await page.locator('.tools-search').last().fill('xyzzy');
  await page.getByText('当てはまる資料がありません').waitFor();
});

test('an entry leads to the item, and the item back to the entries', async () => {
  await open('#/library?kind=measure&open=measure-lockdown', '#library-card');
  const link = page.locator('#library-card a', { hasText: /^2-9 / }).first();
  await link.click();
  await page.waitForSelector('#item-2-9 .item-body');
  const related = page.locator('#item-2-9 .related');
  assert.match(await related.innerText(), /^事例・資料 \d+$/);
  await related.click();
  await page.waitForSelector('.library-list');
  assert.match(await page.locator('.page').innerText(), /につながる資料を出しています/);
  const titles = await rows().allInnerTexts();
  assert.ok(titles.some((text) => text.includes('決めたプログラムだけを動かす')));
  assert.ok(titles.every((text) => !text.includes('約130工場')));
});

test('beside a measure stands what the plant shows, one press away', async () => {
  await open('#/library?open=measure-dpi', '#library-card .notice');
  assert.match(await page.locator('#library-card .notice').innerText(), /この工場では: 通信|この工場では: 見えている通信/);
  await page.getByRole('link', { name: '通信や一覧を見る' }).click();
  await page.waitForFunction(() => location.hash.startsWith('#/communications'));
});

test('the reference model is drawn with the devices that were seen', async () => {
  await open('#/library?open=reference-model', 'svg.model .model-count');
  assert.equal(await page.locator('svg.model .model-layer').count(), 5);
  assert.equal(await page.locator('svg.model .model-border').count(), 3);
  await page.waitForSelector('svg.model .model-here');
});

test('a framework tells which items are its numbers', async () => {
  await open('#/library?open=iec62443-3-3', '#library-card h3');
  const row = page.locator('#library-card tr', { hasText: '2-6 ' }).last();
  assert.match(await row.innerText(), /SR 7\.8/);
});

test('a first step goes into the plan', async () => {
  await open('#/library?kind=easy&open=easy-cable', '#library-card');
  await page.getByRole('button', { name: '計画に入れる' }).click();
  await page.getByRole('link', { name: '計画に1件あります' }).click();
  await page.waitForFunction(() => document.body.innerText.includes('抜く線を一本決めて札を付ける'));
});

test('a measure with steps goes into the plan in stages, and the list of first steps tells what is planned', async () => {
  await open('#/library?open=measure-lockdown', '#library-card');
  await page.getByRole('button', { name: '5段階に分けて計画に入れる' }).click();
  await page.getByRole('link', { name: '計画に5件あります' }).waitFor();
  const follows = await page.evaluate(async () => (await (await fetch('/api/v1/tasks', { headers: { 'X-Yagura': '1' } })).json()).items.filter((task) => task.item === 'measure-lockdown').map((task) => task.follows));
  assert.equal(follows.filter(Boolean).length, 4);
  await open('#/library?kind=easy', '.library-list');
  await page.waitForFunction(() => /未着手/.test(document.querySelector('.library-list').innerText));
  await open('#/library?open=tech-oneway', '#library-card .ticks');
  await page.locator('#library-card .ticks input').first().check();
  await page.waitForFunction(() => !document.querySelector('#library-card .ticks[aria-busy=true]'));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#library-card .ticks input')?.checked);
});

test('a community has a contact and a document', async () => {
  await open('#/library?open=cssc', '#library-card h3');
  await page.getByText('窓口・文書を足す').click();
  const form = page.locator('.proof-form');
  await form.locator('[name=name]').fill('保全課 <b>山田</b>');
  await form.locator('[name=document]').fill('手引き 第2版');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByText('手引き 第2版').waitFor();
  assert.ok((await page.locator('#library-card').innerText()).includes('保全課 <b>山田</b>'));
});

test('a technology is put on a product of the roadmap', async () => {
  await open('#/roadmap', '#solutions');
  await page.locator('#solutions summary').last().click();
  await page.locator('#solutions [name=name]').fill('認証スイッチ');
  await page.locator('#solutions').getByRole('button', { name: '保存' }).click();
  await page.locator('#solutions th', { hasText: '認証スイッチ' }).waitFor();
  await open('#/library?open=tech-device', '#library-card .ticks');
  await page.getByLabel('認証スイッチ').check();
  await page.waitForFunction(() => !document.querySelector('#library-card .ticks[aria-busy=true]'));
  await page.reload();
  await page.waitForFunction(() => [...document.querySelectorAll('#library-card .ticks label')].find((label) => label.textContent.includes('認証スイッチ'))?.querySelector('input').checked);
});

test('the search of every page finds entries', async () => {
  await open('#/assets', '.row');
  await page.locator('#search').fill('データダイオード');
  await page.locator('.hit', { hasText: '片方向通信技術' }).click();
  await page.waitForSelector('#library-card');
  assert.match(page.url(), /open=tech-oneway/);
});

test('the list is saved as a workbook', async () => {
  await open('#/library?kind=document', '.library-list');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-keep=xlsx]').first().click()]);
  const texts = Object.values(unzip(readFileSync(await download.path()))).join('\n');
  assert.match(texts, /62443-1-1/);
  assert.match(texts, /62443-6-2/);
});

test('a time of one\'s own stands beside the time of the report', async () => {
  await open('#/library?open=threat-cost', '#library-card .notice');
  assert.match(await page.locator('#library-card .notice').innerText(), /この1年の知らせ/);
});

test('the original SMKL has 16 cells, with where one stands and the target', async () => {
  await open('#/smkl', '.matrix');
  await page.getByRole('button', { name: '元のSMKL（16マス）' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.matrix .cell').length === 16);
  await page.locator('.matrix .cell button').last().click();
  await page.locator('.item').getByRole('radio', { name: 'できている', exact: true }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('.matrix .cell')].at(-1).textContent.includes('1/1'));
  await page.locator('.matrix tfoot select').nth(3).selectOption('b');
  await page.waitForFunction(() => document.querySelectorAll('.matrix .cell-target').length === 1);
});

/* Those that are linked: no page of ours is missing. */
test('every page that an entry links to is there', async () => {
  const names = new Set([...readFileSync(new URL('../../web/src/pages.tsx', import.meta.url), 'utf8').matchAll(/path: '(\w*)'/g)].map((match) => match[1]));
  await open('#/library', '.library-list');
  const linked = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/library', { headers: { 'X-Yagura': '1' } });
    const all = (await answer.json()).items.flatMap((entry) => [...entry.links, ...entry.parts.flatMap((part) => part.links)]);
    return all.map((one) => one.page.split('?')[0]);
  });
  assert.ok(linked.length > 200);
  for (const name of new Set(linked)) assert.ok(names.has(name), name);
});

test('the library is accessible in both languages', async () => {
  assert.deepEqual(await accessFaultsOf({ page, open }, ['#/library', '#/library?open=reference-model', '#/library?open=measure-idmz&kind=measure', '#/library?open=cssc']), []);
});

test('nothing broke the policy, nothing asked outside, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
