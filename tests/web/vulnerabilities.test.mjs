/* vulnerabilities.test.mjs - a signed bundle in the browser: refused, taken over, matched, decided. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accessFaults, program, startPage, startServer } from './server.mjs';

const advisories = fileURLToPath(new URL('../advisories/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yagura-bundle-'));
const run = (...words) => execFileSync(program, words, { encoding: 'utf8' });

/* A key of this run, and what it signs. */
function makeBundle(name) {
  const told = run('bundle', 'key', name, '-o', join(folder, `${name}.key`));
  const members = readdirSync(advisories).filter((file) => !file.endsWith('.md')).map((file) => join(advisories, file));
  run('bundle', 'sign', '--key', join(folder, `${name}.key`), '--name', 'test', '-o', join(folder, `${name}.zip`), ...members);
  return told.trim().split(' ').slice(-2); /* yagura bundle trust NAME KEY */
}

const { server, page, stop } = await startPage({
  timeout: 20_000,
  start: () => {
    const trusted = makeBundle('plant');
    makeBundle('stranger');
    return startServer((place, capture) => {
      run('simulate', '-o', capture, '--minutes', '1');
      run('bundle', 'trust', ...trusted, '--db', join(place, 'test.db'));
    });
  },
});

after(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (name) => page.locator('#bundles input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer: readFileSync(join(folder, name)) });

test('a bundle of a stranger is refused in words, and nothing of it comes in', async () => {
  await page.goto(`${server.url}/#/vulnerabilities`);
  await page.waitForSelector('#bundles .drop-area');
  await send('stranger.zip');
  await page.waitForSelector('#bundles [role=alert]');
  assert.match(await page.locator('#bundles [role=alert]').innerText(), /信頼している鍵のものではありません/);
  assert.equal(await page.locator('.row').count(), 0);
});

test('a trusted bundle is taken over, and the exploited vulnerability comes first', async () => {
  await send('plant.zip');
  await page.waitForSelector('#bundles [role=status]');
  await page.waitForSelector('.row');
  await page.waitForFunction(() => document.querySelector('.row')?.innerText.includes('CVE-2099-20001'));
  assert.match(await page.locator('.row').first().innerText(), /悪用あり/);
});

test('a vulnerability says which device, by which attribute, and its priority point by point', async () => {
  await page.locator('.row a', { hasText: 'CVE-2099-10001' }).click();
  await page.waitForSelector('#devices .vuln-match');
  const text = await page.locator('#devices').innerText();
  assert.match(text, /影響あり/);
  assert.match(text, /6ES7515-2AM0\?-0AB0/);
  assert.match(text, /対象範囲「vers:generic\/<3\.0\.1」に入る/);
  assert.match(text, /該当する部品が無い/);
  assert.match(text, /CVSS 9\.8\s+\+39/);
});

test('not affected, because: kept with who said it, and seen on the device', async () => {
  const match = page.locator('#devices .vuln-match').first();
  await match.getByRole('button', { name: '判断する' }).click();
  await match.locator('input[required]').fill('Web サーバーを止めている');
  await match.locator('button[type=submit]').click();
  await page.waitForFunction(() => /影響なしと判断/.test(document.querySelector('#devices').innerText));
  await page.locator('#devices .vuln-match', { hasText: '影響なしと判断' }).locator('a').first().click();
  await page.waitForSelector('.device-head');
  await page.waitForSelector('#vulnerabilities .vuln-match');
  assert.match(await page.locator('#vulnerabilities').innerText(), /Web サーバーを止めている – admin/);
});

test('the pages are accessible and nothing went wrong', async () => {
  for (const hash of ['#/vulnerabilities', '#/vulnerabilities/1']) {
    await page.goto(`${server.url}/${hash}`);
    await page.waitForSelector('.row, #devices .vuln-match');
    assert.deepEqual(await accessFaults(page), []);
  }
  assert.deepEqual(page.wrongs, []);
});
