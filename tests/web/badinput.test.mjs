/* badinput.test.mjs - what people send in by mistake or in malice: refused in a line or carried faithfully, never by halves. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { startPage } from './server.mjs';
import { unzip, zip } from './workbook.mjs';

const { server, page, send, stop } = await startPage();
after(stop);

/* Bytes as a file of this name; the answer's line is Japanese. */
const upload = (path, bytes, name = 'file.xlsx') =>
  page.evaluate(
    ([to, text, called]) => fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Yagura': '1', 'Accept-Language': 'ja', 'Content-Type': 'application/octet-stream', 'X-Filename': called }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }).then(async (answer) => ({ status: answer.status, body: await answer.json() })),
    [path, Buffer.from(bytes).toString('base64'), name],
  );
const book = async (path) => Buffer.from(await page.evaluate((to) => fetch(`/api/v1${to}`).then((answer) => answer.arrayBuffer()).then((all) => btoa(String.fromCharCode(...new Uint8Array(all)))), path), 'base64');
const list = async () => (await send('GET', '/checklist')).body.items.map((item) => [item.id, item.answer?.value ?? '', item.answer?.reason ?? '']);
const refused = (got, status, line) => {
  assert.equal(got.status, status, JSON.stringify(got.body));
  assert.match(got.body.detail, line);
};

const pack = (items) => `pack: mine\nversion: "1"\ntitle: {ja: 表, en: Table}\nscale:\n  - {value: "no", label: {ja: いいえ, en: "No"}}\n  - {value: "yes", done: true, label: {ja: はい, en: "Yes"}}\nsections:\n  - id: a\n    title: {ja: あ, en: A}\n    items:\n${items}`;

test('a pack in a circle, half translated or of 10,000 items is refused with its line, and none is there', async () => {
  const before = (await send('GET', '/packs')).body.total;
  const one = (id, more = '') => `      - {id: "${id}", title: {ja: 項, en: Item}${more}}\n`;
  refused(await upload('/packs', pack(one('1', ', needs: ["2"]') + one('2', ', needs: ["1"]'))), 422, /11 行目: .*一回りして/);
  refused(await upload('/packs', pack(one('1') + '      - {id: "2", title: {ja: 項}}\n')), 422, /12 行目/);
  refused(await upload('/packs', pack(Array.from({ length: 10_000 }, (_, i) => one(`i${i}`)).join(''))), 422, /10000/);
  refused(await upload('/packs', await book('/answers.xlsx'), 'pack.xlsx'), 422, /列の見出し/);
  assert.equal((await send('GET', '/packs')).body.total, before);
});

test('a sheet of another kind, a wrong sheet and too large a file are told in a line', async () => {
  const answers = await book('/answers.xlsx');
  refused(await upload('/answers/preview', await book('/ledger.xlsx')), 422, /「番号」と「回答」の列/);
  refused(await upload('/ledger/preview?sheet=nowhere', answers), 422, /そのシートはありません/);
  refused(await upload('/ledger/preview', Buffer.from('%PDF-1.7 \xff\xfe\x00', 'latin1')), 422, /CSV|読めません/);
  const large = await page.evaluate(() => fetch('/api/v1/ledger/preview', { method: 'POST', headers: { 'X-Yagura': '1', 'Accept-Language': 'ja', 'Content-Type': 'application/octet-stream', 'X-Filename': 'x.xlsx' }, body: new Uint8Array(53 * 1024 * 1024) }).then((answer) => answer.status, () => 413));
  assert.equal(large, 413);
});

