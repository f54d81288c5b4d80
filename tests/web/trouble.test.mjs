/* trouble.test.mjs - what goes wrong, as the page tells it: a cut capture, hostile names, an empty plant, a narrow
 * screen, and a keyboard alone. SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { announce, capture } from './capture.mjs';
import { openPage, signIn, startPage, startProgram, startServer } from './server.mjs';

const names = [
  '<img src=x onerror="window.hit=1">',
  '\u202eplc-evil',
  'とても長い名前の設備'.repeat(20),
  Buffer.from('bad\xff\xfename', 'latin1'),
  '🤖'.repeat(60),
];

const { server, browser, page, stop } = await startPage({
  start: () =>
    startServer((folder, file) => {
      const bytes = capture(names.map((name, index) => announce(`02000000030${index}`, name)));
      writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(7)]));
    }),
});
after(stop);

const open = async (hash, ready, of = page, at = server) => {
  await of.goto(`${at.url}/${hash}`);
  await of.waitForSelector(ready);
  await of.waitForFunction(() => !document.querySelector('.loading'));
};

test('a capture that ends early is told with its next step, and is no stopped sensor', async () => {
  await open('#/', '.problem');
  const told = page.locator('details.problem', { hasText: '途中までしか読めませんでした' });
  await told.locator('summary').click();
  assert.match(await told.innerText(), /もう一度コピー/);
  assert.match(await page.locator('.pulse').innerText(), /読めないファイルあり/);
  await open('#/sensors', '.sensor .problem');
  assert.match(await page.locator('.sensor-state').first().innerText(), /途中まで/);
  assert.match(await page.locator('.sensor .problem').first().innerText(), /バイト目（パケット \d+）で読めなくなりました。記録/);
  assert.match(await page.locator('.sent').first().innerText(), /送信 0 フレーム/);
});

test('findings are the first of the next steps and count as what needs somebody', async () => {
  await open('#/', '.problem-link');
  assert.ok(Number(await page.locator('.figure-number').first().innerText()) >= 1);
  await page.locator('.problem-link').first().click();
  await page.waitForSelector('.happenings');
  assert.match(page.url(), /#\/findings\/\d+/);
});

test('hostile names stay text, in their cell', async () => {
  await open('#/assets', '.row');
  const cells = await page.locator('.row td:first-child').allInnerTexts();
  assert.ok(cells.some((text) => text.includes('<img src=x')), cells.join('\n'));
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.ok(cells.every((text) => !/[\ud800-\udbff](?![\udc00-\udfff])|\u202e/.test(text)), 'half a sign, or one that turns the line');
  const wide = await page.evaluate(() => [...document.querySelectorAll('.row td:first-child a')].filter((link) => link.getBoundingClientRect().right > link.closest('td').getBoundingClientRect().right).map((link) => link.textContent));
  assert.deepEqual(wide, []);
});

const pages = ['#/', '#/assets', '#/map', '#/communications', '#/communications?tab=operations', '#/sensors', '#/ledger', '#/findings', '#/findings/1', '#/allowlist', '#/vulnerabilities', '#/smkl', '#/checklist', '#/scoring', '#/plan', '#/settings', '#/help'];

test('no page is wider than a narrow screen', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const id = await page.evaluate(() => fetch('/api/v1/assets?limit=1').then((answer) => answer.json()).then((answer) => answer.items[0].id));
  const wide = [];
  for (const hash of [...pages, `#/assets/${id}`]) {
    await open(hash, '.page h1');
    const width = await page.evaluate(() => document.getElementById('main').scrollWidth);
    if (width > 360) wide.push(`${hash} ${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  assert.deepEqual(wide, []);
});

test('Esc closes what is open, arrows go along the tabs', async () => {
  await open('#/assets', '.row');
  await page.locator('details.menu summary.button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('details.menu[open]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  await open('#/communications', '.row');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.side');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.side', { state: 'detached' });
  await page.locator('[role=tab][aria-selected=true]').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /tab=operations/.test(location.hash) && document.activeElement.id === 'tab-operations');
});

test('a folded place of the map unfolds by keyboard', async () => {
  await open('#/map?view=list&fold=role', '.row');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.side .side-actions button').first().click();
  await page.waitForSelector('.side h2');
  assert.ok((await page.locator('.side').innerText()).length > 0);
});

test('a plant nobody has looked at yet shows the ways to look, and claims nothing', async () => {
  const empty = await startProgram(mkdtempSync(join(tmpdir(), 'yagura-empty-')));
  const context = await browser.newContext({ locale: 'ja-JP' });
  const view = await openPage(context, empty.url);
  try {
    await signIn(view, empty);
    for (const hash of ['#/', '#/assets', '#/map', '#/communications', '#/sensors']) await open(hash, '.ways .way', view, empty);
    await open('#/findings', '.table-empty', view, empty);
    assert.match(await view.locator('.table-empty').innerText(), /まだ通信を見ていない/);
    assert.deepEqual(view.wrongs, []);
  } finally {
    await context.close();
    await empty.stop();
  }
});

test('nothing broke the policy, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
