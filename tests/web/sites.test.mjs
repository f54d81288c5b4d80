/* sites.test.mjs - captures of several sites stay apart, each with its own devices, zones and findings. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import test, { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, startPage, startPlant, until } from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'yagura-sites-'));
const file = join(folder, 'customer.pcap');
execFileSync(program, ['simulate', '-o', file, '--minutes', '1']);

const { page, open, stop } = await startPage({ start: startPlant, timeout: 30_000 });
after(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (method, path, body) => page.evaluate(([how, to, what]) => fetch(`/api/v1${to}`, { method: how, headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: what && JSON.stringify(what) }).then(async (answer) => ({ status: answer.status, ...(await answer.json().catch(() => ({}))) })), [method, path, body]);

/* Until the file was read to its end and kept. */
const read = (path, count) => until(page, ([to, n]) => fetch(`/api/v1${to}`, { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()).then((list) => list.items.filter((one) => one.state === 'done').length === n), [path, count]);

let site;

test('a capture that is sent in while a site is chosen is that site’s', async () => {
  await read('/sources', 1);
  const before = (await ask('GET', '/assets')).total;
  assert.ok(before > 10);
  site = (await ask('POST', '/sites', { name: '客先 A' })).id;
  await open('#/compare', '.page');
  await page.getByRole('button', { name: '客先 A' }).first().click();
  await page.waitForSelector('.chip-button');
  await open('#/assets', '.page');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'customer.pcap', mimeType: 'application/octet-stream', buffer: readFileSync(file) });
  await read(`/sources?scope=${site}`, 1);
  assert.equal((await ask('GET', `/assets?scope=${site}`)).total, before, 'the same plant once more');
  assert.equal((await ask('GET', '/assets?scope=1')).total, 2 * before, 'the company sees both');
  assert.equal((await ask('GET', '/sources')).total, 2);
});

test('the page shows the devices of the chosen site alone', async () => {
  await open('#/assets', '.table-row, tbody tr');
  const ids = (await ask('GET', `/assets?scope=${site}&limit=500`)).items.map((one) => one.id);
  assert.ok(ids.every((id) => Number(id.slice(2)) > (Number(site) - 1) * 1_000_000), ids[0]);
  await page.reload();
  await page.waitForSelector('a[href^="#/assets/a-"]');
  for (const href of await page.locator('a[href^="#/assets/a-"]').evaluateAll((list) => list.map((one) => one.getAttribute('href').slice(9)))) assert.ok(ids.includes(href), href);
});

test('a device of the site is named there, and its double at home keeps its own name', async () => {
  const there = (await ask('GET', `/assets?scope=${site}&q=192.168`)).items[0];
  const home = (await ask('GET', `/assets?q=${there.ip[0]}`)).items.find((one) => one.id !== there.id && one.ip[0] === there.ip[0]);
  assert.ok(home);
  assert.equal((await ask('PATCH', `/assets/${there.id}`, { name: '客先のPLC' })).status, 200);
  assert.equal((await ask('GET', `/assets/${there.id}`)).name, '客先のPLC');
  assert.notEqual((await ask('GET', `/assets/${home.id}`)).name, '客先のPLC');
  assert.equal((await ask('GET', `/assets/${there.id}?scope=1`)).status, 200);
  assert.equal((await ask('GET', `/assets/${home.id}?scope=${site}`)).status, 404);
});

test('its zones are its own, and home has none', async () => {
  assert.ok((await ask('POST', `/zones/proposal?scope=${site}`, { by: 'subnet', lang: 'ja' })).status < 300);
  const there = (await ask('GET', `/zones?scope=${site}`)).zones;
  assert.ok(there.length > 0);
  assert.deepEqual((await ask('GET', '/zones')).zones.map((zone) => zone.id).sort(), there.map((zone) => zone.id).sort());
  assert.equal((await ask('PATCH', `/zones/${there[0].id}`, { name: '客先の区画' })).status, 200);
  assert.ok((await ask('GET', `/zones?scope=${site}`)).zones.some((zone) => zone.name === '客先の区画'));
  assert.equal((await ask('DELETE', `/zones/${there[0].id}`)).status, 204);
});

test('findings of one site are none of another, and a decision reaches its judge', async () => {
  const all = (await ask('GET', '/findings?limit=500')).items;
  const there = (await ask('GET', `/findings?scope=${site}&limit=500`)).items;
  assert.ok(there.length > 0 && there.length < all.length, `${there.length} of ${all.length}`);
  assert.equal((await ask('PATCH', `/findings/${there[0].id}`, { state: 'acknowledged' })).status, 200);
  assert.equal((await ask('GET', `/findings/${there[0].id}`)).state, 'acknowledged');
});

test('a site that is none of one’s own answers nothing', async () => {
  assert.equal((await ask('GET', '/assets?scope=99')).status, 403);
  assert.equal((await ask('GET', '/assets?scope=x')).status, 403);
});
