/* customers.test.mjs - a site is handed over as a file, taken in and erased on the page. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { startPage, startServer } from './server.mjs';

const words = 'a passphrase of ours';
let folder;
let file;
const { server, page, stop } = await startPage({ start: () => startServer((made) => { folder = made; }), timeout: 30_000 });
after(stop);

const dialog = () => page.getByRole('dialog');

test('a site goes out as a file that nobody reads', async () => {
  await page.goto(`${server.url}/#/settings`);
  await page.getByRole('button', { name: '「main」を書き出す' }).click();
  const fields = dialog().locator('input[type=password]');
  await fields.nth(0).fill(words);
  await fields.nth(1).fill(`${words}!`);
  await dialog().getByRole('button', { name: 'ファイルに書き出す' }).click();
  await dialog().getByText('2 つの合言葉が違います').waitFor();
  await fields.nth(1).fill(words);
  const [saved] = await Promise.all([page.waitForEvent('download'), dialog().getByRole('button', { name: 'ファイルに書き出す' }).click()]);
  file = await saved.path();
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 13).toString(), 'YAGURA-SEALED');
  assert.ok(!bytes.includes('asset') && bytes.length > 50_000, String(bytes.length));
});

test('it comes in beside the first, after a look', async () => {
  await page.getByRole('button', { name: 'ファイルを取り込む' }).click();
  await dialog().locator('input[type=file]').setInputFiles(file);
  await dialog().locator('input[type=password]').fill('another passphrase');
  await dialog().getByRole('button', { name: '中身を見る' }).click();
  await dialog().getByText('合言葉が違うか').waitFor();
  await dialog().locator('input[type=password]').fill(words);
  await dialog().getByRole('button', { name: '中身を見る' }).click();
  await dialog().getByText('同じ名前の拠点があります').waitFor();
  await dialog().locator('input[maxlength="60"]').fill('himitsu-koujou');
  await dialog().getByRole('button', { name: '取り込む', exact: true }).click();
  await page.getByRole('button', { name: '「himitsu-koujou」を消去する' }).waitFor();
  const held = await page.evaluate(() => fetch('/api/v1/assets?limit=1000').then((answer) => answer.json()));
  assert.ok(held.items.some((asset) => asset.id === 'a-1000001'));
  await page.goto(`${server.url}/#/assets/a-1000001`);
  await page.locator('h1').first().waitFor();
});

test('erased by its name, twice, nothing of it is left beside the database', async () => {
  await page.goto(`${server.url}/#/settings`);
  await page.getByRole('button', { name: '「himitsu-koujou」を消去する' }).click();
  const really = dialog().getByRole('button', { name: '消去する' });
  const fields = dialog().locator('input');
  await fields.nth(0).fill('himitsu');
  assert.ok(await really.isDisabled());
  await fields.nth(0).fill('himitsu-koujou');
  await fields.nth(1).fill('himitsu-koujou');
  await really.click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '「himitsu-koujou」を消去する' }).waitFor({ state: 'detached' });
  const held = await page.evaluate(() => fetch('/api/v1/assets?limit=1000').then((answer) => answer.json()));
  assert.ok(held.items.length > 0 && !held.items.some((asset) => asset.id.startsWith('a-1000')));
  const trail = await page.evaluate(() => fetch('/api/v1/audit').then((answer) => answer.json()));
  assert.match(trail.items.find((row) => row.action === 'customer.erase').detail, /^\d+ rows, their hash [0-9a-f]{64}/);
  const proof = await page.evaluate(() => fetch('/api/v1/audit/proof').then((answer) => answer.text()));
  assert.match(proof, /true/);
  assert.deepEqual(readdirSync(folder).filter((name) => name.includes('-part-')), [], dirname(join(folder, 'x')));
});

test('nothing broke in the page', () => assert.deepEqual(page.wrongs, []));
