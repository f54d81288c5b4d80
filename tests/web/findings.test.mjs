/* findings.test.mjs - a finding's packets in a click, who works on it, and the list as EVE. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { another, capture } from './capture.mjs';
import { openPage, password, startPage, startServer, until } from './server.mjs';

let folder;
const { server, browser, page, open, stop } = await startPage({
  timeout: 20_000,
  start: () =>
    startServer((place, file) => {
      folder = place;
      writeFileSync(file, capture(another()));
    }),
});
after(stop);

const has = (tool) => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const fetched = (path) => page.evaluate((address) => fetch(`/api/v1${address}`, { headers: { 'X-Yagura': '1' } }).then(async (answer) => ({ status: answer.status, text: await answer.text() })), path);
const json = async (path) => JSON.parse((await fetched(path)).text);

before(() => open('#/findings', '.row'));

async function save() {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'パケットを保存' }).click()]);
  return download;
}

const transfer = async () => (await json('/findings?detector=operations.program_transfer&q=192.168.10.30')).items[0];

test('the packets of a finding come in a click, and other tools read them', async () => {
  const row = await transfer();
  await page.goto(`${server.url}/#/findings/${row.id}`);
  const download = await save();
  assert.equal(download.suggestedFilename(), `yagura-finding-${row.id}.pcapng`);
  await page.getByText('保存しました').waitFor();
  const file = await download.path();
  if (has('tcpdump')) {
    const lines = execFileSync('tcpdump', ['-nn', '-r', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n');
    assert.ok(lines.length >= 2 && lines.every((line) => /192\.168\.10\.(20|30)\.\d+ > 192\.168\.10\.(20|30)\.\d+/.test(line)), lines.join('\n'));
  }
  if (has('tshark')) {
    const codes = execFileSync('tshark', ['-r', file, '-T', 'fields', '-e', 'modbus.func_code'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split(/\s+/);
    assert.ok(codes.includes('13'), codes.join(' '));
  }
});

test('whoever closes a finding is asked whether people or operation were the cause', async () => {
  const row = await transfer();
  await open(`#/findings/${row.id}`, '.facts');
  await page.getByRole('button', { name: '対応済みにする' }).click();
  await page.getByText('人や運用が原因でしたか').waitFor();
  await page.getByLabel('原因', { exact: true }).selectOption('misconfiguration');
  await page.getByText('原因: 機器の設定ミス').waitFor();
  await page.getByRole('button', { name: '対応中にする' }).click();
  await page.getByText('人や運用が原因でしたか').waitFor({ state: 'detached' });
  const again = await page.evaluate((id) => fetch(`/api/v1/findings/${id}`, { method: 'PATCH', headers: { 'X-Yagura': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ state: 'new' }) }).then((answer) => answer.status), row.id);
  assert.equal(again, 200);
});

test('a finding is taken into the plan, once, from its page and from the plan', async () => {
  await open(`#/findings/${(await transfer()).id}`, '.tools');
  await page.getByRole('button', { name: '計画に入れる' }).click();
  await page.getByRole('link', { name: '計画に入っている' }).click();
  await page.locator('.item-title', { hasText: 'プログラム' }).waitFor();
  await page.getByText('検知から計画に入れる').click();
  const list = page.locator('.plan-findings');
  await list.locator('li').first().waitFor();
  const open_ = await list.getByRole('button', { name: '計画に入れる' }).count();
  assert.ok((await list.getByRole('link', { name: '計画に入っている' }).count()) <= 1);
  await list.getByRole('button', { name: '計画に入れる' }).first().click();
  await until(page, async () => (await (await fetch('/api/v1/tasks')).json()).items.length === 2);
  const tasks = (await json('/tasks')).items;
  assert.ok(tasks.every((task) => Number(task.finding) > 0) && tasks[0].finding !== tasks[1].finding);
  assert.ok(open_ >= 1);
  await open(`#/findings/${(await transfer()).id}`, '.tools');
});

test('who took packets out is told', async () => {
  const trail = await json('/audit?limit=50');
  assert.ok(trail.items.some((entry) => entry.action === 'packets.cut' && /^finding \d+$/.test(entry.detail)));
});

test('somebody takes a finding, and gives it away', async () => {
  await page.getByRole('button', { name: '自分が担当' }).click();
  await page.waitForFunction(() => document.body.innerText.includes('担当: admin'));
  await page.getByLabel('担当', { exact: true }).fill('鈴木');
  await page.getByLabel('担当', { exact: true }).press('Enter');
  await page.waitForFunction(() => document.body.innerText.includes('担当: 鈴木'));
  assert.equal((await transfer()).assigned_to, '鈴木');
});

test('a capture that was sent in stays, and gives its packets until it is gone', async () => {
  const bytes = capture().toString('base64');
  const sent = await page.evaluate((text) => fetch('/api/v1/captures', { method: 'POST', headers: { 'X-Yagura': '1', 'X-Filename': 'sent.pcap' }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }).then((answer) => answer.status), bytes);
  assert.ok(sent < 300, `${sent}`);
  const kept = () => readdirSync(folder).filter((name) => /^test\.db-capture-\d+$/.test(name));
  for (let turn = 0; turn < 200 && kept().length === 0; turn++) await page.waitForTimeout(50);
  assert.equal(kept().length, 1);
  const { id } = await transfer();
  assert.ok((await json(`/findings/${id}`)).evidence.length >= 2);
  assert.equal((await json(`/findings/${id}`)).packets, 'here');
  rmSync(join(folder, kept()[0]));
  assert.equal((await json(`/findings/${id}`)).packets, 'here', 'the other capture is still there');
});

test('the list as EVE is an alert a line', async () => {
  await page.goto(`${server.url}/#/findings?state=any`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'EVE' }).click()]);
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const { total } = await json('/findings');
  assert.ok(lines.length >= total && total > 0);
  const one = lines.find((line) => line.alert.metadata.detector[0] === 'operations.program_transfer' && line.dest_ip === '192.168.10.30');
  assert.equal(one.event_type, 'alert');
  assert.equal(one.dest_ip, '192.168.10.30');
  assert.deepEqual(one.alert.metadata.state, ['new']);
  assert.deepEqual(page.wrongs, []);
});

test('a viewer takes no packets out', async () => {
  const { id } = await transfer();
  const made = await page.evaluate(() => fetch('/api/v1/users', { method: 'POST', headers: { 'X-Yagura': '1', 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'guest', role: 'viewer', password: 'looks at the plant only' }) }).then((answer) => answer.status));
  assert.ok(made < 300, `${made}`);
  const context = await browser.newContext({ locale: 'ja-JP' });
  const view = await openPage(context, server.url);
  await view.goto(`${server.url}/#/signin`);
  await view.fill('input[autocomplete=username]', 'guest');
  await view.fill('input[type=password]', 'looks at the plant only');
  await view.click('button[type=submit]');
  await view.waitForSelector('input[autocomplete=new-password]');
  const refused = await view.evaluate((address) => fetch(address, { headers: { 'X-Yagura': '1' } }).then((answer) => answer.status), `/api/v1/findings/${id}/packets`);
  assert.equal(refused, 403);
  await context.close();
});

test('what one party did is one row, judged at once', async () => {
  const open = await json('/findings?state=open&limit=1000');
  const grouped = await json('/findings?state=open&grouped=1&limit=1000');
  const events = new Set(open.items.map((row) => row.event));
  assert.equal(grouped.total, events.size);
  assert.ok(grouped.total < open.total, `${open.total} findings, ${grouped.total} events`);
  const lead = grouped.items.find((row) => row.together > 1);
  await page.goto(`${server.url}/#/findings?open=${lead.id}`);
  await page.waitForSelector('.side ol li');
  assert.match(await page.locator('.side').innerText(), new RegExp(`${lead.together} 件すべて`));
  await page.keyboard.press('w');
  await until(page, async (event) => {
    const answer = await fetch(`/api/v1/findings?event=${event}`, { headers: { 'X-Yagura': '1' } });
    return (await answer.json()).items.every((row) => row.state === 'work');
  }, lead.event);
  await page.goto(`${server.url}/#/findings/${lead.id}`);
  await page.getByText('同じ出来事の検知').waitFor();
  assert.deepEqual(page.wrongs, []);
});

/* Presses Tab until the focus is on what says so. */
async function tabTo(wanted) {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    if (wanted.test(await page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.innerText}`))) return;
  }
  assert.fail(`the keyboard does not reach ${wanted}`);
}

test('a risk is accepted by keyboard alone', async () => {
  await open('#/findings?state=any', '.row');
  await page.keyboard.press('j');
  await page.waitForSelector('.side ol li');
  await tabTo(/^BUTTON 受容する/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog');
  await page.keyboard.type('来月の更新まで'); /* the first field has the focus */
  await tabTo(/^BUTTON 受容する/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.waitForFunction(() => /受容/.test(document.querySelector('.side .chip:nth-of-type(2)')?.textContent ?? ''));
  assert.match(page.url(), /#\/findings\?/);
});

test('what is not taken is said beside it, and stays typed', async () => {
  const { id } = await transfer();
  await open(`#/findings/${id}`, '.happenings');
  const field = page.getByLabel('コメント');
  await field.fill('長'.repeat(3000));
  await field.press('Enter');
  await page.locator('form [role=alert]').waitFor();
  assert.equal((await field.inputValue()).length, 3000);
  assert.deepEqual(page.wrongs, []);
});
