/* asset_evidence.tsx - how we know what a device is: every value, who said it, how far to trust it. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { because } from '../because';
import { t, word } from '../i18n';
import { protocolName } from '../live';
import { Sheet } from '../parts/keep';
import { Chip, Panel, ShortTime } from '../parts/small';
import type { AssetDetail, Attribute } from '../types';

const first = ['vendor', 'model', 'product_code', 'firmware', 'hardware', 'serial', 'hostname', 'station_name', 'os', 'role', 'level', 'zone', 'owner', 'importance', 'note', 'program', 'mode'];
const place = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);

/** 高 / 中 / 低, beside the number. */
function Trust({ confidence }: { confidence: number }) {
  const step = confidence >= 80 ? 'high' : confidence >= 50 ? 'middle' : 'low';
  return (
    <span class={`trust trust-${step}`} title={`${confidence} / 100`}>
      <span class="trust-bars" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {word('trust', step)}
    </span>
  );
}

function Row({ entry, again }: { entry: Attribute; again: boolean }) {
  const wide = entry.value.length > 60;
  const source = protocolName(entry.source);
  const rank = word('rank', entry.rank);
  return (
    <tr class={entry.chosen ? '' : 'row-quiet'}>
      <th scope="row">{again ? '' : `${word('attribute', entry.name)}${entry.slot === null || entry.slot < 0 ? '' : ` (${t('asset.slot')} ${entry.slot})`}`}</th>
      <td class={wide ? 'wrap' : undefined}>
        {entry.value}
        {entry.conflict && <Chip state="look" title={t('conflict.hint')}>{t('conflict')}</Chip>}
      </td>
      <td>
        {source}
        {rank !== source && <span class="quiet"> {rank}</span>}
      </td>
      <td>
        <Trust confidence={entry.confidence} />
      </td>
      <td class="quiet">
        <ShortTime at={entry.last_seen} />
      </td>
    </tr>
  );
}

function sorted(list: Attribute[]): Attribute[] {
  return [...list].sort(
    (a, b) =>
      (a.slot ?? -1) - (b.slot ?? -1) || place(a.name) - place(b.name) || a.name.localeCompare(b.name) ||
      Number(b.chosen) - Number(a.chosen) || b.confidence - a.confidence,
  );
}

export function Evidence({ asset }: { asset: AssetDetail }) {
  const [all, setAll] = useState(false);
  const usual = asset.attributes.filter((entry) => entry.chosen || entry.conflict);
  const list = sorted(all ? asset.attributes : usual);
  const hidden = asset.attributes.length - usual.length;
  return (
    <Panel title={t('asset.evidence')} id="evidence" count={asset.attributes.length}>
      {asset.attributes.length === 0 && <p class="quiet">{t('asset.no_evidence')}</p>}
      {list.length > 0 && (
        <Sheet class="plain evidence">
          <thead>
            <tr>
              <th scope="col">{t('evidence.name')}</th>
              <th scope="col">{t('evidence.value')}</th>
              <th scope="col">{t('evidence.source')}</th>
              <th scope="col">{t('evidence.trust')}</th>
              <th scope="col">{t('last_seen')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((entry, index) => (
              <Row key={index} entry={entry} again={index > 0 && list[index - 1]!.name === entry.name && list[index - 1]!.slot === entry.slot} />
            ))}
          </tbody>
        </Sheet>
      )}
      {(asset.role_evidence || asset.level_evidence) && (
        <p class="quiet">
          {asset.role_evidence && t('evidence.role', { role: word('role', asset.role), text: because(asset.role_evidence) })}{' '}
          {asset.level_evidence && t('evidence.level', { text: because(asset.level_evidence) })}
        </p>
      )}
      {asset.mac_vendor.length > 0 && <p class="quiet">{asset.mac_vendor.map((entry) => `${entry.mac} ${entry.vendor}`).join(' · ')}</p>}
      {hidden > 0 && (
        <button type="button" class="button-plain" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('evidence.less') : t('evidence.more', { count: hidden })}
        </button>
      )}
    </Panel>
  );
}
