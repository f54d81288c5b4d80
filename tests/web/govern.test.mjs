/* govern.test.mjs - answers, evidence, exceptions and approvals in a browser. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { accessFaultsOf, sendFrom, startPage } from './server.mjs';
import { checkSheet, unzip, zip } from './workbook.mjs';

const { server, page, open, stop } = await startPage();
after(stop);

test('the quick diagnosis is finished without a sensor, and the matrix moves', async () => {
  await open('#/smkl?quick=1', '.quick');
  const rows = page.locator('.quick-row');
  const count = await rows.count();
  assert.equal(count, 24);
  for (let i = 0; i < count; i++) {
    const choice = rows.nth(i).getByRole('radio', { name: i < 12 ? 'できている' : 'できていない', exact: true });
    await choice.click();
    await page.waitForFunction((n) => document.querySelectorAll('.quick-row .value[aria-checked=true]').length === n, i + 1);
  }
  assert.match(await page.locator('[role=status]').first().innerText(), /すべて回答/);
  await open('#/smkl', '.matrix');
  assert.match(await page.locator('.matrix tfoot').innerText(), /みえる化 b まで届いている/);
});

test('an answer carries evidence with a file, and gives it back', async () => {
  await open('#/checklist?open=2-6', '#item-2-6 .proof');
  await page.locator('#item-2-6').getByRole('radio', { name: /決めた時期に見直している/ }).click();
  await page.locator('#item-2-6').getByLabel('最後に見直した日').fill('2026-11-01');
  await page.locator('#item-2-6 .answer-foot').first().getByRole('button').click();
  await page.locator('#item-2-6').getByText('この達成度には、手順書').waitFor();
  await page.getByText('証拠を付ける').click();
  const form = page.locator('.proof-form').first();
  await form.locator('[name=title]').fill('機器台帳 第3版');
  await form.locator('[name=effective_on]').fill('2026-04-01');
  await form.locator('[name=others]').fill('2-7、2-8');
  await form.locator('[name=file]').setInputFiles({ name: '台帳<b>.csv', mimeType: 'text/csv', buffer: Buffer.from('=cmd') });
  await form.getByRole('button', { name: '保存' }).click();
  const link = page.locator('.proof a', { hasText: '機器台帳 第3版' });
  await link.waitFor();
  await page.locator('#item-2-6').getByText('この達成度には、手順書').waitFor({ state: 'detached' });
  const [kept] = await page.evaluate(() => fetch('/api/v1/evidence').then((answer) => answer.json()).then(({ items }) => items));
  assert.equal(kept.effective_on, '2026-04-01');
  assert.deepEqual(kept.uses.sort(), ['meti-checklist//2-6', 'meti-checklist//2-7', 'meti-checklist//2-8']);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.match(download.suggestedFilename(), /台帳.b.\.csv/);
});

test('a place to cut off is registered at its requirement, and drilled', async () => {
  await open('#/smkl?cell=3/d', '.matrix');
  await page.getByText('切り離す箇所を登録する').click();
  const form = page.locator('details[open] > .proof-form');
  await form.locator('[name=name]').fill('主幹スイッチ 24番');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByText('訓練はまだ').waitFor();
  await page.getByRole('button', { name: '今日訓練した' }).click();
  await page.getByText(/最後の訓練 20\d\d-/).waitFor();
  assert.match(await page.locator('.gauge').first().innerText(), /登録されていますが、その機器はここからは見えていません/);
  await page.getByRole('button', { name: '登録を消す' }).click();
  await page.getByText('切り離す箇所はまだ登録されていません').waitFor();
});

test('sentences beside one another end as sentences', async () => {
  await open('#/smkl', '.matrix');
  assert.match(await page.locator('.page > p.quiet').last().innerText(), /この表の外です。SMKL.*登録商標です。$/);
});

test('data of the plant has a harm of its own, and threats lead to measures', async () => {
  await open('#/dataflow', '.page table');
  const row = page.locator('tbody tr', { hasText: 'センサーデータ' }).first();
  const changed = () => page.waitForResponse((answer) => answer.request().method() !== 'GET');
  let kept = changed();
  await row.getByLabel('センサーデータ 機密性').selectOption('3');
  await row.getByText('初期値 低').waitFor();
  await kept;
  assert.match(await page.locator('tbody tr', { hasText: '静止画' }).first().innerText(), /人が決める/);
  kept = changed();
  await page.getByLabel('リモートアクセスサーバにつないだ保守用PCへ').click();
  await kept;
  await page.reload();
  await page.waitForSelector('.page table');
  assert.equal(await page.getByLabel('リモートアクセスサーバにつないだ保守用PCへ').isChecked(), true);
  assert.equal(await page.getByLabel('センサーデータ 機密性').inputValue(), '3');
  await page.getByRole('link', { name: 'ネットワークへの不正侵入を防ぐ' }).first().click();
  await page.waitForURL(/#\/zones/);
});

test('an exception waits, is approved, and is listed', async () => {
  await open('#/checklist?open=3-2', '#item-3-2 .proof');
  await page.getByText('守れない理由と期限を申請する').click();
  const form = page.locator('.proof-form').last();
  await form.locator('[name=reason]').fill('更新するとライン停止');
  await form.locator('[name=measure]').fill('通信を隔離');
  await form.locator('[name=ends_on]').fill('2099-03-31');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByText('承認待ち').waitFor();
  await page.getByRole('button', { name: '承認する' }).click();
  await page.getByText('admin が承認').waitFor();
});

test('an approval is shown as outdated when an answer changes', async () => {
  await open('#/records', '.page h1');
  await page.getByLabel('記録の名前').fill('2026年度 上期');
  await page.getByRole('button', { name: '今の評価を記録する' }).click();
  await page.getByRole('button', { name: '承認する' }).first().click();
  await page.getByText('admin が承認').first().waitFor();
  await open('#/checklist?open=2-6', '#item-2-6 .proof');
  await page.locator('#item-2-6').getByRole('radio', { name: '一部でしている', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#item-2-6 .value[aria-checked=true]')?.textContent === '2');
  await open('#/records', '.record');
  await page.getByText('admin が承認したあとに変更あり').waitFor();
  await page.getByRole('button', { name: '何が変わったか' }).click();
  await page.getByText(/2-6: .*している → .*一部でしている/).waitFor();
});

test('a stamped paper comes back as the approval of its record, and of no other', async () => {
  await open('#/records', '.record');
  await page.getByLabel('記録の名前').fill('2026年度 下期');
  await page.getByRole('button', { name: '今の評価を記録する' }).click();
  const row = page.locator('.record', { hasText: '2026年度 下期' });
  await row.waitFor();
  const hash = await row.locator('code').innerText();
  await row.getByText('押印した紙のスキャンを登録する').click();
  const form = row.locator('.proof-form');
  await form.locator('[name=file]').setInputFiles({ name: '../承認<b>.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 stamped') });
  await form.locator('[name=signed_by]').fill('部長 山田');
  await form.locator('[name=signed_on]').fill('2026-11-20');
  await form.locator('[name=hash]').fill('000000000000');
  await form.getByRole('button', { name: '保存' }).click();
  await row.getByText('ハッシュがこの記録のものではありません').waitFor();
  await form.locator('[name=hash]').fill(hash);
  await form.getByRole('button', { name: '保存' }).click();
  await row.getByText('紙で承認: 部長 山田（2026-11-20）').waitFor();
  await row.getByText('admin が承認', { exact: false }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), row.locator('a[href*="/evidence/"]').click()]);
  assert.equal(readFileSync(await download.path(), 'latin1'), '%PDF-1.7 stamped');
});

test('what came to the plant since the record asks for the answers to be looked through', async () => {
  await open('#/checklist', '.page h1');
  assert.equal(await page.getByText('前に記録したあとに増えたもの').count(), 0);
  const send = (body) => page.evaluate((what) => fetch('/api/v1/register', { method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify(what) }).then((answer) => answer.status), body);
  assert.equal(await send({ id: 0, kind: 'newthreat', name: '<b>新種', body: '{}', revision: 0 }), 200);
  await page.reload();
  await page.getByText('前に記録したあとに増えたもの: <b>新種').waitFor();
  await open('#/records', '.record');
  await page.locator('.record', { hasText: '2026年度 下期' }).getByText('admin が承認したあとに変更あり').waitFor();
});

test('a sheet that was sent is filled in, and nothing else in it changes', async () => {
  const sheet = checkSheet();
  await open('#/fill', '.drop-area');
  await page.locator('.drop-area input[type=file]').setInputFiles({ name: '点検票.xlsx', mimeType: 'application/zip', buffer: zip(sheet) });
  await page.waitForSelector('.ledger-table');
  assert.deepEqual(await page.locator('.ledger-table select').evaluateAll((list) => list.map((one) => one.value)), ['number', '', 'answer', 'remark', '', ''].slice(0, await page.locator('.ledger-table select').count()));
  await page.getByRole('button', { name: '記入する' }).click();
  const link = page.getByRole('link', { name: '点検票.xlsx を受け取る' });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(download.suggestedFilename(), '点検票.xlsx');
  const filled = unzip(readFileSync(await download.path()));
  assert.deepEqual(Object.keys(filled), Object.keys(sheet));
  const expected = sheet['xl/worksheets/sheet1.xml'].replace('<c r="C3" s="4"/>', '<c r="C3" s="4"><v>2</v></c>');
  assert.equal(filled['xl/worksheets/sheet1.xml'], expected);
  for (const name of Object.keys(sheet)) if (!name.endsWith('sheet1.xml')) assert.equal(filled[name], sheet[name]);
});

test('what is no workbook is refused with a line', async () => {
  await open('#/fill', '.drop-area');
  await page.locator('.drop-area input[type=file]').setInputFiles({ name: 'x.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 not really') });
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /ブックが壊れています/);
});

test('the plan shows what the matrix becomes', async () => {
  await open('#/plan', '.plan-line');
  await page.locator('.plan-line').first().getByRole('checkbox').check();
  await page.waitForFunction(() => /→|できたら/.test(document.querySelector('.plan-then')?.closest('section')?.textContent ?? ''));
});

test('a gap becomes a task with owner, due date and cost, and a calendar', async () => {
  await open('#/plan', '.plan-line');
  await page.getByRole('button', { name: '計画に入れる' }).first().click();
  await page.getByText('計画に入っている').first().waitFor();
  await page.locator('table .item-title').first().click();
  const form = page.locator('dialog form');
  await form.getByLabel('担当').fill('情シス 佐藤');
  await form.getByLabel('期日').fill('2027-03-31');
  await form.getByLabel('費用').fill('300000');
  await form.getByLabel('効果（年）').fill('150000');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByText('2.0 年').first().waitFor();
  assert.equal(await page.locator('a[href$="/findings/0"]').count(), 0);
  const calendar = await page.evaluate(() => fetch('/api/v1/tasks.ics').then((answer) => answer.text()));
  assert.match(calendar, /DTSTART;VALUE=DATE:20270331\r\n/);
  assert.ok(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
});

test('arrows lead from what comes first, what is out of order says so, a circle is refused', async () => {
  const put = (task) => sendFrom(page, 'PATCH', '/tasks', { id: 0, revision: 0, ...task });
  const first = (await put({ title: '先の作業', starts_on: '2099-01-01', due_on: '2099-03-01' })).body.id;
  const late = (await put({ title: '早すぎる作業', starts_on: '2099-02-01', due_on: '2099-04-01', follows: first })).body.id;
  await put({ title: '順のとおりの作業', starts_on: '2099-03-02', due_on: '2099-04-01', follows: first });
  await open('#/plan', '.gantt');
  assert.equal(await page.locator('.gantt-link').count(), 2);
  assert.equal(await page.locator('.gantt-clash').count(), 1);
  const early = page.locator('.gantt g', { has: page.locator('.gantt-early') });
  assert.match(await early.textContent(), /早すぎる作業.*先に済ませる作業が終わる前に始まります/s);
  assert.equal(await page.locator('.panel tbody td', { hasText: '先に済ませる作業が終わる前に始まります' }).count(), 1);
  const saved = page.waitForEvent('download');
  await page.locator('.kept', { has: page.locator('.gantt') }).getByRole('button', { name: 'SVG' }).click();
  const svg = readFileSync(await (await saved).path(), 'utf8');
  assert.ok((svg.match(/<path[^>]* stroke="rgb/g) ?? []).length === 2 && svg.includes('先に済ませる作業が終わる前'));
  await page.locator('.panel tbody .item-title', { hasText: '先の作業' }).click();
  await page.locator('dialog').getByLabel('先にすること').selectOption(late);
  await page.locator('dialog').getByRole('button', { name: '保存' }).click();
  await page.locator('dialog').getByText('めぐってこの作業を待っています').waitFor();
  await page.keyboard.press('Escape');
});

test('one device differs from its kind: shown below it, and missing in the plan', async () => {
  await open('#/steps?step=2-2', '.steps-grid');
  const first = page.locator('.steps-grid tbody tr').first();
  await page.getByLabel('d-1 PLC', { exact: true }).selectOption('middle');
  await page.getByLabel('d-1 PLC 目標', { exact: true }).selectOption('middle');
  await first.getByRole('button', { name: 'd-1 PLC 根拠' }).click();
  const form = page.locator('form', { has: page.locator('[name=device]') });
  const device = await form.locator('option').first().getAttribute('value');
  assert.match(device, /^a-\d+ /);
  await form.locator('[name=device]').fill('そんな機器はない');
  await form.locator('[name=reason]').fill('古い<b>機種</b>');
  await form.getByRole('button', { name: '足す' }).click();
  await form.getByText('一覧にある機器から選んでください').waitFor();
  await form.locator('[name=device]').fill(device);
  await form.getByRole('button', { name: '足す' }).click();
  await first.locator('.cell-device').click();
  assert.match(await first.locator('.cell-device').innerText(), /していない\s+目標まで足りない/);
  const wanted = page.getByLabel(/^d-1 .* この機器の目標$/);
  assert.equal(await wanted.locator('option').first().innerText(), 'PLCと同じ（中）');
  await wanted.selectOption('high');
  await page.waitForFunction(() => document.querySelector('.cell-picks .pick-target').value === 'high');
  await open('#/plan', '.plan-line');
  const gap = page.locator('.plan-line', { hasText: '(PLC)' });
  assert.match(await gap.innerText(), /d-1 通信の制限.*\(PLC\)[\s\S]*ファイアウォール/);
  await gap.getByRole('button', { name: '計画に入れる' }).click();
  await page.locator('.plan-line', { hasText: '(PLC)' }).getByText('計画に入っている').waitFor();
});

test('the steps begin with what was seen, and importance comes of works', async () => {
  await open('#/steps?step=1-2', '.ticks');
  await page.getByLabel('生産と検査', { exact: true }).check();
  await page.getByLabel('生産と検査 重要度').selectOption('3');
  if (!(await page.evaluate(() => fetch('/api/v1/zones').then((answer) => answer.ok)))) return;
  await open('#/steps?step=1-6', '.page h1');
  await page.getByRole('button', { name: '観測した網から下書きを作る' }).click();
  await page.locator('summary', { hasText: '業務 0' }).first().click();
  await page.locator('details[open]').getByLabel('生産と検査').check();
  await page.waitForFunction(() => /業務 1/.test(document.querySelector('.panel table')?.textContent ?? ''));
  assert.match(await page.locator('.panel table tbody tr', { hasText: '業務 1' }).innerText(), /高/);
  await open('#/steps?step=1-7', '.steps-grid');
  assert.equal(await page.locator('.panel details:not([open]) > summary').count(), 4);
  await page.locator('.cell-seen').first().waitFor();
  const seen = await page.locator('.cell-seen').allInnerTexts();
  assert.ok(seen.includes('見えていない') && seen.includes('通信からは分からない') && !seen.some((text) => /安全/.test(text)));
  await page.getByText('「見えていない」は安全という意味ではありません').waitFor();
  await open('#/findings?state=any&zone=1&threat=3&days=365', '.tools');
  for (const name of ['ゾーン', '経産省の脅威 3', 'この 365 日']) await page.getByLabel(new RegExp(name)).click();
  await page.waitForFunction(() => location.hash === '#/findings?state=any');
  await open('#/steps?step=1-7', '.steps-grid');
  await page.locator('.pick-answer').first().selectOption('high');
  await open('#/steps?step=2-1', '.steps-grid');
  assert.deepEqual(await page.locator('.steps-grid tbody tr').first().locator('.pick-answer').first().locator('option').allInnerTexts(), ['–', 'していない', '中', '高', '該当なし']);
  await page.locator('.pick-target').first().selectOption('high');
  await page.getByText('目標まで足りない').first().waitFor();
  await page.locator('.steps-grid tbody').getByRole('button', { name: /^n-1 .*根拠$/ }).first().click();
  await page.locator('.steps-grid .item-body').getByText('証拠を付ける').click();
  await page.locator('.steps-grid [name=title]').fill('VLAN設計書');
  await page.locator('.steps-grid .proof-form').first().getByRole('button', { name: '保存' }).click();
  await page.locator('.steps-grid .proof li', { hasText: 'VLAN設計書' }).waitFor();
  await open('#/fill', '.drop-area');
  await page.locator('.drop-area input[type=file]').setInputFiles({ name: 'x.xlsx', mimeType: 'application/zip', buffer: zip(checkSheet()) });
  await page.waitForSelector('.ledger-table');
  await page.locator('.tools select').last().selectOption('smkl-security');
  await page.waitForFunction(() => document.querySelectorAll('.tools label').length === 2);
  assert.match((await page.locator('.tools select').last().locator('option').allInnerTexts()).join(), /管理対象3 制御ネットワーク/);
});

test('a report opens as a page of its own, styled and without anything from elsewhere', async () => {
  await open('#/reports', '.report-buttons');
  assert.equal(await page.locator('.report-buttons').count(), 10);
  const report = await page.context().newPage();
  const wrongs = [];
  report.on('console', (message) => message.type() === 'error' && wrongs.push(message.text()));
  await report.goto(`${server.url}/api/v1/reports/assessment?lang=ja`);
  assert.match(await report.locator('h1').innerText(), /評価報告書/);
  assert.equal(await report.locator('.seals').evaluate((table) => getComputedStyle(table).float), 'right');
  assert.deepEqual(wrongs.filter((text) => !/favicon/.test(text)), []);
  await report.close();
});

test('a report is of a fiscal year, of days, or of now, as its reader chooses', async () => {
  await open('#/reports', '.report-buttons');
  const link = (kind) => page.locator(`.report-buttons a[href*="/reports/${kind}"]`).first();
  assert.doesNotMatch(await link('findings').getAttribute('href'), /period/);
  await page.locator('.page-head select').nth(1).selectOption({ index: 2 });
  const year = /period=fy(\d{4})/.exec(await link('monthly').getAttribute('href'))[1];
  assert.doesNotMatch(await link('ledger').getAttribute('href'), /period/);
  const report = await page.context().newPage();
  await report.goto(`${server.url}${await link('monthly').getAttribute('href')}`);
  assert.match(await report.locator('h1').innerText(), /年度報告/);
  assert.match(await report.locator('body').innerText(), new RegExp(`${year}年度　${year}-04-01 から ${Number(year) + 1}-03-31`));
  await report.close();
  await page.locator('.page-head select').nth(1).selectOption('days');
  await page.getByLabel('期間の最初の日').fill('2026-10-05');
  assert.doesNotMatch(await link('findings').getAttribute('href'), /period/);
  await page.getByLabel('期間の最後の日').fill('2026-10-04');
  assert.doesNotMatch(await link('findings').getAttribute('href'), /period/);
  await page.getByLabel('期間の最後の日').fill('2026-11-04');
  assert.match(await link('findings').getAttribute('href'), /period=2026-10-05\.\.2026-11-04/);
});

test('a report is saved as a PDF, or the page says what is missing for it', async () => {
  await open('#/reports', '.report-buttons');
  const buttons = page.getByRole('link', { name: 'PDFで保存' });
  if ((await buttons.count()) === 0) {
    await page.getByText('apt-get install weasyprint').waitFor();
    return;
  }
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), buttons.nth(1).click()]);
  assert.equal(download.suggestedFilename(), 'yagura-monthly.pdf');
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
});

test('another site has answers of its own', async () => {
  await open('#/compare', '.page h1');
  await page.getByLabel('拠点の名前').fill('第2工場');
  await page.getByRole('button', { name: '拠点を足す' }).click();
  await page.locator('.steps-box th .item-title', { hasText: '第2工場' }).click();
  await page.waitForSelector('#item-2-6');
  assert.equal(await page.locator('#item-2-6 .value[aria-checked=true]').count(), 0);
  await page.locator('#item-2-6').getByRole('radio', { name: 'まだしていない', exact: true }).click();
  await page.waitForSelector('#item-2-6 .value[aria-checked=true]');
  await page.locator('.top .chip-button', { hasText: '第2工場' }).click();
  await page.waitForFunction(() => document.querySelector('#item-2-6 .value[aria-checked=true]')?.textContent === '2');
});

test('functions are protected objects: derived from the devices, rated like the others', async () => {
  await open('#/steps?step=1-4', '.steps-box');
  const row = page.locator('.steps-box tbody tr', { hasText: '機能' }).filter({ hasText: '制御' }).first();
  await row.waitFor();
  assert.match(await row.innerText(), /観測 \d+ 台: .*PLC/);
  assert.equal(await row.locator('td').last().innerText(), '–');
  await row.getByLabel(/制御.*安全/).selectOption('3');
  await page.waitForFunction(() => [...document.querySelectorAll('.steps-box tbody tr')].some((one) => /^機能 制御/.test(one.textContent) && one.lastElementChild.textContent === '高'));
  assert.match(await page.locator('.notice').first().innerText(), /重要度の決め方/);
});

test('the question sheet of a department prints its own questions alone, under its name', async () => {
  await open('#/checklist', '.items');
  const all = await page.locator('.item').count();
  const pack = await page.evaluate(() => fetch('/api/v1/checklist').then((answer) => answer.json()));
  const mine = pack.items.filter((item) => item.who.includes('general-affairs')).map((item) => item.id);
  assert.ok(mine.length > 0 && mine.length < all);
  await page.getByLabel('知っていそうな人').selectOption('general-affairs');
  await page.waitForFunction((n) => document.querySelectorAll('.item').length === n, mine.length);
  await page.evaluate(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));
  await page.getByRole('button', { name: '質問票として印刷' }).click();
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.emulateMedia({ media: 'print' });
  try {
    assert.match(await page.locator('h1').innerText(), /総務/);
    assert.deepEqual(await page.locator('.item-number').allInnerTexts(), mine);
    for (const id of mine) assert.ok(await page.locator(`#item-${id}`).getByRole('radio').first().isVisible(), `${id} has a place for its answer`);
    for (const away of ['.tools', '.nav', '.top', '#packs']) assert.equal(await page.locator(away).first().isVisible(), false, away);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.match(paper, /MediaBox ?\[0 0 59[456][.\d]* 84[12][.\d]*\]/);
  } finally {
    await page.emulateMedia({ media: null });
  }
});

const pages = ['#/smkl', '#/smkl?cell=2/a', '#/checklist?open=2-6', '#/records', '#/records?pack=smkl-security', '#/scoring', '#/plan', '#/fill', '#/steps', '#/steps?step=1-2', '#/steps?step=1-4', '#/steps?step=1-6', '#/steps?step=1-7', '#/steps?step=2-1', '#/steps?step=2-2', '#/reports', '#/compare', '#/dataflow', '#/dataflow?tab=uses', '#/dataflow?tab=scenarios', '#/dataflow?tab=basics', '#/dataflow?tab=vendors', '#/help'];

test('these pages are accessible in both languages', async () => {
  assert.deepEqual(await accessFaultsOf({ page, open }, pages), []);
});

test('nothing broke the policy, nothing asked outside, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
