/* asset_columns.tsx - the columns of the table of devices. SPDX-License-Identifier: Apache-2.0 */
import { because } from '../because';
import { fullName, middle } from '../format';
import { t, word } from '../i18n';
import { protocolName, status } from '../live';
import { RoleIcon } from '../parts/icons';
import { markNew } from '../newness';
import { AssetLink, Chip, ShortTime } from '../parts/small';
import type { Column } from '../parts/table';
import type { Asset } from '../types';
import { livenessMarks } from './map_zones';

export const firstColumns = ['name', 'role', 'ip', 'vendor', 'model', 'firmware', 'level', 'zone', 'liveness', 'protocols', 'last_seen'];

function several(list: string[]): preact.ComponentChildren {
  if (list.length === 0) return <span class="quiet">–</span>;
  return (
    <span class="mono" title={list.join('\n')}>
      {list[0]}
      {list.length > 1 && <span class="quiet"> +{list.length - 1}</span>}
    </span>
  );
}

const plain = (value: string | null, longest = 34) =>
  value ? <span title={value.length > longest ? value : undefined}>{middle(value, longest)}</span> : <span class="quiet">–</span>;

function name(row: Asset) {
  return (
    <span class="cell-name">
      <AssetLink id={row.id} name={fullName(row)} />
      {markNew(row) && <Chip state="new">{t('new')}</Chip>}
      {row.conflicts > 0 && <Chip state="look" title={t('conflict.hint')}>{t('conflict')}</Chip>}
      {row.in_ledger === false && <Chip title={t('ledger.not_in_hint')}>{t('ledger.not_in')}</Chip>}
    </span>
  );
}

function os(row: Asset) {
  const old = row.os_end_of_support !== null && new Date(row.os_end_of_support).getTime() < Date.now();
  return (
    <span>
      {plain(row.os)} {old && <Chip state="look">{t('os.ended', { day: row.os_end_of_support! })}</Chip>}
    </span>
  );
}

const pointName = (id: string | null): string => {
  const source = status.get()?.sources.find((entry) => entry.id === id);
  return source ? source.point?.line || source.name : (id ?? '');
};

export function assetColumns(): Column<Asset>[] {
  const text = (key: 'vendor' | 'model' | 'product_code' | 'firmware' | 'hostname' | 'zone' | 'owner' | 'note', width: number): Column<Asset> => ({
    key,
    title: word('attribute', key),
    width,
    sort: key,
    text: (row) => row[key] ?? '',
    cell: (row) => plain(row[key], Math.floor(width / 6.5)),
  });
  return [
    { key: 'name', title: word('attribute', 'name'), width: 264, sort: 'name', text: (row) => fullName(row), cell: name },
    {
      key: 'role', title: word('attribute', 'role'), width: 150, sort: 'role', text: (row) => word('role', row.role),
      cell: (row) => <span class="role" title={because(row.role_evidence)}><RoleIcon role={row.role} size={16} />{word('role', row.role)}</span>,
    },
    { key: 'ip', title: 'IP', width: 150, sort: 'ip', text: (row) => row.ip.join(' '), cell: (row) => several(row.ip) },
    { key: 'mac', title: 'MAC', width: 160, sort: 'mac', text: (row) => row.mac.join(' '), cell: (row) => several(row.mac) },
    text('vendor', 170),
    text('model', 170),
    text('product_code', 150),
    text('firmware', 90),
    text('hostname', 150),
    { key: 'serial', title: word('attribute', 'serial'), width: 130, sort: 'serial', text: (row) => row.serial ?? '', cell: (row) => (row.serial ? <span class="mono">{row.serial}</span> : <span class="quiet">–</span>) },
    { key: 'os', title: word('attribute', 'os'), width: 240, sort: 'os', text: (row) => row.os ?? '', cell: os },
    { key: 'level', title: t('level.column'), width: 96, sort: 'level', text: (row) => row.level ?? '', cell: (row) => (row.level ? <span title={word('level', row.level)}>{t('level.cell', { level: row.level })}</span> : <span class="quiet">–</span>) },
    text('zone', 130),
    text('owner', 110),
    { key: 'importance', title: word('attribute', 'importance'), width: 80, right: true, sort: 'importance', text: (row) => String(row.importance ?? ''), cell: (row) => row.importance ?? <span class="quiet">–</span> },
    text('note', 180),
    { key: 'protocols', title: t('protocols'), width: 180, text: (row) => row.protocols.join(' '), cell: (row) => plain(row.protocols.map((entry) => protocolName(entry)).join(', '), 28) },
    { key: 'point', title: t('page.sensors'), width: 140, text: (row) => pointName(row.point), cell: (row) => plain(pointName(row.point), 20) },
    { key: 'first_seen', title: t('first_seen'), width: 116, sort: 'first_seen', text: (row) => row.first_seen, cell: (row) => <ShortTime at={row.first_seen} /> },
    {
      key: 'liveness', title: t('liveness.title'), width: 96, text: (row) => word('liveness', row.liveness),
      cell: (row) => (row.liveness === 'unknown' ? <span class="quiet">–</span> : <Chip state={livenessMarks[row.liveness]}>{word('liveness', row.liveness)}</Chip>),
    },
    { key: 'last_seen', title: t('last_seen'), width: 116, sort: 'last_seen', text: (row) => row.last_seen, cell: (row) => <ShortTime at={row.last_seen} /> },
  ];
}
