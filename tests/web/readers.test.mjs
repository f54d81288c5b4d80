/* readers.test.mjs - the matrix for five readers, a new threat from a to d, and the proposal of an integrator. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage } from './server.mjs';

const { server, page, open, send, stop } = await startPage();
after(stop);

const answer = async (item, value, kind = 'answer') => assert.equal((await send('PATCH', '/answers', { pack: 'smkl-security', part: '3', item, value, kind, revision: 0 })).status, 200);

test('each of five readers is told what he needs, by column and level', async () => {
  for (const item of ['a-1', 'a-2']) await answer(item, 'yes');
  await answer('', 'c', 'target');
  await open('#/smkl', '.matrix');
  const place = '管理対象3 制御ネットワーク × 段階b モニタリング';
  for (const [reader, says] of [['経営層', '目標のcまであと2段階'], ['管理層', '担当と期日を決める'], ['現場作業者', ''], ['SIer', ''], ['IoTベンダー', '機器が名乗り（型番・版）を返し']]) {
    await page.getByRole('button', { name: reader, exact: true }).click();
    const line = page.locator('#reader li', { hasText: place }).first();
    await line.waitFor();
    assert.ok((await line.innerText()).includes(says), `${reader}: ${await line.innerText()}`);
    assert.ok((await line.innerText()).length > place.length + 5, reader);
  }
  assert.match(page.url(), /for=vendor/);
  assert.deepEqual(await accessFaults(page), []);
});

test('a new threat is asked of the records first, then judged from a to d, and stays as a record', async () => {
  await open('#/smkl', '#newthreat');
  const panel = page.locator('#newthreat');
  await panel.getByText('新しい脅威の確認を始める').click();
  await panel.locator('[name=name]').fill('PLCを狙う新種 <i>');
  await panel.locator('[name=note]').fill('業界の注意喚起');
  await panel.getByRole('button', { name: '保存' }).click();
  await panel.getByText('1. 記録で確かめる（段階a）').first().waitFor();
  assert.match(await panel.innerText(), /管理対象3 制御ネットワーク × 段階a ログの収集/);
  const first = panel.getByLabel('PLCを狙う新種 <i> 3/a');
  assert.equal(await first.isDisabled(), true);
  await panel.getByRole('button', { name: '記録にはなかった' }).click();
  await panel.locator('button[aria-pressed=true]', { hasText: '記録にはなかった' }).waitFor();
  for (const column of ['1', '2', '3'])
    for (const section of ['a', 'b', 'c', 'd']) {
      const kept = page.waitForResponse((told) => /register\?kind=newthreat/.test(told.url()));
      await panel.getByLabel(`PLCを狙う新種 <i> ${column}/${section}`).selectOption(section === 'd' && column === '3' ? 'doubt' : 'holds');
      await kept;
    }
  await panel.getByRole('button', { name: '計画に入れる' }).or(panel.locator('td .button-plain')).first().click();
  await panel.getByRole('button', { name: '記録として閉じる' }).click();
  await panel.getByText('見直し済み（直すところ 1）').waitFor();
  await page.reload();
  await panel.getByText('見直し済み（直すところ 1）').waitFor();
  const tasks = await page.evaluate(() => fetch('/api/v1/tasks').then((told) => told.json()));
  assert.ok(tasks.items.some((task) => task.title.includes('PLCを狙う新種') && task.title.includes('3/d')));
  assert.deepEqual(await accessFaults(page), []);
});

test('customer, competitors and company come of the mapping, and what is written goes into the report', async () => {
  for (const [name, by, cells] of [['監視サービス', 'own', '3/b'], ['他社の監視', 'rival', '3/b 1/a']]) assert.equal((await send('PATCH', '/register', { id: 0, kind: 'solution', name, body: JSON.stringify({ by, cells }), revision: 0 })).status, 200);
  await open('#/roadmap', '#proposal');
  const panel = page.locator('#proposal');
  assert.match(await panel.innerText(), /競合が届くマス: 1-a・3-b/);
  assert.match(await panel.innerText(), /自社だけのマス: –/);
  assert.match(await panel.innerText(), /足りないマス: 3-c/);
  const kept = page.waitForResponse((told) => /register/.test(told.url()) && told.request().method() === 'PATCH');
  await panel.getByLabel('経営にとっての値打ち（事業の継続・競争力）').fill('夜も止まらない工場へ');
  await panel.getByLabel('経営にとっての値打ち（事業の継続・競争力）').blur();
  assert.equal((await kept).status(), 200);
  const report = await page.evaluate(() => fetch('/api/v1/reports/proposal').then((told) => told.text()));
  assert.match(report, /夜も止まらない工場へ/);
  assert.match(report, /競合が届くマス: 1-a, 3-b/);
  assert.deepEqual(await accessFaults(page), []);
  await open('#/reports', '.report-buttons');
  await page.getByLabel('誰が読むか').selectOption('worker');
  await page.getByText('現場作業者の要ることから始まります').first().waitFor();
  assert.match(await page.locator('li.record', { hasText: '評価報告書' }).locator('a').first().getAttribute('href'), /reader=worker/);
  assert.deepEqual(page.wrongs, []);
});
