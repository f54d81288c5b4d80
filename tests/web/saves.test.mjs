/* saves.test.mjs - each figure saves as PNG and SVG, each table as Excel, on every page of the model factory. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { join } from 'node:path';
import { startPage, startSample, until } from './server.mjs';
import { unzip } from './workbook.mjs';

const { server, page, stop } = await startPage({
  height: 900,
  start: () => startSample(5),
});
after(stop);

const send = (path, body) => page.evaluate(([to, what]) => fetch(to, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify(what) }).then((answer) => answer.status), [`/api/v1${path}`, body]);

before(async () => {
  for (const title of ['第1回', '第2回']) for (const pack of ['meti-checklist', 'smkl-security']) assert.equal(await send('/snapshots', { pack, title }), 201);
  await until(page, () => fetch('/api/v1/findings?state=open', { headers: { 'X-Yagura': '1' } }).then((answer) => answer.json()).then((list) => list.total > 5));
});

const pages = [
  '', 'assets', 'map', 'map?view=list', 'communications', 'communications?view=operations', 'sensors', 'ledger', 'findings', 'allowlist', 'zones', 'vulnerabilities',
  'smkl', 'checklist', 'checklist?open=2-6', 'steps', 'steps?step=1-2', 'steps?step=1-4', 'steps?step=1-6', 'steps?step=1-7', 'steps?step=2-1', 'scoring', 'fill', 'dataflow', 'dataflow?tab=uses', 'dataflow?tab=scenarios', 'dataflow?tab=basics', 'dataflow?tab=vendors',
  'records', 'records?pack=smkl-security', 'plan', 'roadmap', 'compare', 'reports', 'settings', 'help', 'library', 'library?open=reference-model', 'library?open=iec62443-3-3',
];

const firsts = { png: '\x89PNG', svg: '<svg', xlsx: 'PK\x03\x04' };

/* What stands on the page and has no way out. A line in a cell of a table goes with the table; a drawing that teaches is none of the plant's. */
const forgotten = () =>
  page.evaluate(() => {
    const has = (element, kind) => element.closest('.kept')?.querySelector(`[data-keep=${kind}]`);
    const figures = [...document.querySelectorAll('svg[role=img], .matrix')].filter((element) => !element.closest('td, .drawing') && element.getBoundingClientRect().width > 60);
    const anyExcel = document.querySelector('.tools [data-keep=xlsx], .keep [data-keep=xlsx], a[href*=".xlsx"]');
    return [
      ...figures.filter((element) => !has(element, 'png') || !has(element, 'svg')).map((element) => `figure ${element.getAttribute('class')}`),
      ...[...document.querySelectorAll('table')].filter((table) => !has(table, 'xlsx') && !(table.matches('.table') && anyExcel)).map((table) => `table ${table.className} ${table.innerText.slice(0, 60)}`),
    ];
  });

async function save(button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const seen = { png: 0, svg: 0, xlsx: 0 };

for (const path of pages)
  test(`what stands on #/${path} is saved`, async () => {
    await page.goto(`${server.url}/#/${path}`);
    await page.waitForSelector('.page h1');
    await page.waitForFunction(() => !document.querySelector('.loading'));
    if (path === 'map') await page.waitForSelector('.map-box canvas');
    assert.deepEqual(await forgotten(), []);
    for (const button of await page.locator('[data-keep]:visible').all()) {
      const kind = await button.getAttribute('data-keep');
      const { name, bytes } = await save(button);
      assert.match(name, new RegExp(`^yagura-[a-z0-9-]+\\.${kind}$`));
      assert.equal(bytes.subarray(0, firsts[kind].length).toString('latin1'), firsts[kind], name);
      assert.ok(bytes.length > 300, name);
      if (process.env.YAGURA_KEPT && kind !== 'xlsx') writeFileSync(join(process.env.YAGURA_KEPT, `${seen[kind]}-${name}`), bytes);
      seen[kind]++;
    }
  });

test('a drawing is whole by itself, and a table has what the page shows', async () => {
  await page.goto(`${server.url}/#/smkl`);
  await page.waitForSelector('.matrix');
  const drawn = (await save(page.locator('.kept [data-keep=svg]').first())).bytes.toString('utf8');
  assert.ok(drawn.includes('>管理対象3 制御ネットワーク<'));
  assert.ok(!/class=|href=|<style|<script|<foreignObject/.test(drawn));
  const sheet = unzip((await save(page.locator('.kept [data-keep=xlsx]').first())).bytes);
  assert.match(Object.entries(sheet).filter(([name]) => /sheet1|sharedStrings/.test(name)).map(([, text]) => text).join(''), /制御ネットワーク/);
  assert.ok(seen.png >= 4 && seen.svg >= 5 && seen.xlsx >= 15, JSON.stringify(seen));
});

test('the program takes rows of texts alone, and no formula comes of them', async () => {
  const answer = await page.evaluate(() => fetch('/api/v1/table.xlsx', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Yagura': '1' }, body: JSON.stringify({ rows: [['a', '=1+1'], ['=cmd|1', '1,234'], ['0012', null]] }) }).then(async (got) => [...new Uint8Array(await got.arrayBuffer())]));
  const sheet = unzip(Buffer.from(answer))['xl/worksheets/sheet1.xml'];
  assert.match(sheet, /=cmd\|1/);
  assert.match(sheet, /<v>1234<\/v>/);
  assert.match(sheet, /0012/);
  assert.doesNotMatch(sheet, /<f>/);
  for (const body of [{}, { rows: [] }, { rows: 'x' }, { rows: [[]] }, { rows: [{}] }, { rows: [Array(201).fill('x')] }]) assert.equal(await send('/table.xlsx', body), 422, JSON.stringify(body).slice(0, 40));
});

test('nothing went wrong meanwhile', () => {
  assert.deepEqual(page.wrongs, []);
});
