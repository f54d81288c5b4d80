/* check.test.mjs - the active check is switched on and off, in both languages, and what it found is shown.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The list names a subnet in which nobody was ever heard, so that this sends nothing: tests/live/run asks. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import test, { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessFaults, openPage, signIn, startPage, startProgram } from './server.mjs';

const { server, browser, page, send, stop } = await startPage({ timeout: 20_000 });
after(stop);

const inLanguage = async (language) => {
  await send('PATCH', '/session', { language });
  await page.goto(`${server.url}/#/sensors`);
  await page.reload();
  await page.waitForSelector('#check-state');
};

const stateHolds = (text) => page.waitForFunction((part) => document.querySelector('#check-state')?.innerText.includes(part), text);

test('it is off, says what it would do, and cannot be switched on for nobody', async () => {
  await inLanguage('ja');
  await stateHolds('無効：何も送りません。');
  assert.match(await page.locator('#check').innerText(), /設備のネットワークにパケットを送ります/);
  assert.match(await page.locator('#sent-checks').innerText(), /応答確認 0 回/);
  assert.equal(await page.locator('#check-on').count(), 0);
  assert.equal((await send('PATCH', '/check', { enabled: true, reason: 'x', until: new Date(Date.now() + 3_600_000).toISOString() })).status, 422);
});

test('a line that may not be on the list says why beside its field, and nothing typed is lost', async () => {
  await page.getByLabel('相手').fill('8.8.8.8');
  await page.getByRole('button', { name: '相手を追加' }).click();
  await page.waitForSelector('#check-add .field-wrong [role=alert]');
  assert.match(await page.locator('#check-add .field-wrong').innerText(), /プライベートアドレス/);
  assert.equal(await page.getByLabel('相手').inputValue(), '8.8.8.8');
  await page.getByLabel('相手').fill('10.255.255.240/28');
  await page.getByLabel('確認の方法').selectOption('tcp');
  await page.getByRole('spinbutton', { name: 'ポート' }).fill('502');
  await page.getByRole('button', { name: '相手を追加' }).click();
  await page.waitForSelector('#check-targets');
  assert.match(await page.locator('#check-targets').innerText(), /10\.255\.255\.240\/28\s+TCP 502/);
  assert.deepEqual(await accessFaults(page, '#check'), []);
});

test('it is switched on with a reason and an end, shown on top, and stopped by one button', async () => {
  await page.getByLabel('理由').fill('予備の PLC を確かめる');
  await page.locator('#check-on').getByRole('button', { name: '応答確認を有効にする' }).click();
  await stateHolds('有効：設備のネットワークにパケットを送っています。');
  await stateHolds('予備の PLC を確かめる');
  await stateHolds('1 秒に 1 パケットまで');
  await page.waitForFunction(() => /応答確認/.test(document.querySelector('.pulse').innerText));
  await page.getByRole('button', { name: 'すべて止める' }).click();
  await stateHolds('無効：何も送りません。');
  const trail = (await send('GET', '/audit?limit=100')).body.items.map((row) => row.action);
  assert.deepEqual(trail.filter((action) => action.startsWith('check.')), ['check.off', 'check.on', 'check.allow']);
});

test('the same in English', async () => {
  await inLanguage('en');
  await stateHolds('Off: nothing is sent.');
  await page.getByLabel('Reason').fill('spare controllers');
  await page.locator('#check-on').getByRole('button', { name: 'Switch the active check on' }).click();
  await stateHolds('On: packets are sent into the plant.');
  await stateHolds('at most 1 packet a second');
  await page.getByRole('button', { name: 'Stop all' }).click();
  await stateHolds('Off: nothing is sent.');
  await page.getByRole('button', { name: 'Remove 10.255.255.240/28' }).click();
  await page.waitForSelector('#check-targets', { state: 'detached' });
  assert.match(await page.locator('#sent-checks').innerText(), /0 checks sent/);
  await page.locator('#check details summary').last().click();
  assert.match(await page.locator('#check-overheard').innerText(), /heard the check itself: 0 reports/);
});

test('who may not administer sees what it is and has nothing to press', async () => {
  await send('POST', '/users', { name: 'guest', role: 'viewer', password: 'watch the tower at dusk' });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const other = await openPage(context, server.url);
  await other.goto(`${server.url}/#/signin`);
  await other.getByLabel('Name').fill('guest');
  await other.getByLabel('Password').fill('watch the tower at dusk');
  await other.click('button[type=submit]');
  await other.waitForSelector('input[autocomplete=new-password]');
  for (const field of await other.locator('input[autocomplete=new-password]').all()) await field.fill('watch the tower at night');
  await other.click('button[type=submit]');
  await other.waitForSelector('.nav');
  await other.goto(`${server.url}/#/sensors`);
  await other.waitForSelector('#check-state');
  assert.equal(await other.locator('#check form, #check button').count(), 0);
  await context.close();
});

test('a device that answers is alive, for it was asked; the page says how it knows', async () => {
  const id = (await send('GET', '/assets?limit=1')).body.items[0].id;
  const checked = { at: '2026-03-02T06:00:00Z', asset: id, ip: '192.168.1.20', method: 'icmp', port: 0, result: 'answered', round_trip_us: 840 };
  await page.route(`**/api/v1/assets/${id}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), liveness: 'asked', checked } });
  });
  await page.route('**/api/v1/check/results?asset=*', (route) => route.fulfill({ json: { items: [checked, { ...checked, method: 'tcp', port: 502, result: 'silent', round_trip_us: null }], total: 2, next: null } }));
  await page.goto(`${server.url}/#/assets/${id}`);
  await page.waitForSelector('#checks');
  assert.match(await page.locator('#liveness').innerText(), /alive \(asked\)\s+answered ICMP/);
  assert.match(await page.locator('#checks').innerText(), /ICMP\s+answered[\s\S]*TCP 502\s+no answer/);
  assert.deepEqual(page.wrongs, []);
});

test('nobody is asked for the model factory: its addresses may be somebody else\'s', async () => {
  const demo = await startProgram(mkdtempSync(join(tmpdir(), 'yagura-web-')), null, ['--demo']);
  const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 1366, height: 768 } });
  const other = await openPage(context, demo.url);
  try {
    await signIn(other, demo);
    await other.goto(`${demo.url}/#/sensors`);
    await other.getByLabel('相手').fill('10.255.255.240/28');
    await other.getByRole('button', { name: '相手を追加' }).click();
    await other.getByLabel('理由').fill('試し');
    await other.locator('#check-on').getByRole('button', { name: '応答確認を有効にする' }).click();
    await other.waitForFunction(() => /見本の工場では有効にできません/.test(document.querySelector('#check-on').innerText));
    assert.match(await other.locator('#check-state').innerText(), /無効/);
  } finally {
    await context.close();
    await demo.stop();
  }
});
