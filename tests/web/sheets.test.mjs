/* sheets.test.mjs - ledger and checklist go out as Excel and come back without loss. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { startPage } from './server.mjs';
import { unzip, zip } from './workbook.mjs';

const { server, page, send, stop } = await startPage();
after(stop);

const upload = (path, bytes) =>
  page.evaluate(
    ([to, text]) => fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Yagura': '1', 'Content-Type': 'application/octet-stream', 'X-Filename': 'book.xlsx' }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }).then(async (answer) => ({ status: answer.status, body: await answer.json() })),
    [path, bytes.toString('base64')],
  );

const book = async (path) => Buffer.from(await page.evaluate((to) => fetch(`/api/v1${to}`).then((answer) => answer.arrayBuffer()).then((all) => btoa(String.fromCharCode(...new Uint8Array(all)))), path), 'base64');

/* Texts that spreadsheets, terminals and browsers like to take for something else. */
const odd = ['=1+1', '追加🔒の「加」', '‮反対‬', '<b>&amp;</b>', '+81-3', '007', '1,5;2', ' 端の空白なし'];

test('a ledger goes out and comes back the same, and what would change is told first', async () => {
  const lines = ['機器名,IPアドレス,MACアドレス,メーカー,型式,製造番号,設置場所,担当,重要度,種類', ...odd.map((text, i) => [`"${text.trim()}"`, `192.0.2.${20 + i}`, '', `"${text.trim()}"`, 'M', `00${i}`, '"1F, 東"', '', i % 3 ? '' : '高', ''].join(','))];
  const sent = await upload('/ledger/preview', Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`));
  const map = sent.body.guess;
  assert.equal(Object.keys(map).length, 10);
  assert.equal((await send('POST', '/ledger', { id: sent.body.id, sheet: sent.body.sheet, header_row: sent.body.header_row, map })).status, 200);
  const kept = (await send('GET', '/ledger')).body.items;
  assert.equal(kept.length, odd.length);
  for (const lang of ['ja', 'en']) {
    const back = await upload('/ledger/preview', await book(`/ledger.xlsx?lang=${lang}`));
    assert.equal(Object.keys(back.body.guess).length, 10, lang);
    const body = { id: back.body.id, sheet: back.body.sheet, header_row: back.body.header_row, map: back.body.guess };
    const changes = (await send('POST', '/ledger', { ...body, preview: true })).body;
    assert.deepEqual([changes.changed_count, changes.added_count, changes.removed_count, changes.before, changes.after], [0, 0, 0, odd.length, odd.length], JSON.stringify(changes));
    assert.equal((await send('POST', '/ledger', body)).status, 200);
    const again = (await send('GET', '/ledger')).body.items;
    assert.deepEqual(again.map(({ row: _, ...rest }) => rest), kept.map(({ row: _, ...rest }) => rest));
  }
});

test('another ledger shows on the page what it changes before it does', async () => {
  const lines = ['機器名,IPアドレス,設置場所', '=1+1,192.0.2.20,2F', '新しい機器,192.0.2.99,1F'];
  await page.goto(`${server.url}/#/ledger`);
  await page.locator('input[type=file]').setInputFiles({ name: 'next.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) });
  await page.waitForSelector('.ledger-table');
  await page.locator('.ledger-send .button-main').click();
  await page.getByText(`変わる 1 行、増える 1 行、消える ${odd.length - 1} 行`).waitFor();
  assert.equal((await send('GET', '/ledger')).body.items.length, odd.length);
  await page.getByRole('button', { name: 'この内容で取り込む' }).click();
  await page.waitForSelector('#unlisted');
  assert.equal((await send('GET', '/ledger')).body.items.length, 2);
});

const answers = async (pack) => (await send('GET', `/checklist?pack=${pack}`)).body.items.map((item) => [item.part, item.id, item.answer?.value ?? '', item.answer?.reason ?? '', item.answer?.document ?? '', item.answer?.reviewed_on ?? '', item.answer?.revision ?? 0]);

const answer = (item, more) => send('PATCH', '/answers', { pack: 'meti-checklist', item, revision: 0, ...more });

test('answers go out and come back the same', async () => {
  for (const [i, reason] of odd.entries()) assert.equal((await answer(`2-${i + 1}`, { value: String((i % 5) + 1), reason: `${reason.trim()}\n二行目\tと`, document: reason.trim(), reviewed_on: '2026-03-31' })).status, 200);
  assert.equal((await answer('3-1', { value: 'n/a', reason: '無線はない' })).status, 200);
  const before = await answers('meti-checklist');
  for (const lang of ['ja', 'en']) {
    const back = await upload('/answers/preview?pack=meti-checklist', await book(`/answers.xlsx?pack=meti-checklist&lang=${lang}`));
    assert.equal(back.status, 200);
    assert.equal(back.body.rows, 35);
    assert.deepEqual(back.body.changes, [], lang);
  }
  assert.deepEqual(await answers('meti-checklist'), before);
});

/* As Excel would after an edit: one cell of the sheet is another inline text. */
const edited = (bytes, from, to) => {
  const files = unzip(bytes);
  const name = Object.keys(files).find((entry) => entry.includes('worksheets/sheet1'));
  const strings = Object.keys(files).find((entry) => entry.includes('sharedStrings'));
  const where = strings && files[strings].includes(from) ? strings : name;
  assert.ok(files[where].includes(from), from);
  files[where] = files[where].replace(from, to);
  return zip(files);
};

test('an edit is shown on the page, then taken over; what is stale or wrong stops all of it', async () => {
  const bytes = await book('/answers.xlsx?pack=meti-checklist&lang=ja');
  await page.goto(`${server.url}/#/checklist`);
  await page.getByText('Excelで保存・取り込み').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '回答と実測をExcelで保存' }).click()]);
  assert.equal(download.suggestedFilename(), 'yagura-meti-checklist.xlsx');
  assert.ok(readFileSync(await download.path()).length > 1000);
  const put = (buffer) => page.locator('.answer-sheet input[type=file]').setInputFiles({ name: 'a.xlsx', mimeType: 'application/octet-stream', buffer });
  await put(edited(bytes, '無線はない', 'AGVだけ無線'));
  await page.locator('.answer-sheet tbody tr', { hasText: 'AGVだけ無線' }).waitFor();
  await page.getByRole('button', { name: '1 項目を取り込む' }).click();
  await page.getByText('1 項目を取り込みました').waitFor();
  assert.equal((await answers('meti-checklist')).find((row) => row[1] === '3-1')[3], 'AGVだけ無線');
  /* the same file again: somebody (we) answered since it was written */
  const stale = await upload('/answers/preview?pack=meti-checklist', edited(bytes, '無線はない', '別の理由'));
  assert.equal(stale.body.faults, 1);
  assert.match(stale.body.changes[0].fault, /ファイルを保存したあとで/);
  const refused = await send('POST', '/answers', { id: stale.body.id, pack: 'meti-checklist' });
  assert.equal(refused.status, 422);
  assert.equal((await upload('/answers/preview', Buffer.from('番号\r\n1\r\n'))).status, 422);
});

