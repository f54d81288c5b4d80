/* sample.test.mjs - what `./run` alone shows: the model factory, learned for three minutes and then watched.
 * SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, before } from 'node:test';
import { program, startPage, startSample, until } from './server.mjs';

const { page, open, send, stop } = await startPage({ start: () => startSample(0, ['--learn', '3']) });
after(stop);
before(() => until(page, () => fetch('/api/v1/sources').then((answer) => answer.json()).then(({ items }) => items.length > 0 && items.every((source) => source.state === 'done'))));

test('the allow-list waits for a person, group by group, and holds already', async () => {
  const { body } = await send('GET', '/phases');
  assert.deepEqual(body.items.filter((row) => row.kind === 'file').map((row) => row.phase), ['enforce']);
  await open('#/allowlist', '.row');
  assert.match(await page.locator('.phases [aria-pressed=true]').nth(1).innerText(), /3/);
  assert.ok((await send('GET', '/allowlist?state=learned')).body.total > 100);
});

test('what is found is the few things that a person would call an event', async () => {
  await until(page, () => fetch('/api/v1/findings?state=open').then((answer) => answer.json()).then(({ total }) => total > 0));
  const { items } = (await send('GET', '/findings?state=open&limit=200')).body;
  const kinds = new Set(items.map((row) => row.detector));
  for (const kind of ['operations.program_transfer', 'operations.new_writer', 'zones.outside']) assert.ok(kinds.has(kind), kind);
  assert.ok(items.length < 20, `${items.length} findings`);
});

test('matrix, checklist, contradictions and plan say something', async () => {
  await open('#/smkl', '.matrix');
  assert.match(await page.locator('.matrix tfoot').innerText(), /みえる化 b まで届いている/);
  await open('#/checklist', '.items');
  assert.match(await page.getByRole('button', { name: /^実測と不一致/ }).innerText(), /[1-9]/);
  await open('#/plan', '.gantt');
  assert.ok((await page.locator('.gantt rect').count()) > 5);
});

test('a time of learning that is no number of minutes is refused', () => {
  for (const wrong of ['0', '-3', '3x', '', '99999999999999999999']) assert.equal(spawnSync(program, ['run', '--learn', wrong]).status, 2, wrong);
});
