/* suppliers.test.mjs - who has a part in the plant, what they are asked, what is ordered from them. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage } from './server.mjs';
import { unzip, zip } from './workbook.mjs';

const { server, page, open, send, stop } = await startPage({ height: 900 });
after(stop);

/* Rows of texts as a workbook. */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const book = (rows) =>
  zip({
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${row.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`,
  });

test('an empty register says what to write first, and which makers nobody answers for', async () => {
  await open('#/suppliers', '#suppliers');
  await page.getByText('まだだれも登録されていません').waitFor();
  await page.locator('#unknown-makers').getByText('登録された相手がいません').waitFor();
});

test('a maker that was seen is registered with one button, and its devices stand beside it', async () => {
  const button = page.locator('#unknown-makers button').first();
  const [, maker] = /(.+)（\d+ 台）を登録/.exec(await button.innerText());
  await button.click();
  const form = page.locator('.supplier-form');
  assert.equal(await form.locator('[name=name]').inputValue(), maker);
  await form.locator('[name=name]').fill('東海制御 <b>');
  await form.locator('[name=person]').fill('山口');
  await form.locator('[name=day]').fill('0570-00-0010');
  await form.getByRole('button', { name: '保存' }).click();
  const row = page.locator('#suppliers tbody tr');
  await row.getByText('東海制御 <b>').waitFor();
  assert.match(await row.innerText(), /生産設備のサプライヤー/);
  assert.match(await row.innerText(), /\d+ 台/);
  assert.match(await row.innerText(), /脆弱性の窓口がない[\s\S]*夜・休日の連絡先がない/);
  assert.ok(!(await page.locator('#unknown-makers').innerText().catch(() => '')).includes(maker));
});

test('what is missing is written, and the grid says who does what', async () => {
  await page.getByRole('button', { name: '東海制御 <b> を編集' }).click();
  const form = page.locator('.supplier-form');
  await form.locator('[name=vulnerability]').fill('psirt@example.com');
  await form.locator('[name=night]').fill('090-0000-0000');
  await form.getByRole('button', { name: '保存' }).click();
  await page.locator('#suppliers').getByText('psirt@example.com').waitFor();
  assert.equal(await page.getByText('脆弱性の窓口がない').count(), 0);
  const kind = page.locator('#stakeholders tr', { hasText: '生産設備のサプライヤー' });
  assert.match(await kind.innerText(), /東海制御/);
  assert.match(await page.locator('#stakeholders tr', { hasText: '廃棄事業者' }).innerText(), /未登録/);
  await page.getByRole('button', { name: '期待することを表示' }).click();
  await kind.getByText('初期パスワードを変え').waitFor();
});

test('a questionnaire goes out until a day, and stands in the calendar with a reminder', async () => {
  assert.equal((await send('PATCH', '/suppliers', { name: 'B保守', kind: 'maintenance', small: true })).status, 200);
  await open('#/suppliers?tab=ask', '#questionnaires');
  await page.reload();
  const row = page.locator('#questionnaires tr', { hasText: '東海制御' });
  assert.match(await row.innerText(), /未依頼[\s\S]*未回答/);
  await row.getByRole('button', { name: '東海制御 <b> に聞く' }).click();
  await page.locator('#asked').getByLabel('回答の期限').fill('2031-03-31');
  await page.getByRole('button', { name: '依頼したと記録する' }).click();
  await row.getByText('依頼中').waitFor();
  assert.match(await row.innerText(), /2031-03-31/);
  const calendar = await page.evaluate(() => fetch('/api/v1/tasks.ics').then((got) => got.text()));
  assert.match(calendar, /DTSTART;VALUE=DATE:20310331[\s\S]*BEGIN:VALARM[\s\S]*TRIGGER:-P7D/);
});

test('the workbook holds his items alone, and comes back with a preview', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '調査票を保存（Excel）' }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const files = unzip(Buffer.concat(chunks));
  const sheet = Object.entries(files).find(([name]) => /sheet1\.xml$/.test(name))[1];
  const all = Object.values(files).join('');
  assert.match(all, /答え方/);
  assert.match(all, /0 = していない/);
  assert.ok(!/実測を採らない理由/.test(all));
  const items = [...sheet.matchAll(/<t[^>]*>(v1-1|v7-1|law-2)<\/t>/g)];
  assert.ok(items.length === 3 || /v1-1/.test(all), 'the items are there');
  const key = /s-[0-9a-f]{12}/.exec(all)[0];
  const { items: suppliers } = (await send('GET', '/suppliers')).body;
  assert.deepEqual([...new Set(all.match(/s-[0-9a-f]{12}/g))], [key]);
  const other = suppliers.find((one) => one.name === 'B保守').key;
  const lines = (part) => [['番号', '区分', '回答', '備考・理由', '版（変えない）'], ['v1-1', part, '3', 'SECURITY ACTION 二つ星 <i>', '0'], ['v7-1', part, '決まりを文書にしてしている', '', '0'], ['v7-2', part, '', '', '0']];
  const put = (part) => page.locator('#asked .answer-sheet input[type=file]').setInputFiles({ name: 'a.xlsx', mimeType: 'application/octet-stream', buffer: book(lines(part)) });
  await put(other);
  await page.locator('#asked').getByText('ほかの取引先の行です').first().waitFor();
  await put(key);
  await page.getByRole('button', { name: '2 項目を取り込む' }).click();
  await page.locator('#side-by-side').getByText('SECURITY ACTION 二つ星 <i>').waitFor();
  const row = page.locator('#questionnaires tr', { hasText: '東海制御' });
  assert.match(await row.innerText(), /2 \/ 25 項目[\s\S]*2\.5/);
  await page.getByRole('button', { name: '回収済みにする' }).click();
  await row.getByText('回収済み').waitFor();
});

test('what is not answered is told as such beside the others, never as not done', async () => {
  await open('#/suppliers?tab=ask', '#questionnaires');
  await page.locator('#questionnaires tr', { hasText: 'B保守' }).getByRole('button').click();
  await page.locator('#side-by-side').getByLabel('B保守 v1-1').selectOption('0');
  const line = page.locator('#side-by-side tr', { hasText: 'v1-2' });
  await line.locator('span.quiet', { hasText: '未回答' }).waitFor();
  await page.waitForFunction(() => /1 \/ 25 項目/.test([...document.querySelectorAll('#questionnaires tr')].map((row) => row.textContent).join()));
  assert.match(await page.locator('#questionnaires tr', { hasText: 'B保守' }).innerText(), /0\.0/);
});

test('a buyer without training makes a specification, and its reasons are in plain words', async () => {
  await open('#/suppliers?tab=orders', '#new-order');
  await page.getByText('まだ発注がありません').waitFor();
  const form = page.locator('#new-order form');
  await form.locator('[name=title]').fill('3号ライン 搬送PLC <b>');
  await form.locator('[name=role]').selectOption('plc');
  await form.locator('[name=importance]').selectOption('4');
  for (const label of ['外から遠隔保守する', '制御プログラムを書き込む', '人の安全に関わる']) await form.getByLabel(label).check();
  await form.getByLabel('modbus').check();
  await form.getByRole('button', { name: '要件を提案してもらう' }).click();
  await page.locator('#requirements').waitFor();
  const row = page.locator('#requirements tr', { hasText: '遠隔保守の入口' });
  assert.match(await row.innerText(), /外から遠隔保守する・影響 4/);
  assert.match(await row.innerText(), /人の安全/);
  await page.locator('#requirements tr', { hasText: '公開された脆弱性と手口での侵入試験' }).waitFor();
});

test('what a device cannot do is met by a further measure, or accepted until a day', async () => {
  await page.getByLabel('認証のない制御通信の相手を絞る を満たすか').selectOption('extra');
  const row = page.locator('#requirements tr', { hasText: '認証のない制御通信' });
  assert.match(await row.getByLabel('認証のない制御通信の相手を絞る に追加する対策').inputValue(), /ファイアウォール/);
  await row.getByRole('button', { name: '保存' }).click();
  await page.waitForFunction(() => fetch('/api/v1/orders').then((got) => got.json()).then((told) => told.items[0].decided === 1), null, { polling: 300 });
  const test = page.locator('#requirements tr', { hasText: '侵入試験' });
  await test.locator('select').first().selectOption('accepted');
  await test.locator('[name=how]').fill('試験環境で行うまで区画を分ける');
  await test.locator('[name=until]').fill('2031-03-31');
  await test.getByRole('button', { name: '保存' }).click();
  await test.getByText('承認待ち').waitFor().catch(() => test.getByRole('button', { name: '承認' }).waitFor());
  await page.getByText('自社の要件を足す').click();
  const own = page.locator('details form.proof-form').last();
  await own.locator('[name=title]').fill('盤の鍵');
  await own.locator('[name=text]').fill('鍵のかかる盤に入れること');
  await own.getByRole('button', { name: '保存' }).click();
  await page.locator('#requirements').getByText('盤の鍵').waitFor();
});

test('the papers say what was chosen', async () => {
  const { items } = await page.evaluate(() => fetch('/api/v1/orders').then((got) => got.json()));
  const paper = (path) => page.evaluate((to) => fetch(to).then((got) => got.text()), `/api/v1/orders/${items[0].id}/${path}`);
  const text = await paper('specification?lang=ja');
  for (const words of ['調達仕様書', '搬送PLC &lt;b&gt;', '安全と事業継続のために', '鍵のかかる盤に入れること', '侵入試験']) assert.ok(text.includes(words), words);
  assert.ok((await paper('acceptance?lang=ja')).includes('封印が破れていない'));
  const docx = unzip(Buffer.from(await page.evaluate((to) => fetch(to).then((got) => got.arrayBuffer()).then((bytes) => [...new Uint8Array(bytes)]), `/api/v1/orders/${items[0].id}/specification?format=docx`)));
  assert.match(docx['word/document.xml'], /鍵のかかる盤に入れること/);
});

test('the pages are accessible in both languages', async () => {
  for (const lang of ['ja', 'en']) {
    await open('#/settings', '.page h1');
    await page.locator('select').first().selectOption(lang);
    await page.waitForFunction((name) => document.documentElement.lang === name, lang);
    for (const tab of ['', '?tab=ask', '?tab=orders']) {
      await open(`#/suppliers${tab}`, '.suppliers .panel');
      if (process.env.YAGURA_KEPT) await page.screenshot({ path: `${process.env.YAGURA_KEPT}/suppliers-${lang}${tab.slice(5)}.png`, fullPage: true });
      assert.deepEqual(await accessFaults(page), []);
    }
  }
});

test('nothing went wrong meanwhile', () => {
  assert.deepEqual(page.wrongs, []);
});
