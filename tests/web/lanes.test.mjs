/* lanes.test.mjs - the map never has more lanes than a person can read. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const { build } = createRequire(new URL('../../web/package.json', import.meta.url))('esbuild');

/* The module as the browser runs it, in a window of its own; with the texts, which are files of their own. */
async function load(module) {
  const contents = `export * from './${module}'; export { speak } from './i18n';`;
  const bundled = await build({ stdin: { contents, resolveDir: fileURLToPath(new URL('../../web/src', import.meta.url)) }, bundle: true, write: false, format: 'esm', logLevel: 'error' });
  const window = 'const window = { localStorage: { getItem: () => null, setItem: () => undefined }, matchMedia: () => ({ matches: false }) }, localStorage = window.localStorage, navigator = { language: "en" };';
  return import(`data:text/javascript,${encodeURIComponent(window + bundled.outputFiles[0].text)}`);
}

const { fewLanes, mostLanes, speak } = await load('map/lanes');
await speak('en');
const inLanes = (lanes) => lanes.map((lane, index) => ({ id: `a-${index}`, lane }));
const lanesOf = (nodes) => [...new Set(nodes.map((node) => node.lane))];

test('a plant of few subnets keeps them', () => {
  const nodes = inLanes(['10.0.1.0/24', '10.0.2.0/24', null]);
  assert.deepEqual(fewLanes(nodes, 'subnet'), nodes);
});

test('many subnets stand in the wider ones that hold them', () => {
  const nodes = inLanes(Array.from({ length: 60 }, (_, n) => `10.${n % 3}.${n}.0/24`));
  assert.deepEqual(lanesOf(fewLanes(nodes, 'subnet')).sort(), ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16']);
});

test('of many lanes the smallest stand together, and no device is lost', () => {
  const nodes = inLanes([...Array.from({ length: 300 }, (_, n) => `${n % 100}`), '7', '7']);
  const few = fewLanes(nodes, 'vlan');
  assert.equal(lanesOf(few).length, mostLanes);
  assert.equal(few.length, nodes.length);
  assert.equal(few.filter((node) => node.lane === '7').length, 5);
  assert.match(lanesOf(few).join(), /77 others/);
});
