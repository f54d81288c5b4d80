/* quick.test.mjs - two fields of one row that are changed in quick succession are both kept. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { startPage, until } from './server.mjs';

const { page, open, stop } = await startPage({ height: 900 });
after(stop);

/* A change of the register takes its time, so that the next is made before it is kept. */
await page.route('**/api/v1/register', (route) => (route.request().method() === 'PATCH' ? void setTimeout(() => void route.continue().catch(() => undefined), 300) : route.continue()));

const send = (path, body, how = 'PATCH') => page.evaluate(([to, what, method]) => fetch(`/api/v1${to}`, { method, headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify(what) }).then((answer) => answer.status), [path, body, how]);
const keep = async (kind, name, body) => assert.equal(await send('/register', { id: 0, kind, name, body: JSON.stringify(body), revision: 0 }), 200);

/* Until the row holds that, and nothing said that somebody else was faster. */
async function holds(kind, name, wanted) {
  await until(page, ([which, title, want]) => fetch(`/api/v1/register?kind=${which}`).then((answer) => answer.json()).then(({ items }) => items.some((row) => row.name === title && Object.entries(want).every(([key, value]) => JSON.stringify(row.body[key]) === JSON.stringify(value)))), [kind, name, wanted], 15_000);
  assert.equal(await page.getByRole('alert').count(), 0);
}

test('the five ratings of a protected object', async () => {
  await keep('data', '生産レシピ', {});
  await open('#/steps?step=1-4', '.steps-box');
  const name = await page.evaluate(() => fetch('/api/v1/register?kind=data').then((answer) => answer.json()).then(({ items }) => `data:${items[0].id}`));
  for (const [label, value] of [['事業の継続（BC）', '3'], ['安全（S）', '2'], ['品質（Q）', '1']]) await page.getByLabel(`生産レシピ ${label}`).selectOption(value);
  await holds('object', name, { ratings: { bc: 3, s: 2, q: 1 } });
});

test('day, owner and end of an output', async () => {
  await open('#/roadmap', '.road');
  const phase = page.locator('#phase-1');
  await phase.getByLabel('リスク分析の結果', { exact: true }).click();
  await phase.getByLabel('リスク分析の結果 の期日').fill('2027-03-31');
  await phase.getByLabel('リスク分析の結果 の担当').fill('佐藤');
  await phase.getByLabel('リスク分析の結果 の担当').blur();
  await holds('output', 'risk', { phase: '1', due_on: '2027-03-31', owner: '佐藤' });
});

test('cells of a new threat', async () => {
  await keep('newthreat', '新種', { found: 'clear', begun_on: '2026-11-02' });
  await open('#/smkl', '#newthreat');
  await page.getByLabel('新種 1/a').selectOption('holds');
  await page.getByLabel('新種 2/a').selectOption('doubt');
  await page.getByLabel('新種 3/b').selectOption('holds');
  await holds('newthreat', '新種', { found: 'clear', cells: { '1/a': 'holds', '2/a': 'doubt', '3/b': 'holds' } });
});

test('line and cells of the table of risk', async () => {
  await open('#/dataflow?tab=scenarios', '#risk-table');
  await page.locator('#risk-table select').first().selectOption('C');
  await page.locator('#risk-table summary').click();
  const before = await page.locator('#risk-table td select').evaluateAll((list) => list.map((one) => one.value));
  const first = before[0] === 'E' ? 'D' : 'E';
  await page.locator('#risk-table td select').nth(0).selectOption(first);
  await page.locator('#risk-table td select').nth(1).selectOption('E');
  await until(page, ([one]) => fetch('/api/v1/register?kind=risktable').then((answer) => answer.json()).then(({ items }) => items.length === 1 && items[0].body.line === 'C' && items[0].body.table?.[24] === one && items[0].body.table?.[25] === 'E'), [first], 15_000);
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a drill of a place that was registered meanwhile is of that place', async () => {
  for (const name of ['主幹スイッチ', '主幹スイッチ']) await keep('containment', name, { columns: '3', address: '' });
  await open('#/smkl?cell=3/d', '.matrix');
  await page.getByRole('button', { name: '今日訓練した' }).last().click();
  await page.getByText(/最後の訓練 20\d\d-/).waitFor();
  assert.equal(await page.getByText('訓練はまだ').count(), 1);
});
