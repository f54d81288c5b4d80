/* blocklists.test.mjs - a list of what is not wanted comes in as a file, is told of, goes out as a zone, and goes. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { startPage, startPlant } from './server.mjs';

const { server, page, stop } = await startPage({ start: startPlant, timeout: 30_000 });
after(stop);

const put = (name, text) => page.locator('#blocklists input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a list is read from a file, and what it does not understand is said with its line', async () => {
  await page.goto(`${server.url}/#/settings`);
  await page.waitForSelector('#blocklists');
  await put('<b>team.txt', '# from the neighbours\nevil.example\n198.51.100.0/24\nnot a name!\n0.0.0.0 ads.example track.example\n');
  await page.waitForFunction(() => /4 件/.test(document.querySelector('#blocklists').innerText));
  const text = await page.locator('#blocklists').innerText();
  assert.match(text, /<b>team\.txt/);
  assert.match(text, /読めない行 1（最初は 4 行目）/);
});

test('it goes out as a response policy zone', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#blocklists a[download]').click()]);
  const zone = readFileSync(await download.path(), 'utf8');
  assert.match(zone, /^evil\.example CNAME \.$/m);
  assert.match(zone, /^\*\.track\.example CNAME \.$/m);
});

test('a file without a single entry is refused in words', async () => {
  await put('picture.txt', '\u0000\u0001\u0002');
  await page.locator('#blocklists [role=alert]').waitFor();
  assert.match(await page.locator('#blocklists').innerText(), /<b>team\.txt/);
});

test('a removed list is gone', async () => {
  await page.locator('#blocklists').getByRole('button', { name: '削除' }).click();
  await page.waitForFunction(() => !/team\.txt/.test(document.querySelector('#blocklists').innerText));
});

test('the MUD files of all devices come in one archive', async () => {
  await page.goto(`${server.url}/#/allowlist`);
  await page.locator('.exports summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'MUD ファイル（機器ごと、zip）' }).click()]);
  assert.equal(download.suggestedFilename(), 'yagura-mud-all.zip');
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
});

test('nothing broke the policy, nothing asked outside, no error was thrown', () => {
  assert.deepEqual(page.wrongs, []);
});
