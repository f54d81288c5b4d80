/* page.test.mjs - the page in a browser, against the program itself. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { another, capture, lookups } from './capture.mjs';
import { accessFaultsOf, openPage, password, startPage } from './server.mjs';

const { server, browser, context, page, open, stop } = await startPage({ signedIn: false });
after(stop);

test('without a session there is only the sign-in', async () => {
  await open('#/assets', '.signin-box');
  assert.equal(await page.locator('.nav').count(), 0);
});

test('a wrong password is told beside the field', async () => {
  await page.fill('input[autocomplete=username]', 'nobody');
  await page.fill('input[type=password]', 'not the password');
  await page.click('button[type=submit]');
  assert.match(await page.locator('[role=alert]').innerText(), /違います/);
});

test('the one-time link signs in and asks for a password', async () => {
  await page.goto(`${server.url}/#/signin?token=${server.token}`);
  await page.waitForSelector('input[autocomplete=new-password]');
  const fields = page.locator('input[autocomplete=new-password]');
  await fields.nth(0).fill('short');
  await fields.nth(1).fill('short');
  await page.click('button[type=submit]');
  assert.match(await page.locator('[role=alert]').innerText(), /10 文字以上/);
  await fields.nth(0).fill(password);
  await fields.nth(1).fill(password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.nav');
});

test('today shows what is in the plant, and numbers lead to lists', async () => {
  await page.waitForSelector('.figures');
  const count = Number((await page.locator('.figure a[href="#/assets"] .figure-number').innerText()).replaceAll(',', ''));
  assert.ok(count >= 2, `${count} devices`);
  await page.locator('.counts a').first().click();
  await page.waitForSelector('.row');
  assert.match(page.url(), /#\/assets\?role=/);
});

test('the table of devices filters, and opens a device by keyboard', async () => {
  await open('#/assets', '.row');
  const ip = (await page.locator('.row td:nth-child(3) .mono').first().innerText()).split(' ')[0];
  const others = (text) => [...document.querySelectorAll('.row td:nth-child(3)')].filter((cell) => !cell.textContent.includes(text)).length;
  await page.waitForFunction(others, ip);
  await page.locator('.filters input').nth(2).fill(ip);
  await page.waitForFunction(`document.querySelector('.row') && !(${others})(${JSON.stringify(ip)})`);
  await page.locator('.filters input').nth(2).fill('');
  await page.waitForFunction(others, ip);
  await page.locator('.table-box').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.device-head');
  assert.match(page.url(), /#\/assets\/a-/);
});

test('an operator names a device, and takes the name back', async () => {
  await page.locator('.device-side .button').click();
  const field = page.locator('.edit-field input').first();
  const old = await field.inputValue();
  await field.fill('第1ライン 試験機');
  await page.waitForSelector('.edit-state [role=status]');
  await page.waitForFunction(() => document.querySelector('h1').textContent === '第1ライン 試験機');
  await page.locator('.edit-field').first().locator('.button-plain').click();
  await page.waitForFunction((name) => document.querySelector('h1').textContent === name, old);
});

test('columns of the table are remembered', async () => {
  await open('#/assets', '.row');
  await page.locator('summary.button').click();
  await page.getByLabel('MAC', { exact: true }).check();
  await page.reload();
  await page.waitForSelector('.row');
  assert.ok((await page.locator('thead th').allInnerTexts()).some((text) => text.trim() === 'MAC'));
});

test('what is seen is saved as CSV with a byte order mark', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  const bytes = readFileSync(await download.path());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.ok(bytes.toString('utf8').trim().split('\r\n').length >= 3);
});

test('the list is saved as a workbook, whose texts are texts', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel' }).click()]);
  assert.equal(download.suggestedFilename(), 'yagura-assets.xlsx');
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
});

test('every write is found with one press', async () => {
  await open('#/communications?tab=operations', '.row');
  await page.getByRole('button', { name: '書込み', exact: true }).click();
  await page.waitForFunction(() => /class=write/.test(location.hash));
  await page.waitForFunction(() => [...document.querySelectorAll('.row td:nth-child(4)')].every((cell) => cell.textContent === '書込み'));
  await page.waitForSelector('.row');
  await page.locator('.row').first().locator('td').nth(4).click();
  await page.waitForSelector('.side .facts');
});

test('the map draws, keeps to the policy, and exports', async () => {
  await open('#/map', '.map-canvas canvas');
  const [svg] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'SVG' }).click()]);
  const drawing = readFileSync(await svg.path(), 'utf8');
  assert.match(drawing, /^<svg /);
  assert.ok((drawing.match(/<g>/g) ?? []).length >= 2);
  const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()]);
  assert.equal(readFileSync(await png.path()).subarray(1, 4).toString(), 'PNG');
  await page.getByRole('button', { name: '一覧で見る' }).click();
  await page.waitForSelector('.table .row');
});

test('search finds a device from anywhere', async () => {
  await open('#/settings', '.page');
  await page.keyboard.press('/');
  await page.keyboard.type('192.168.');
  await page.waitForSelector('.hit .hit-title');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.device-head, .table');
});

test('g and a letter go to pages, ? to the keys', async () => {
  await open('#/', '.figures');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForSelector('.sensor');
  await page.keyboard.press('?');
  await page.waitForSelector('.glossary');
});

test('a sensor is described once and keeps it', async () => {
  await open('#/sensors', '.sensor');
  const first = page.locator('.sensor').first();
  if (!(await first.locator('.edit-fields').isVisible())) await first.locator('summary').first().click();
  await first.locator('.edit-fields input').first().fill('1号ライン 試験');
  await page.waitForFunction(() => /保存しました/.test(document.querySelector('.sensor .edit-state')?.textContent ?? ''));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.sensor h2')?.textContent === '1号ライン 試験');
});

test('a capture that is added appears among the sensors', async () => {
  await open('#/sensors', '.sensor');
  const before = await page.locator('.sensor').count();
  await page.locator('input[type=file]').setInputFiles({ name: 'second.pcap', mimeType: 'application/octet-stream', buffer: capture() });
  await page.waitForFunction((count) => document.querySelectorAll('.sensor').length > count, before);
});

test('a ledger is previewed, pointed at and compared', async () => {
  await open('#/ledger', '.drop-area');
  const rows = ['設備名,IPアドレス,メーカ', '第1ライン PLC,192.168.10.30,試験', '撤去済み,10.9.9.9,試験'];
  await page.locator('input[type=file]').setInputFiles({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`) });
  await page.waitForSelector('.ledger-table');
  await page.locator('.ledger-send .button-main').click();
  await page.waitForSelector('#unmatched');
  await open('#/assets?q=192.168.10.30', '.row');
  await page.waitForFunction(() => document.querySelector('.row td').textContent.includes('第1ライン PLC'));
});

/* A person of his own: nothing of the administrator's page goes along. */
async function asPerson(name, secret, work) {
  const own = await browser.newContext({ locale: 'ja-JP' });
  const view = await openPage(own, server.url);
  view.setDefaultTimeout(15_000);
  await view.goto(`${server.url}/`);
  await view.fill('input[autocomplete=username]', name);
  await view.fill('input[type=password]', secret);
  await view.click('button[type=submit]');
  await work(view);
  assert.deepEqual(view.wrongs, []);
  await own.close();
}