test('a framework goes out as Excel, is changed, and comes back under a new version; a broken one is told by its row', async () => {
  const change = (files, from, to) => {
    const name = Object.keys(files).find((one) => files[one].includes(from));
    assert.ok(name, from);
    return zip({ ...files, [name]: files[name].replaceAll(from, to) });
  };
  const weights = unzip(await book('/packs.xlsx?pack=smkl-scoring&lang=ja'));
  const heavier = change(unzip(change(weights, '<t>1</t>', '<t>2</t>')), '3.0', '4.5');
  assert.deepEqual(await upload('/packs', heavier), { status: 201, body: { id: 'smkl-scoring', version: '2' } });
  const score = (await send('GET', '/score')).body;
  assert.equal(score.pack.version, '2');
  assert.equal(score.measures[0].version, '2');
  assert.deepEqual(score.pack.scale.filter((step) => step.points === '4.5').map((step) => step.value), ['all', 'reviewed']);
  const broken = await upload('/packs', change(unzip(await book('/packs.xlsx?pack=meti-motives&lang=en')), '<t>item</t>', '<t>thing</t>'));
  assert.equal(broken.status, 422);
  assert.match(broken.body.detail, /^\d+ 行目: 種類は pack/);
});

test('frameworks are fetched from the page, to be changed', async () => {
  await page.goto(`${server.url}/#/checklist`);
  await page.locator('#packs summary').click();
  const row = page.locator('#packs li', { hasText: 'meti-checklist' });
  const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link', { name: 'YAML' }).click()]);
  assert.equal(download.suggestedFilename(), 'yagura-pack-meti-checklist.yaml');
  assert.match(readFileSync(await download.path(), 'utf8'), /^pack: meti-checklist$/m);
});

test('nothing broke', () => assert.deepEqual(page.wrongs, []));
