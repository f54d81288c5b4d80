/* source-sites.test.mjs - a source is given to another site on the page of sensors, or by the command line. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './capture.mjs';
import { accessFaults, startPage, startProgram, until } from './server.mjs';

/* As Suricata writes it; `end` tells one from another. */
const alert = (end) =>
  `${JSON.stringify({ timestamp: '2026-11-21T14:00:01.204512+0900', flow_id: end, event_type: 'alert', src_ip: `192.168.1.${end}`, src_port: 40000, dest_ip: '192.168.1.10', dest_port: 502, proto: 'TCP', alert: { action: 'allowed', gid: 1, signature_id: end, rev: 2, signature: `TEST rule ${end}`, category: 'Generic Protocol Command Decode', severity: 1 } })}\n`;

/* The EVE log stands for an interface: it comes in all the time, and asks for no privilege. */
const logs = mkdtempSync(join(tmpdir(), 'yagura-source-sites-'));
const moved = join(logs, 'eve-moved.json');
const fixed = join(logs, 'eve-fixed.json');
writeFileSync(moved, alert(51));
writeFileSync(fixed, alert(61));
const start = () => {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-web-'));
  const file = join(folder, 'small.pcap');
  writeFileSync(file, capture());
  return startProgram(folder, file, ['--eve', moved, '--eve', fixed, '--at', `${fixed}=客先 B`]);
};
const { page, open, send, stop } = await startPage({ start });
after(async () => {
  await stop();
  rmSync(logs, { recursive: true, force: true });
});

const told = (site, count) =>
  until(page, ([to, n]) => fetch(`/api/v1/findings?detector=imported.suricata&state=new&scope=${to}`, { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()).then((list) => list.total === n), [site, count]);
const card = (name) => page.locator('.sensor', { has: page.getByRole('heading', { name }) });

test('what the command line says is heard for the site that it names, which is made', async () => {
  await told('2', 1);
  const sites = (await send('GET', '/sites')).body.items;
  assert.deepEqual(sites.map((site) => [site.id, site.name, site.parent]), [['1', 'main', '0'], ['2', '客先 B', '1']]);
  await open('#/sensors', '.sensor');
  await page.waitForFunction(() => document.body.textContent.includes('起動時の設定'));
  assert.match(await card('eve-fixed.json').textContent(), /客先 B.*起動時の設定/);
  assert.equal(await card('eve-fixed.json').getByLabel('どの拠点を見ているか').count(), 0);
});

test('a person gives a source to another site, and what it told before stays', async () => {
  const site = (await send('POST', '/sites', { name: '第2工場' })).body.id;
  await told('1', 2); /* the company sees that of 客先 B, too */
  await page.reload();
  const choice = card('eve-moved.json').getByLabel('どの拠点を見ているか');
  await choice.waitFor();
  assert.deepEqual(await accessFaults(page, '.sensors'), []);
  await choice.selectOption(site);
  await card('eve-moved.json').getByRole('button', { name: 'この拠点に切り替える' }).click();
  await page.waitForFunction(() => document.body.textContent.includes('いまは別の拠点を見ています'));
  assert.equal(await card('eve-moved.json').count(), 2, 'a card for each site');
  appendFileSync(moved, alert(52));
  await told(site, 1);
  await told('1', 3);
  const [finding] = (await send('GET', `/findings?detector=imported.suricata&state=new&scope=${site}`)).body.items;
  assert.match(finding.detail, /52/);
  const trail = (await send('GET', '/audit')).body.items.filter((row) => row.action === 'source.site');
  assert.ok(trail.some((row) => row.user === 'admin' && row.detail === '第2工場'), JSON.stringify(trail));
});

test('a capture, and what the command line says, are not moved', async () => {
  const sources = (await send('GET', '/sources')).body.items;
  const id = (kind, name) => sources.find((one) => one.kind === kind && one.name === name && one.state !== 'moved').id;
  const file = await send('POST', `/sources/${id('file', 'small.pcap')}/site`, { site: 2 });
  assert.equal(file.status, 422);
  const log = await send('POST', `/sources/${id('log', 'eve-fixed.json')}/site`, { site: 1 });
  assert.equal(log.status, 409);
  assert.match(log.body.detail, /起動時の設定|configuration/);
});

test('a site that is listened for is not erased', async () => {
  const gone = await send('POST', '/customers/2/erase', { name: '客先 B', again: '客先 B' });
  assert.equal(gone.status, 409);
  assert.equal((await send('GET', '/sites')).body.total, 3);
});
