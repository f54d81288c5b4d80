/* roadmap.test.mjs - the path in three phases, points over records, and what the best site does. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage, until } from './server.mjs';

const { page, open, send, stop } = await startPage({ height: 900 });
after(stop);

const answer = async (body) => {
  const told = await send('PATCH', '/answers', { revision: 0, part: '', ...body });
  assert.equal(told.status, 200, JSON.stringify({ body, told }));
};

test('without a target there is no path, and the page says where to set one', async () => {
  await open('#/roadmap', '.road');
  await page.getByText('目標を決めると、ここに道すじが出ます').waitFor();
});

test('the path goes from where a network stands to its target, in phases that people may change', async () => {
  for (const item of ['a-1', 'a-2']) await answer({ pack: 'smkl-security', part: '3', item, value: 'yes', kind: 'answer' });
  await answer({ pack: 'smkl-security', part: '3', item: '', value: 'c', kind: 'target' });
  await page.reload();
  await page.waitForSelector('.road-path');
  assert.deepEqual(await page.locator('.road-path select').evaluateAll((list) => list.map((one) => `${one.getAttribute('aria-label')} ${one.value}`)), ['3/c の段階 2', '3/b の段階 1']);
  await open('#/smkl', '.matrix');
  assert.deepEqual(await page.locator('.cell-path button').evaluateAll((list) => list.map((one) => one.title)), ['管理対象3 制御ネットワーク b: 未回答']);
  assert.match(await page.locator('.cell-path').innerText(), /通る道/);
  await open('#/roadmap', '.road-path');
  assert.match(await page.locator('#phase-1').innerText(), /通るマス: 3-b/);
  await page.getByLabel('3/b の段階').selectOption('2');
  await page.locator('#phase-2').getByText('通るマス: 3-b・3-c').waitFor();
  await page.reload();
  await page.locator('#phase-2').getByText('通るマス: 3-b・3-c').waitFor();
});

test('an output is done on a day, has an owner, and the plant adds its own', async () => {
  const phase = page.locator('#phase-1');
  await phase.getByLabel('リスク分析の結果', { exact: true }).click();
  await phase.getByText('1 / 4').waitFor();
  await phase.getByLabel('リスク分析の結果 の担当').fill('情シス 佐藤');
  await phase.getByLabel('リスク分析の結果 の担当').blur();
  await phase.getByText('成果物を足す').click();
  await phase.locator('[name=name]').fill('ネットワーク構成図 <b>');
  await phase.getByRole('button', { name: '保存' }).click();
  await phase.getByText('1 / 5').waitFor();
  await page.reload();
  await page.waitForSelector('.road');
  assert.equal(await phase.getByLabel('リスク分析の結果 の担当').inputValue(), '情シス 佐藤');
  await phase.getByText('ネットワーク構成図 <b>').waitFor();
});

test('an activity shows its strength, a product covers cells, and what nobody brings is told', async () => {
  await page.getByText('取り組みを足す').click();
  const activity = page.locator('#activities .proof-form');
  await activity.locator('[name=department]').fill('設備保全');
  await activity.locator('[name=name]').fill('スイッチのログを毎週見る');
  for (const name of ['管理対象3 制御ネットワーク a', '管理対象3 制御ネットワーク d']) await activity.getByLabel(name).check();
  await activity.getByRole('button', { name: '保存' }).click();
  await page.locator('#activities tbody').getByText('強み 3-a').waitFor();
  assert.match(await page.locator('#solutions').innerText(), /担い手のいないマス: 3-b・3-c/);
  await page.getByText('製品・サービスを足す').click();
  const solution = page.locator('#solutions .proof-form');
  await solution.locator('[name=name]').fill('可視化センサー');
  await solution.locator('[name=by]').selectOption('partner');
  await solution.locator('[name=cost]').fill('1200000');
  await solution.getByLabel('管理対象3 制御ネットワーク b').check();
  await solution.getByRole('button', { name: '保存' }).click();
  await page.locator('#solutions').getByText('担い手のいないマス: 3-c').waitFor();
  assert.match(await page.locator('#solutions [role=status]').innerText(), /2 マスのうち 1 マス.*1,200,000 円/);
  assert.match(await page.locator('.road-path', { hasText: '可視化センサー' }).innerText(), /協力会社/);
});

test('points are compared with the record before, requirement by requirement', async () => {
  await answer({ pack: 'smkl-scoring', part: 'nms', item: 'deployed', value: 'all', kind: 'answer' });
  for (const item of ['iac', 'uc', 'si', 'dc', 'rdf', 'tre', 'ra']) await answer({ pack: 'smkl-scoring', part: 'nms', item, value: item === 'ra' ? 'unmanaged' : 'ruled', kind: 'answer' });
  assert.equal((await send('POST', '/snapshots', { pack: 'smkl-scoring', title: '第1回' })).status, 201);
  await answer({ pack: 'smkl-scoring', part: 'nms', item: 'si', value: 'reviewed', kind: 'answer', revision: 1 });
  assert.equal((await send('POST', '/snapshots', { pack: 'smkl-scoring', title: '第2回' })).status, 201);
  await answer({ pack: 'smkl-scoring', part: 'nms', item: 'uc', value: 'unmanaged', kind: 'answer', revision: 1 });
  await open('#/scoring', '.score');
  const panel = page.locator('section.panel', { hasText: 'ネットワーク管理システム' });
  await panel.getByText('点線は前の記録「第2回」').waitFor();
  assert.match(await panel.innerText(), /差: UC −1\.0/);
  assert.match(await panel.innerText(), /次に強める要件: UC・RA（今 0\.0）/);
  assert.match(await panel.locator('svg[aria-label*="推移"]').getAttribute('aria-label'), /18\.0 → 24\.0/);
});

test('what the best site does and this one does not is laid before it', async () => {
  const { id } = (await send('POST', '/sites', { name: '第2工場' })).body;
  assert.ok(id);
  await answer({ pack: 'meti-checklist', item: '2-9', value: '3', kind: 'answer', reason: '手順書 第4版を毎月読み合わせ', document: 'SEC-04', scope: Number(id) });
  await open('#/compare', '#practice');
  assert.match(await page.locator('#deviations tbody').innerText(), /\d/);
  assert.deepEqual(await page.locator('#deviations th[scope=col]').allInnerTexts(), ['拠点', 'まだ答えていない', '該当なし', '認めた例外', '古い版で答えた']);
  const row = page.locator('#practice tbody tr');
  await row.first().waitFor();
  assert.equal(await row.count(), 1);
  assert.match(await row.innerText(), /2-9[\s\S]*手順書 第4版を毎月読み合わせ[\s\S]*SEC-04/);
});

test('whether the matrix fits is answered without a sensor, for a part if need be', async () => {
  await open('#/smkl', '#applies');
  await page.locator('#applies summary').click();
  const choose = (name, value) => page.locator('#applies').getByLabel(name, { exact: true }).selectOption(value);
  await choose('機器の情報は電子化されていますか', 'yes');
  await choose('その情報はネットワークでやり取りされていますか', 'yes');
  await choose('一つの工程・機能のまとまりが、一つのネットワークになっていますか', 'part');
  await page.locator('#applies').getByText('書いた範囲だけを対象に').waitFor();
  await page.locator('#applies').getByLabel('一つの工程・機能のまとまりが、一つのネットワークになっていますか どの範囲か').fill('2号ライン');
  await page.keyboard.press('Tab');
  await page.reload();
  await page.locator('#applies summary').getByText('一部に合う').waitFor();
});

test('a zone has somebody who decides, and the zone document names him', async () => {
  assert.equal((await send('POST', '/zones', { name: '制御ゾーン', smkl: '3' })).status < 300, true);
  await open('#/zones', '#contacts');
  await page.getByLabel('制御ゾーン 決める人').fill('工場長 高橋');
  await page.keyboard.press('Tab');
  await page.getByLabel('制御ゾーン 連絡先（夜間・休日）').fill('090-0000-0000');
  await page.keyboard.press('Tab');
  await until(page, () => fetch('/api/v1/reports/zones?lang=ja').then((got) => got.text()).then((text) => text.includes('工場長 高橋') && text.includes('090-0000-0000')));
});

test('the roadmap is accessible in both languages', async () => {
  for (const lang of ['ja', 'en']) {
    await open('#/settings', '.page h1');
    await page.locator('select').first().selectOption(lang);
    await page.waitForFunction((name) => document.documentElement.lang === name, lang);
    await open('#/roadmap', '.road');
    if (process.env.YAGURA_KEPT) await page.screenshot({ path: `${process.env.YAGURA_KEPT}/roadmap-${lang}.png`, fullPage: true });
    assert.deepEqual(await accessFaults(page), []);
  }
});

test('nothing went wrong meanwhile', () => {
  assert.deepEqual(page.wrongs, []);
});
