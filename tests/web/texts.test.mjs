/* texts.test.mjs - both languages say everything, and nothing is left over. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const source = new URL('../../web/src/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`i18n/${name}.json`, source), 'utf8'));
const ja = read('ja');
const en = read('en');
const code = readdirSync(source, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(new URL(name, source), 'utf8'))
  .join('\n');

/* Groups whose keys the server's words complete: word('role', ...), t(`figure.${...}`). */
const groups = new Set([...code.matchAll(/word\('(\w+(?:\.\w+)*)'/g)].map((match) => `${match[1]}.`));
for (const match of code.matchAll(/[`](\w[\w.]*\.|\w+_)\$\{/g)) groups.add(match[1]);
for (const name of ['role.', 'level.', 'page.', 'in_ledger.']) groups.add(name); /* word(name, value); in_ledger: spreadsheets of the server */

test('both languages have the same keys', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(ja).sort());
});

test('both languages fill the same places', () => {
  const places = (text) => [...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((match) => match[1]).sort();
  for (const key of Object.keys(ja)) assert.deepEqual(places(en[key]), places(ja[key]), key);
});

test('every text that the code names exists', () => {
  const named = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g), ...code.matchAll(/title: '(page\.\w+)'/g), ...code.matchAll(/key: '(pulse\.\w+)'/g)].map((match) => match[1]);
  assert.ok(named.length > 100);
  assert.deepEqual([...new Set(named)].filter((key) => !(key in ja)), []);
});

test('no text is left over', () => {
  const unused = Object.keys(ja).filter((key) => !code.includes(`'${key}'`) && ![...groups].some((group) => key.startsWith(group)));
  assert.deepEqual(unused, []);
});

test('no text shouts or speaks of a bare level', () => {
  for (const [key, whole] of [...Object.entries(ja), ...Object.entries(en)]) {
    const text = whole.replace(/\{(\w+)\}/g, '');
    assert.ok(!/[!！]/.test(text), `${key}: ${text}`);
    assert.ok(!/レベル/.test(text), `${key}: ${text}`);
    assert.ok(!/(?<!ISA-95 )\blevel\b/i.test(text), `${key}: ${text}`);
  }
});

test('what stands between the names of a list is that of the language', () => {
  assert.deepEqual(code.match(/join\('[・、]'\)|>・</g), null);
});

test('a page is one row: its words in both languages, an icon, a letter of its own', () => {
  const rows = [...readFileSync(new URL('pages.tsx', source), 'utf8').matchAll(/\{ job: (?:'(\w+)'|null), name: '(\w+)', path: '(\w*)', letter: '(\w)'/g)];
  assert.ok(rows.length >= 8);
  for (const place of [3, 4]) assert.equal(new Set(rows.map((row) => row[place])).size, rows.length);
  for (const [, job, name] of rows) {
    assert.ok(`page.${name}` in ja, name);
    if (job) assert.ok(rows.filter((row) => row[1] === job).length <= 7, job);
  }
});

test('reports explain words of the glossary, and all 52 of the white paper are there', () => {
  const list = readFileSync(new URL('../../src/report/terms.c', import.meta.url), 'utf8').match(/terms\[\] = \{([^}]*)\}/)[1];
  const ids = [...list.matchAll(/"(\w+)"/g)].map((match) => match[1]);
  assert.ok(ids.length >= 52);
  for (const id of ids) assert.ok(`glossary.${id}.name` in ja && `glossary.${id}.text` in en, id);
});
