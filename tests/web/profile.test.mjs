/* profile.test.mjs - the kind of plant, its proposed targets, levels of zones. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage } from './server.mjs';

const { server, page, open, stop } = await startPage({ height: 900 });
after(stop);

const choose = async (label, value) => {
  const kept = page.waitForResponse((answer) => /answers/.test(answer.url()) && answer.request().method() === 'PATCH');
  await page.getByLabel(label, { exact: true }).selectOption(value);
  assert.equal((await kept).status(), 200);
};

test('answers about the plant become targets, and one click takes them over', async () => {
  await open('#/steps?step=1-1', '.profile');
  await page.getByText('「もし起きたら」に答えると').waitFor();
  assert.match(await page.locator('#profile-equipment').innerText(), /見えている機器 \d+ 台/);
  await choose('お金にしたときの大きさ', 'fatal');
  await choose('稼働中・更新間際・新設計画中', 'running');
  const proposal = page.locator('.profile-proposal');
  await proposal.getByText('一つ手前の段階まで').waitFor();
  assert.match(await proposal.innerText(), /対策強度は「高」、守る相手の目安は SL 3/);
  await proposal.getByRole('button', { name: 'SMKLの目標にする' }).click();
  await proposal.getByText('目標にしました').waitFor();
  await proposal.getByText('いまの目標 d').first().waitFor();
  assert.deepEqual(await accessFaults(page), []);
  await open('#/smkl', '.matrix');
  assert.equal(await page.getByLabel('管理対象3 制御ネットワーク 目標', { exact: true }).inputValue(), 'c');
});

test('what was told in an interview stays as a remark of its answer', async () => {
  await open('#/steps?step=1-1', '.profile');
  const row = page.locator('#profile-worry');
  assert.equal(await row.locator('input').isDisabled(), true);
  await choose('困っていること・相談したいこと', 'heard');
  await row.locator('input:enabled').fill('夜に見る人がいない <b>');
  const kept = page.waitForResponse((answer) => /answers/.test(answer.url()) && answer.request().method() === 'PATCH');
  await row.locator('input').blur();
  await kept;
  await page.reload();
  await page.waitForSelector('.profile');
  assert.equal(await row.locator('input').inputValue(), '夜に見る人がいない <b>');
});

test('levels of a zone stand apart, and the protection level follows of two of them', async () => {
  const made = await page.evaluate(() => fetch('/api/v1/zones', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify({ name: '制御', kind: '', smkl: '3', importance: 5, note: '', draft: false }) }).then((answer) => answer.status));
  assert.equal(made, 200);
  await open('#/steps?step=2-1', '.steps-grid');
  await page.getByText('強さの段階（SL・ML・PL）').click();
  await page.locator('#levels').getByText('まだ測れません').first().waitFor();
  await choose('sl-t 制御', 'sl-3');
  await choose('sl-a 制御', 'reached-3');
  await choose('ml 制御', 'ml-2');
  await page.getByText('技術は足りているが、人の動きが足りない').waitFor();
  await page.getByText('PL 2', { exact: true }).waitFor();
});

test('old equipment is compared: kept with measures, or built anew', async () => {
  await open('#/steps?step=1-1', '.profile');
  await page.getByText('古い設備を使い続けるか').click();
  await page.getByText('比べる設備を足す').click();
  const form = page.locator('#rebuild form');
  for (const [name, value] of [['name', '画像検査PC'], ['years', '5'], ['keep_once', '500000'], ['keep_yearly', '200000'], ['keep_loss', '400000'], ['new_once', '2000000'], ['new_yearly', '100000'], ['new_loss', '50000']]) await form.locator(`[name=${name}]`).fill(value);
  await form.getByRole('button', { name: '保存' }).click();
  const row = page.locator('#rebuild tbody tr', { hasText: '画像検査PC' });
  await row.getByText('造り替えるほうが 750,000 円安い').waitFor();
  await row.getByText('4年目から造り替えが安い').waitFor();
});

test('what is not done is staged for a plant that runs', async () => {
  await open('#/plan', '#stages');
  const rows = await page.locator('#stages tbody tr').allInnerTexts();
  assert.equal(rows.length, 3);
  assert.match(rows[0], /すぐ: 決まり・人・記録・見張り/);
  assert.match(rows[1], /計画停止の日/);
});

test('protected objects hang on five things of worth', async () => {
  await open('#/steps?step=1-4', '#worths');
  const first = page.locator('.steps-box tbody tr').first();
  await first.getByText('選ぶ', { exact: true }).click();
  const kept = page.waitForResponse((answer) => /register/.test(answer.url()) && answer.request().method() === 'PATCH');
  await first.getByLabel('製品・造り方の情報を漏らさない').click();
  await kept;
  await page.getByText('5つの値打ちから見る').click();
  await page.locator('#worths tr', { hasText: '秘密' }).or(page.locator('#worths tr', { hasText: '製品・造り方の情報を漏らさない' })).first().waitFor();
  const text = await page.locator('#worths tr', { hasText: '製品・造り方の情報を漏らさない' }).innerText();
  assert.doesNotMatch(text, /結びつく保護対象がまだない/);
  assert.match(await page.locator('#worths').innerText(), /結びつく保護対象がまだない/);
});

test('who says why little was done is shown his first step', async () => {
  await open('#/', '.lead-ask, #lead');
  if (await page.locator('.lead-ask').count()) await page.locator('.lead-choice').first().click();
  await page.getByRole('button', { name: '人や予算が足りない' }).click();
  await page.getByRole('link', { name: 'お金のかからないものから順に並べる' }).waitFor();
  assert.deepEqual(await accessFaults(page), []);
  assert.deepEqual(page.wrongs, []);
});