const fillNew = async (view, secret) => {
  for (const field of await view.locator('input[autocomplete=new-password]').all()) await field.fill(secret);
  await view.click('form:has(input[autocomplete=new-password]) button[type=submit]');
};

const editPerson = async (name) => {
  await page.getByRole('button', { name: `${name} さんの変更` }).click();
  await page.waitForSelector('dialog');
};

test('a person is added, and replaces the first password before anything else', async () => {
  await open('#/settings', '.page h1');
  await page.getByRole('button', { name: '利用者を追加' }).click();
  await page.fill('dialog input[autocomplete=off]', 'suzuki');
  await page.fill('dialog input[type=password]', 'too short');
  await page.click('dialog button[type=submit]');
  assert.match(await page.locator('dialog [role=alert]').innerText(), /10 文字以上/);
  await page.fill('dialog input[type=password]', 'given by the boss');
  await page.locator('dialog select').selectOption('production');
  await page.click('dialog button[type=submit]');
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((row) => /suzuki.*現場.*本人のパスワード待ち/s.test(row.innerText)));
  await asPerson('suzuki', 'given by the boss', async (view) => {
    await view.waitForSelector('input[autocomplete=new-password]');
    assert.equal(await view.evaluate(() => fetch('/api/v1/assets').then((answer) => answer.status)), 403);
    await fillNew(view, 'the line runs all night');
    await view.waitForSelector('.nav');
  });
});

test('a person changes his own password, and needs the one until now', async () => {
  await asPerson('suzuki', 'the line runs all night', async (view) => {
    await view.waitForSelector('.nav');
    await view.goto(`${server.url}/#/settings`);
    await view.getByRole('button', { name: 'パスワードを変える' }).click();
    await view.fill('input[autocomplete=current-password]', 'not this one at all');
    await fillNew(view, 'the line runs all day');
    assert.match(await view.locator('[role=alert]').innerText(), /今のパスワード/);
    await view.fill('input[autocomplete=current-password]', 'the line runs all night');
    await fillNew(view, 'the line runs all day');
    await view.getByText('パスワードを変えました').waitFor();
  });
});