/* A workbook as Excel saves it: cells are texts of the sheet itself, formulas have the value they had, cells are merged. */
const sheet = (rows, merged = '') =>
  zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="回答" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => (cell === null ? '' : cell.startsWith('<') ? cell.replace('<c', `<c r="${'ABCDEF'[c]}${r + 1}"`) : `<c r="${'ABCDEF'[c]}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`).join('')}</sheetData>${merged}</worksheet>`,
  });

const odd = '追加🔒\u202e反対\u202c &lt;b&gt;=1+1';

test('merged cells and formulas of a checklist are read as people see them, and texts come in faithfully', async () => {
  const file = sheet([['番号', '回答', '備考・理由'], ['2-1', '<c t="str"><f>IF(1,"3","")</f><v>3</v></c>', odd], ['2-2', '2', '同じ理由'], ['2-3', '2', null]], '<mergeCells count="1"><mergeCell ref="C3:C4"/></mergeCells>');
  const preview = await upload('/answers/preview', file);
  assert.equal(preview.status, 200, JSON.stringify(preview.body));
  assert.equal(preview.body.faults, 0);
  assert.equal((await send('POST', '/answers', { id: preview.body.id, pack: 'meti-checklist' })).status, 200);
  const kept = Object.fromEntries((await list()).map(([id, ...rest]) => [id, rest]));
  assert.equal(kept['2-1'][0], '3');
  assert.match(kept['2-1'][1], /^追加🔒.*反対.* <b>=1\+1$/u);
  assert.deepEqual([kept['2-2'], kept['2-3']], [['2', '同じ理由'], ['2', '同じ理由']]);
  /* and nothing of it runs in what goes out again */
  const out = unzip(await book('/answers.xlsx'));
  const cells = Object.entries(out).filter(([name]) => /sheet1|sharedStrings/.test(name)).map(([, text]) => text).join('');
  assert.ok(cells.includes('=1+1') && !/<f>/.test(cells));
});

test('one wrong row stops the whole of a file', async () => {
  const before = await list();
  const preview = await upload('/answers/preview', sheet([['番号', '回答', '備考・理由'], ['2-4', '3', '良い'], ['2-5', '9', '段がない'], ['2-6', 'n/a', '']]));
  assert.equal(preview.body.faults, 2);
  refused(await page.evaluate((body) => fetch('/api/v1/answers', { method: 'POST', headers: { 'X-Yagura': '1', 'Accept-Language': 'ja', 'Content-Type': 'application/json' }, body }).then(async (answer) => ({ status: answer.status, body: await answer.json() })), JSON.stringify({ id: preview.body.id, pack: 'meti-checklist' })), 422, /./);
  assert.deepEqual(await list(), before);
});

test('a list in Shift_JIS keeps each letter', async () => {
  const bytes = Buffer.concat([Buffer.from([0x94, 0xd4, 0x8d, 0x86, 0x2c, 0x89, 0xf1, 0x93, 0x9a, 0x2c, 0x94, 0xf5, 0x8d, 0x6c, 0x0d, 0x0a]), Buffer.from('2-9,2,'), Buffer.from([0x92, 0xc7, 0x89, 0xc1, 0x83, 0x5c, 0x83, 0x74, 0x83, 0x67, 0x0d, 0x0a])]); /* 番号,回答,備考 / 2-9,2,追加ソフト */
  const preview = await upload('/answers/preview', bytes, 'list.csv');
  assert.equal(preview.status, 200, JSON.stringify(preview.body));
  assert.equal(preview.body.rows, 1);
});

test('who answers second is told, and what he typed stays', async () => {
  await page.goto(`${server.url}/#/checklist?open=1-1`);
  const item = page.locator('#item-1-1');
  await item.getByRole('radio').first().waitFor();
  assert.equal((await send('PATCH', '/answers', { pack: 'meti-checklist', item: '1-1', value: '4', reason: '別の人', document: 'd', reviewed_on: '2026-11-01', revision: 0 })).status, 200);
  await item.getByRole('radio').first().click();
  await page.getByText(/先に|別の人|ほかの人/).first().waitFor();
  assert.equal((await list()).find(([id]) => id === '1-1')[2], '別の人');
});

test('nothing broke', () => assert.deepEqual(page.wrongs, []));
