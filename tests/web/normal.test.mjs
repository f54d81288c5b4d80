/* normal.test.mjs - an engineer who was never here: from the first page to what is normal, and to the packets of what is
 * not. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { another, capture, lookups } from './capture.mjs';
import { startPage } from './server.mjs';

const { page, open, stop } = await startPage({ timeout: 20_000 });
after(stop);

const asked = (path) => page.evaluate((address) => fetch(`/api/v1${address}`, { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()), path);

async function until(holds) {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`not within 30 s: ${holds}`);
}

/* A capture is sent in, and read to its end. */
async function send(name, frames) {
  const bytes = capture(frames).toString('base64');
  await page.evaluate(([text, file]) => fetch('/api/v1/captures', { method: 'POST', headers: { 'X-Yagura': '1', 'X-Filename': file }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }), [bytes, name]);
  await until(async () => (await asked('/sources')).items.some((row) => row.name === name && row.state === 'done'));
}

const step = (name) => page.locator('.phases tbody tr').first().getByRole('button', { name }).click();
const doors = async (state) => (await asked(`/findings?detector=software.new_service&state=${state}`)).items;

test('from the first page to a group that is accepted', async () => {
  await open('#/', '#learning a');
  await page.locator('#learning a').click();
  await page.waitForSelector('.phases .chip-button');
  await step('1 学習');
  await page.waitForSelector('.phases tbody tr:first-child [aria-pressed=true]');
  await send('monday.pcap', lookups(['www.maker.co.jp']));
  await open('#/', '#learning a');
  await until(async () => /判断を待つ/.test(await page.locator('#learning a').textContent()));
  await page.locator('#learning a').click();
  const row = page.locator('.row', { hasText: '192.168.10.30' }).filter({ hasText: 'Modbus' }).first();
  await row.locator('td').nth(1).click();
  await page.locator('.side .button-main').first().click();
  await until(async () => (await page.locator('.side .chip').first().textContent()) === '許可');
  await step(/^3/);
  await until(async () => (await asked('/phases')).items[0].phase === 'enforce');
});

test('what is new after that is one finding, on the first page, and its packets come in a click', async () => {
  await send('tuesday.pcap', [...lookups(['www.maker.co.jp']), ...another()]);
  await until(async () => (await doors('new')).length === 1);
  assert.deepEqual((await asked('/findings?detector=behaviour.not_learned')).items, []);
  await open('#/', '.figure a[href="#/findings"]');
  await page.locator('.figure a[href="#/findings"]').first().click();
  await page.waitForSelector('.row');
  const [door] = await doors('new');
  await open(`#/findings/${door.id}`, '.happenings');
  assert.match(await page.locator('main').innerText(), /192\.168\.10\.31.*これまでなかったサービスが 192\.168\.10\.20 に応答しました/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'パケットを保存' }).click()]);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.readUInt32LE(0), 0x0a0d0d0a, 'a pcapng file');
  assert.ok(bytes.length > 500, `${bytes.length} bytes`);
});

test('planned, it goes on the allow-list with a reason, and is found no more', async () => {
  await page.getByRole('button', { name: '許可リストに加える' }).click();
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('dialog .field-error');
  await page.locator('dialog textarea').fill('2号機を増設した。確認: 田中');
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('dialog', { state: 'detached' });
  await until(async () => (await doors('closed')).length === 1);
  const talks = (await asked('/allowlist?state=accepted&kind=talk&q=192.168.10.31')).items;
  assert.ok(talks.some((row) => row.protocol === 'modbus' && row.server.ip === '192.168.10.31'), JSON.stringify(talks));
  await send('wednesday.pcap', [...lookups(['www.maker.co.jp']), ...another()]);
  assert.deepEqual((await doors('open')).map((row) => row.detail), []);
  const { status, body } = await page.evaluate(async () => {
    const all = await fetch('/api/v1/findings?detector=operations.program_transfer').then((answer) => answer.json());
    const answer = await fetch(`/api/v1/findings/${all.items[0].id}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-Yagura': '1', 'Accept-Language': 'ja' }, body: JSON.stringify({ allow: true }) });
    return { status: answer.status, body: await answer.json() };
  });
  assert.deepEqual([status, body.detail], [422, 'この検知の内容は、許可リストでは扱えません。']);
});

test('a capture that was read before anybody said learn is learned from after all', async () => {
  await open('#/allowlist', '.phases .chip-button');
  const row = page.locator('.phases tbody tr', { hasText: 'small.pcap' });
  const seen = async () => (await asked('/phases')).items.find((item) => item.name === 'small.pcap').seen;
  await row.getByRole('button', { name: '1 学習' }).click();
  await row.getByRole('button', { name: 'あらためてこのキャプチャから学習する' }).waitFor();
  assert.equal(await seen(), undefined);
  await row.getByRole('button', { name: 'あらためてこのキャプチャから学習する' }).click();
  await until(async () => (await seen())?.hours > 0);
  await open('#/allowlist', '.phases .coverage');
  assert.equal(await row.getByRole('button', { name: 'あらためてこのキャプチャから学習する' }).count(), 0);
});

test('nothing broke in the page', () => assert.deepEqual(page.wrongs, []));