test('a person gets another role, is stopped, comes back, and is deleted', async () => {
  await page.reload();
  await open('#/settings', '.page h1');
  await editPerson('suzuki');
  await page.locator('dialog select').selectOption('viewer');
  await page.getByRole('button', { name: '役割を変える' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((row) => /suzuki.*閲覧のみ.*使用中/s.test(row.innerText)));
  await editPerson('suzuki');
  await page.getByRole('button', { name: '利用を止める' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((row) => /suzuki.*停止中/s.test(row.innerText)));
  await asPerson('suzuki', 'the line runs all day', async (view) => {
    await view.waitForSelector('[role=alert]');
    assert.match(await view.locator('[role=alert]').innerText(), /止められています/);
  });
  await editPerson('suzuki');
  await page.getByRole('button', { name: '利用を再開する' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr')].some((row) => /suzuki.*使用中/s.test(row.innerText)));
  await asPerson('suzuki', 'the line runs all day', (view) => view.waitForSelector('.nav'));
  await editPerson('suzuki');
  await page.getByRole('button', { name: '削除', exact: true }).click();
  await page.getByRole('button', { name: '本当に削除する' }).click();
  await page.waitForFunction(() => ![...document.querySelectorAll('tbody tr td:first-child')].some((cell) => cell.innerText === 'suzuki'));
});

test('a session that ends loses nothing that was typed', async () => {
  await open('#/settings', '.inline-form');
  await page.locator('.inline-form input').fill('まだ送っていない');
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-Yagura': '1' } }));
  /* the next thing that the page asks brings the sign-in; the form's own sending may be it, or come after */
  await page.evaluate(() => document.querySelector('.inline-form').requestSubmit());
  await page.waitForSelector('dialog .signin-inside');
  assert.equal(await page.locator('.inline-form input').inputValue(), 'まだ送っていない');
  await page.fill('dialog input[autocomplete=username]', process.env.YAGURA_USER ?? 'admin');
  await page.fill('dialog input[type=password]', process.env.YAGURA_PASSWORD ?? password);
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.waitForSelector('.notice .copy');
});

test('a finding is judged by keyboard, from the first page on', async () => {
  await open('#/', '.figures');
  await page.locator('.figure a[href="#/findings"]').click();
  await page.waitForSelector('.row');
  await page.keyboard.press('j');
  await page.waitForSelector('.side ol li');
  assert.match(await page.locator('.side').innerText(), /プログラム/);
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelector('.row td:nth-child(5)').textContent === '確認済み');
  await page.locator('.side a', { hasText: 'くわしく見る' }).click();
  await page.waitForSelector('.happenings a');
  await page.locator('form.tools input').fill('鈴木さんの作業と確認');
  await page.locator('form.tools button').click();
  await page.waitForFunction(() => document.body.innerText.includes('鈴木さんの作業と確認'));
  const device = page.locator('.facts a[href*="#/assets/"]').first();
  await device.click();
  await page.locator('#findings a', { hasText: 'プログラム' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '通信を見る' }).first().click();
  await page.waitForSelector('.row');
  assert.match(page.url(), /#\/communications\?tab=operations&id=/);
});

/* The path of an engineer who was never here: from the first page to "accept this group", and to the file for the firewall. */
test('what is learned is judged in groups, from the first page on', async () => {
  await open('#/', '#learning a');
  await page.locator('#learning a').click();
  await page.waitForSelector('.phases .chip-button');
  await page.locator('.phases tbody tr').first().getByRole('button', { name: '1 学習' }).click();
  await page.waitForSelector('.phases tbody tr:first-child [aria-pressed=true]');
  const bytes = capture().toString('base64');
  await page.evaluate((text) => fetch('/api/v1/captures', { method: 'POST', headers: { 'X-Yagura': '1', 'X-Filename': 'monday.pcap' }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }), bytes);
  await page.waitForSelector('.row');
  await open('#/', '#learning a');
  await page.waitForFunction(() => /判断を待つ/.test(document.querySelector('#learning a').textContent));
  await page.locator('#learning a').click();
  await page.waitForSelector('.row');
  await page.keyboard.press('j');
  await page.waitForSelector('.side .button-main');
  await page.locator('.side .button-main').first().click();
  await page.waitForFunction(() => document.querySelector('.side .chip').textContent === '許可');
  await page.waitForSelector('.side svg.week');
});

test('an entry is narrowed, and refused by itself', async () => {
  await open('#/allowlist?state=open&kind=talk', '.row');
  await page.locator('.row', { hasText: '書込み' }).first().locator('td').nth(1).click();
  const entry = page.locator('.side .entry-list > li', { hasText: /\d–\d|holding/ }).first();
  await entry.getByRole('button', { name: '範囲を変える' }).click();
  await entry.locator('.entry-edit input').first().fill('9-3');
  await entry.getByRole('button', { name: 'この内容で許可する' }).click();
  await page.waitForSelector('.side .field-error');
  await entry.locator('.entry-edit input').first().fill('100-101, 0x80');
  await entry.getByRole('button', { name: 'この内容で許可する' }).click();
  await page.waitForFunction(() => /100–101, 128/.test(document.querySelector('.side .entry-list').textContent));
  await page.locator('.side .entry-list > li').last().getByRole('button', { name: '許可しない' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('.side .entry-list .chip')].some((chip) => chip.textContent === '不許可'));
});

test('names that were looked up are judged by their domain', async () => {
  const bytes = capture([...another(), ...lookups(['www.maker.co.jp', 'update.maker.co.jp'])]).toString('base64');
  await page.evaluate((text) => fetch('/api/v1/captures', { method: 'POST', headers: { 'X-Yagura': '1', 'X-Filename': 'names.pcap' }, body: Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }), bytes);
  await open('#/allowlist?state=open&kind=name', '.chip-button');
  const row = page.locator('.row', { hasText: '*.maker.co.jp の名前を引く（2件）' });
  await row.waitFor();
  await row.locator('td').nth(1).click();
  await page.locator('.side .entry-list > li', { hasText: 'update.maker.co.jp' }).waitFor();
  await page.locator('.side .entry-list > li', { hasText: 'maker.co.jp の下ならどの名前でも許可する' }).waitFor();
  await page.locator('.side').getByRole('button', { name: '許可しない' }).first().click();
  await page.waitForFunction(() => document.querySelector('.side .chip').textContent === '不許可');
});

test('the learning says what it has seen; people say when a changeover was', async () => {
  await open('#/allowlist', '.phases .coverage');
  assert.match(await page.locator('.phases .coverage').first().innerText(), /段取り替え まだ/);
  await page.locator('.calendar summary').click();
  const when = await page.evaluate(() => fetch('/api/v1/phases').then((answer) => answer.json()).then((answer) => answer.items.find((row) => row.seen).first_packet));
  const at = (offset) => {
    const time = new Date(Date.parse(when) + offset);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  await page.locator('.calendar-form input[type=datetime-local]').nth(0).fill(at(-3600_000));
  await page.locator('.calendar-form input[type=datetime-local]').nth(1).fill(at(3600_000));
  await page.locator('.calendar-form button').click();
  await page.waitForFunction(() => /段取り替え あり/.test(document.querySelector('.phases .coverage').textContent));
  await page.locator('.calendar .entry-list .button-plain').first().click();
  await page.waitForFunction(() => /段取り替え まだ/.test(document.querySelector('.phases .coverage').textContent));
});

test('a detector is told to be silent of a device, and that is taken back', async () => {
  await open('#/findings/1', '.page h1');
  await page.getByRole('button', { name: '知らせない' }).click();
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('dialog .field-error');
  await page.fill('dialog textarea', '更新工事のあいだ');
  await page.fill('dialog input[type=date]', '2099-12-31');
  await page.locator('dialog button[type=submit]').click();
  await page.waitForSelector('dialog', { state: 'detached' });
  await open('#/allowlist', '.suppressions summary');
  await page.locator('.suppressions summary').click();
  assert.match(await page.locator('.suppressions').innerText(), /更新工事のあいだ/);
  await page.locator('.suppressions .button-plain').click();
  await page.waitForSelector('.suppressions', { state: 'detached' });
});

test('what was accepted is written for a firewall', async () => {
  await open('#/allowlist', '.exports summary');
  await page.locator('.exports summary').click();
  await page.locator('.exports input').nth(0).check();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'nftables' }).click()]);
  assert.equal(file.suggestedFilename(), 'yagura-nftables.nft');
  assert.match(readFileSync(await file.path(), 'utf8'), /counter accept comment "not accepted"/);
  await page.locator('.exports input').nth(1).check();
  await page.waitForSelector('.exports .notice-look');
  await page.locator('.phases tbody tr').first().getByRole('button', { name: 'なし' }).click();
});

const pages = ['#/', '#/findings', '#/findings?state=any', '#/findings/1', '#/allowlist', '#/assets', '#/map', '#/map?view=list', '#/communications', '#/communications?tab=operations', '#/sensors', '#/ledger', '#/vulnerabilities', '#/smkl', '#/checklist', '#/scoring', '#/plan', '#/settings', '#/help'];


/* Contrast is of the scheme, labels are of the language: each is looked at once. */
for (const [scheme, language] of [['light', 'ja'], ['dark', 'en']]) {
  test(`every page is accessible, ${scheme}, ${language}`, async () => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const id = await page.evaluate(() => fetch('/api/v1/assets?limit=1').then((answer) => answer.json()).then((answer) => answer.items[0].id));
    assert.deepEqual(await accessFaultsOf({ page, open }, [...pages, `#/assets/${id}`], [language]), []);
  });
}

test('nothing broke the policy, nothing asked outside, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
