/* segments.test.mjs - networks as segments: class, level, protection, and the loophole beside a renewed part. SPDX-License-Identifier: Apache-2.0 */
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accessFaults, startPage } from './server.mjs';

const { server, page, send, stop } = await startPage();
after(stop);

const zone = async (name, smkl, subnet) => {
  const made = await send('POST', '/zones', { name, kind: '', smkl, importance: 5, note: '', draft: false });
  assert.equal(made.status, 200);
  const id = made.body.zones.find((one) => one.name === name).id;
  assert.equal((await send('POST', '/networks', { zone: id, name: `${name}の網`, subnets: [subnet], draft: false })).status, 200);
  return id;
};

const edit = async (name, choices) => {
  await page.locator('#zones').getByRole('button', { name, exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByText('分類・守り方・更新の状態').click();
  for (const [label, value] of choices) await form.getByLabel(label).selectOption(value);
  return form;
};

test('a network is told its class, level and protection, and what is left to do for zero trust', async () => {
  await page.goto(`${server.url}/#/zones`);
  const old = await zone('古い監視', '2', '192.168.10.20/32');
  const fresh = await zone('新しいライン', '3', '192.168.10.30/32');
  await page.reload();
  await page.locator('#segments').getByText('（2 制御情報 からの案）').waitFor();
  const form = await edit('新しいラインの網', [['分類', 'field'], ['ISA-95の階層', '1'], ['更新の状態', 'renewed'], ['守り方', 'zero-trust']]);
  await form.getByLabel('費用と手間').check();
  await form.getByRole('button', { name: '保存' }).click();
  await page.locator('#segments').getByText('フィールドネットワーク／フィールドバス').first().waitFor();
  assert.match(await page.locator('#segments').innerText(), /残る課題: 認証の手間で作業が遅れないか、生産性・使いやすさへの影響、古い機器が仕組みに対応できるか/);
  assert.match(await page.locator('#segments').innerText(), /重要度が高く、まだ境界だけのもの: 古い監視の網/);
  await (await edit('古い監視の網', [['更新の状態', 'continued']])).getByRole('button', { name: '保存' }).click();
  await page.locator('#segments').getByText('強さの差は見つかっていません').waitFor();
  for (const [id, value] of [[fresh, 'middle'], [old, 'minimum']]) assert.equal((await send('PATCH', '/answers', { pack: 'meti-network', part: `zone-${id}`, item: 'n-4', value, revision: 0 })).status, 200);
});

test('a continued part that is weaker than what it speaks with is named with its devices', async () => {
  await page.reload();
  const holes = page.locator('#loopholes');
  await holes.getByText('「古い監視の網」が「新しいラインの網」より弱い').waitFor();
  assert.match(await holes.innerText(), /通る通信を制限する: 新しい部分 中、続けて使う部分 最低限/);
  assert.match(await holes.innerText(), /192\.168\.10\.20/);
  await page.locator('#segments').getByText('層ごとの対策').click();
  const row = page.locator('#segments tr', { hasText: 'フィールドネットワーク' }).last();
  assert.match(await row.innerText(), /通る通信を制限する（中）/);
  assert.deepEqual(await accessFaults(page), []);
  assert.deepEqual(page.wrongs, []);
});
