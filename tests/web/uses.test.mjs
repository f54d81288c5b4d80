/* uses.test.mjs - what data are used for, met with the traffic of the model factory. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { accessFaults, startPage, startSample, until } from './server.mjs';

const { server, page, open, stop } = await startPage({ start: () => startSample(3) });
after(stop);
before(() =>
  until(page, () => fetch('/api/v1/uses', { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()).then((look) => look.proposals.length > 0 && look.items.some((use) => use.pairs > 0))),
);

test('a use is named from what the traffic shows, and leads to exactly that traffic', async () => {
  await open('#/dataflow?tab=uses', '#proposals tbody tr');
  const before = await page.locator('#uses tbody tr').count();
  const row = page.locator('#proposals tbody tr').first();
  const title = (await row.locator('th').innerText()).split('\n')[0];
  await row.getByRole('button', { name: '活用として登録' }).click();
  await page.waitForFunction((count) => document.querySelectorAll('#uses tbody tr').length === count, before + 1);
  const use = page.locator('#uses tbody tr').last();
  assert.ok((await use.innerText()).includes(title));
  const pairs = Number(/(\d+) 組/.exec(await use.locator('td').nth(1).innerText())[1]);
  await use.locator('td').nth(1).getByRole('link').click();
  await page.waitForURL(/#\/communications\?/);
  await page.waitForFunction((count) => document.body.innerText.includes(`${count}`), pairs);
});

test('a use is edited, and what its flow brings leads on', async () => {
  await open('#/dataflow?tab=uses', '#uses tbody tr');
  const row = page.locator('#uses tbody tr', { hasText: '保守会社の遠隔保守' });
  assert.match(await row.innerText(), /外のネットワークを通る/);
  await row.getByRole('button', { name: '編集' }).click();
  const form = page.locator('#uses tbody .proof-form');
  await form.locator('[name=use_case]').selectOption({ label: '外部連携' });
  await form.locator('[name=flow]').selectOption({ label: '外部システムとの連携' });
  await form.locator('[name=agreed]').fill('保守契約 第8条');
  assert.ok((await form.locator('#use-devices option').count()) > 20);
  await form.locator('[name=changes][value=cloud-first]').check();
  await form.getByRole('button', { name: '保存' }).click();
  await page.locator('#uses tbody tr', { hasText: '取り決め済み' }).waitFor();
  const text = await page.locator('#uses tbody tr', { hasText: '保守会社の遠隔保守' }).innerText();
  assert.match(text, /外部連携/);
  assert.match(text, /クラウド優先/);
  await page.locator('#uses tbody tr', { hasText: '保守会社の遠隔保守' }).locator('summary', { hasText: '責任の範囲があいまい' }).click();
  await page.getByText('責任の境を契約に書く').waitFor();
});

test('what is no use is asked no more, until somebody takes that back', async () => {
  await open('#/dataflow?tab=uses', '#proposals tbody tr');
  const count = await page.locator('#proposals tbody tr').count();
  await page.locator('#proposals tbody tr').first().getByRole('button', { name: '該当しない' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('#proposals tbody tr').length === n, count - 1);
  await page.getByText('該当しないとしたもの 1 件').click();
  await page.getByRole('button', { name: 'もう一度挙げる' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('#proposals tbody tr').length === n, count);
});

test('a scenario is written, asks for its measures, and is accepted until a day', async () => {
  await open('#/dataflow?tab=scenarios', '#scenarios tbody tr');
  await page.getByText('シナリオを書き足す').click();
  const form = page.locator('#scenarios > details .proof-form');
  await form.locator('[name=title]').fill('検査画像が外へ漏れる');
  await form.locator('[name=zone]').selectOption({ label: '制御ゾーン' });
  await form.locator('[name=impact-c]').selectOption('3');
  await form.locator('[name=impact-s]').selectOption('1');
  await form.locator('[name=state]').selectOption({ label: '対策済み' });
  for (const name of ['worth', 'threat', 'weakness']) await form.locator(`[name=${name}]`).selectOption('3');
  await form.getByRole('button', { name: '保存' }).click();
  const row = page.locator('#scenarios tbody tr', { hasText: '検査画像が外へ漏れる' });
  await row.waitFor();
  const text = await row.innerText();
  assert.match(text, /対策が済んでいません/);
  assert.match(text, /安全 低/);
  assert.match(text, /\bA\b/);
  await row.getByRole('button', { name: '編集' }).click();
  const edit = page.locator('#scenarios tbody .proof-form');
  await edit.locator('[name=state]').selectOption({ label: '受容' });
  await edit.getByRole('button', { name: '保存' }).click();
  await page.getByText('リスクを受け入れるには、理由と期限を書いてください。').waitFor();
  await edit.locator('[name=because]').fill('画像は製品に写らない');
  await edit.locator('[name=until]').fill('2099-03-31');
  await edit.getByRole('button', { name: '保存' }).click();
  await page.getByText('2099-03-31 まで (admin が受容)').waitFor();
  await page.locator('#scenarios').getByRole('button', { name: /^受容 / }).click();
  assert.ok((await page.locator('#scenarios tbody').innerText()).includes('検査画像が外へ漏れる'));
  assert.match(await page.locator('#by-zone tbody').innerText(), /自動倉庫ゾーン/);
});

test('the table of values is the plant\'s own once it is changed', async () => {
  await open('#/dataflow?tab=scenarios', '#risk-table');
  await page.locator('#scenarios').getByRole('button', { name: /^すべて / }).click();
  await page.getByText('換算表は当ツールの初期値です').click();
  await page.getByLabel('重要度・被害 高、脅威 高、脆弱性 高').selectOption('B');
  await page.getByText('換算表は自社のものです').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('#scenarios tbody tr')].some((row) => row.cells[4]?.innerText.trim() === 'B'));
  const row = page.locator('#scenarios tbody tr', { hasText: '事務系のマルウェア' });
  assert.match(await row.innerText(), /受け入れの線 \(C\) より上/);
  await page.getByLabel(/受け入れの線/).selectOption('A');
  await row.getByText('受け入れの線 (A) より下').waitFor();
  assert.equal(await page.getByText('換算表は自社のものです').count(), 1);
});

test('each figure of the basics leads to the list of what it counted', async () => {
  await open('#/dataflow?tab=basics', '#basics tbody tr');
  assert.equal(await page.locator('#basics tbody tr').count(), 6);
  const row = page.locator('#basics tbody tr', { hasText: 'IDMZを通らない' });
  const count = Number(/のうち (\d+)/.exec(await row.innerText())[1]);
  assert.ok(count > 0);
  const listed = await page.evaluate(() => fetch('/api/v1/conversations?measure=bypass', { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()).then((list) => list.total));
  assert.equal(listed, count);
  await row.getByRole('link', { name: /のうち/ }).click();
  await page.waitForURL(/measure=bypass/);
  await open('#/dataflow?tab=basics', '#planned tbody tr');
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await page.getByLabel('制御ゾーン 入れた年').fill('2018');
  await page.getByLabel('制御ゾーン 入れた年').press('Tab');
  await kept;
  await page.locator('#planned tbody tr', { hasText: '制御ゾーン' }).getByText('2028').waitFor();
});

test('data are judged by safety, too, and both judgements stay', async () => {
  await open('#/dataflow', '.page table');
  await page.getByText('制御システムの軸').click();
  let kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await page.getByLabel('制御コマンド 安全').selectOption('3');
  await kept;
  kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await page.getByLabel('制御コマンド 機密性').selectOption('1');
  await kept;
  await page.reload();
  await page.getByText('制御システムの軸').click();
  await page.waitForFunction(() => document.querySelector('select[aria-label="制御コマンド 安全"]')?.value === '3');
  assert.equal(await page.getByLabel('制御コマンド 機密性').inputValue(), '1');
});

test('the ways of data are drawn between the layers, those of a connection form stand out, and a table says the same', async () => {
  await open('#/dataflow', '#ways .way');
  const told = await page.evaluate(() => fetch('/api/v1/data-flows', { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()));
  assert.ok(told.ways.length > 1);
  assert.ok(told.ways.every((way) => way.pairs > 0 && way.from !== way.to));
  const fits = told.ways.filter((way) => way.forms.length);
  assert.ok(fits.length > 0 && fits.length < told.ways.length, JSON.stringify(told.ways));
  assert.equal(await page.locator('#ways .model-node').count(), 6);
  assert.equal(await page.locator('#ways .way').count(), told.ways.length);
  assert.equal(await page.locator('#ways .way-form').count(), fits.length);
  for (const form of told.models.flatMap((model) => model.forms)) if (fits.some((way) => way.forms.includes(form.id))) assert.ok(form.seen, form.id);
  await page.locator('#ways summary').press('Enter');
  assert.equal(await page.locator('#ways tbody tr').count(), told.ways.length);
  const saved = page.waitForEvent('download');
  await page.locator('#ways [data-keep=svg]').click();
  assert.match((await saved).suggestedFilename(), /svg$/);
});

test('the overview tells the basics in a line each', async () => {
  await open('#/', '.figures');
  const panel = page.locator('.panel', { hasText: 'OTセキュリティの基本' });
  await panel.locator('li').first().waitFor();
  assert.equal(await panel.locator('li').count(), 6);
  await panel.getByRole('link').click();
  await page.waitForURL(/tab=basics/);
});

test('the picture over the vendors holds each line, and the table leads to their devices', async () => {
  await open('#/dataflow?tab=vendors', 'svg.vendors');
  assert.match(await page.locator('svg.vendors').innerHTML(), /制御ゾーン/);
  const first = page.locator('#asked tbody tr').first();
  const devices = Number(await first.locator('td').first().innerText());
  await first.locator('td').first().getByRole('link').click();
  await page.waitForURL(/#\/assets\?vendor=/);
  await page.waitForFunction((count) => document.body.innerText.includes(`${count}`), devices);
});

test('the pages are fit for a keyboard and a screen reader', async () => {
  for (const [tab, ready] of [['uses', '#uses tbody tr'], ['scenarios', '#scenarios tbody tr'], ['basics', '#planned tbody tr'], ['vendors', '#asked tbody tr']]) {
    await open(`#/dataflow?tab=${tab}`, ready);
    const form = page.locator('.panel > details > summary').first();
    if (/uses|scenarios/.test(tab)) {
      await form.focus();
      await page.keyboard.press('Enter');
      await page.locator('.panel > details .proof-form').first().waitFor();
    }
    assert.deepEqual(await accessFaults(page), []);
  }
});
