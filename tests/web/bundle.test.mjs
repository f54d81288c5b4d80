/* bundle.test.mjs - what is delivered is small, pinned, and needs nothing from outside. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import test, { before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { allows, refused } from '../../web/check-engines.mjs';

const web = new URL('../../web/', import.meta.url);
const dist = new URL('dist/', web);

before(() => execFileSync(process.execPath, ['build.mjs'], { cwd: fileURLToPath(web), stdio: 'pipe' }));

const files = () => readdirSync(dist).map((name) => ({ name, bytes: readFileSync(new URL(name, dist)) }));

test('ranges of engines are read as npm reads them', () => {
  for (const range of ['>=18', '>= 14', '^18.17.0 || >=20', '18.x', '*', '>=0.10', '>=16 <19']) assert.ok(allows(range), range);
  for (const range of ['>=20', '^20 || >=22', '>=18.21', '16.x', '<18', '^18.21.0']) assert.ok(!allows(range), range);
});

test('every package runs on node 18.20', () => {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', web), 'utf8'));
  assert.ok(Object.keys(lock.packages).length > 4);
  assert.deepEqual(refused(lock), []);
});

test('the lockfile names no host and pins every package by its sum', () => {
  const text = readFileSync(new URL('package-lock.json', web), 'utf8');
  assert.ok(!/"resolved"/.test(text));
  for (const [path, entry] of Object.entries(JSON.parse(text).packages)) if (path) assert.match(entry.integrity, /^sha512-/, path);
});

test('the bundle stays under 400 kB compressed', () => {
  const total = files().reduce((sum, file) => sum + gzipSync(file.bytes).length, 0);
  assert.ok(total < 400 * 1024, `${total} bytes`);
});

/* What a file brings with it before it runs; what it imports later is not counted. */
function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(new URL(name, dist), 'utf8');
  for (const [, other] of text.matchAll(/(?:^|[;}])import(?:[\w${},*\s]*from)?"\.\/([^"]+)"/g)) withImports(other, seen);
  return seen;
}

test('the first page comes without the library of the map and the pages seldom opened', () => {
  const first = [...withImports('app.js')];
  assert.ok(first.length > 1, 'pages that come later share files with it');
  const packed = (name) => gzipSync(readFileSync(new URL(name, dist))).length;
  const texts = readdirSync(dist).filter((name) => /^(ja|en)-\w+\.js$/.test(name));
  assert.equal(texts.length, 2, 'a language comes without the other');
  const sizes = texts.map((name) => [...new Set([...first, ...withImports(name)])].reduce((sum, each) => sum + packed(each), 0));
  assert.ok(Math.max(...sizes) < 128 * 1024, `${sizes} bytes with ${first}`);
});

test('each text is delivered under the name that it has', async () => {
  for (const language of ['ja', 'en']) {
    const file = readdirSync(dist).find((name) => name.startsWith(`${language}-`));
    const written = JSON.parse(readFileSync(new URL(`src/i18n/${language}.json`, web), 'utf8'));
    assert.deepEqual({ ...(await import(new URL(file, dist))).default }, written);
  }
});

test('no inline script or style, and nothing from outside', () => {
  const html = readFileSync(new URL('index.html', dist), 'utf8');
  assert.ok(!/<style|\sstyle=|<script(?![^>]*src=)|\son\w+=/.test(html));
  for (const { name, bytes } of files()) {
    const text = bytes.toString('utf8');
    if (name.endsWith('.css')) assert.ok(!/url\(|@import/.test(text), name);
    for (const [address] of text.matchAll(/(?:https?:)?\/\/[a-z0-9-]+\.[a-z]{2,}[^\s"'`)]*/g)) assert.match(address, /w3\.org|github\.com|Apache/, `${name}: ${address}`);
    assert.ok(!/\beval\(|new Function\(/.test(text), name);
  }
});

test('sources stay under 500 lines and say what they are', () => {
  const source = new URL('src/', web);
  for (const name of readdirSync(source, { recursive: true }).filter((path) => /\.(tsx?|css)$/.test(path))) {
    const text = readFileSync(new URL(name, source), 'utf8');
    assert.ok(text.split('\n').length < 500, name);
    assert.match(text.split('\n')[0], new RegExp(`^/\\* ${name.split('/').at(-1).replace('.', '\\.')} - .*SPDX-License-Identifier: Apache-2\\.0`), name);
  }
});
