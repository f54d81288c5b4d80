/* vendors.tsx - 測る: the whole picture over the vendors of each line, and who is asked for what (S1-092). SPDX-License-Identifier: Apache-2.0 */
import { dot, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { Figure, Sheet } from '../parts/keep';
import { Chip, Failure, Loading, Panel } from '../parts/small';
import { middle } from '../format';
import { href } from '../router';
import type { Supplier } from './suppliers_data';
import { outside, type Crossing } from './zones_types';

interface Row {
  line: string | null;
  zone: string | null;
  zone_name: string | null;
  smkl: string | null;
  vendor: string | null;
  role: string;
  devices: number;
}

interface Place {
  key: string;
  zone: string;
  title: string;
  lane: number;
  vendors: Map<string, number>;
}

const lanes = ['office', 'idmz', '1', '2', '3'];

const placeKey = (row: Row): string => `${row.line ?? ''}/${row.zone ?? ''}`;
const placeTitle = (row: Row): string => [row.line, row.zone_name ?? t('vendors.nowhere')].filter(Boolean).join(' ');

/** From office down to the machines, each with its vendors, the most devices first. */
function placesOf(rows: Row[]): Place[] {
  const places = new Map<string, Place>();
  for (const row of rows) {
    const lane = lanes.indexOf(row.smkl ?? '');
    const place = places.get(placeKey(row)) ?? { key: placeKey(row), zone: row.zone ?? '', title: placeTitle(row), lane: lane < 0 ? lanes.length : lane, vendors: new Map<string, number>() };
    place.vendors.set(row.vendor ?? '', (place.vendors.get(row.vendor ?? '') ?? 0) + row.devices);
    places.set(placeKey(row), place);
  }
  return [...places.values()].sort((a, b) => a.lane - b.lane || a.title.localeCompare(b.title));
}

/* ---- the drawing ---- */

const box = { width: 250, gap: 36, line: 20, shown: 6 };

interface Put extends Place {
  x: number;
  y: number;
  height: number;
}

function layOut(places: Place[]): { put: Put[]; width: number; height: number } {
  const put: Put[] = [];
  let y = 10;
  const perRow = 4;
  for (const lane of [...new Set(places.map((place) => place.lane))]) {
    const row = places.filter((place) => place.lane === lane);
    for (let start = 0; start < row.length; start += perRow) {
      const part = row.slice(start, start + perRow);
      const height = Math.max(...part.map((place) => 34 + box.line * Math.min(place.vendors.size, box.shown + 1)));
      part.forEach((place, index) => put.push({ ...place, x: 10 + index * (box.width + box.gap), y, height }));
      y += height + 54;
    }
  }
  const width = Math.max(...put.map((one) => one.x + box.width), 600) + 10;
  const edge = (one: Put) => Math.max(...put.filter((other) => other.y === one.y).map((other) => other.x + box.width));
  return { put: put.map((one) => ({ ...one, x: one.x + (width - 10 - edge(one)) / 2 })), width, height: y - 34 };
}

function Drawing({ places, crossings }: { places: Place[]; crossings: Crossing[] }) {
  const { put, width, height } = layOut(places);
  const at = (zone: string | null) => put.find((one) => one.zone === (zone ?? '') && one.zone !== '');
  const pairs = new Map<string, { from: Put; to: Put; count: number }>();
  for (const crossing of crossings) {
    const [from, to] = [at(crossing.from), at(crossing.to)];
    if (!from || !to || from === to || crossing.from === outside) continue;
    const key = [from.key, to.key].sort().join(' ');
    pairs.set(key, { from, to, count: (pairs.get(key)?.count ?? 0) + crossing.conversations });
  }
  const mid = (one: Put) => ({ x: one.x + box.width / 2, y: one.y + one.height / 2 });
  return (
    <Figure>
      <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('vendors.figure')}>
        <svg role="img" class="vendors" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-label={t('vendors.figure')}>
          {[...pairs.values()].map(({ from, to, count }) => {
            const [a, b] = [mid(from), mid(to)];
            return (
              <g key={`${from.key} ${to.key}`}>
                <line class="vendors-way" x1={a.x} y1={a.y} x2={b.x} y2={b.y} stroke-width={Math.min(6, 1 + Math.log2(1 + count) / 2)}>
                  <title>{`${from.title} – ${to.title}: ${t('vendors.crossing', { count })}`}</title>
                </line>
              </g>
            );
          })}
          {put.map((one) => {
            const list = [...one.vendors].sort((a, b) => b[1] - a[1]);
            return (
              <g key={one.key}>
                <rect class="vendors-box" x={one.x} y={one.y} width={box.width} height={one.height} rx="6" />
                <text class="vendors-title" x={one.x + 10} y={one.y + 21}>
                  {middle(one.title, 26)}
                </text>
                {list.slice(0, box.shown).map(([vendor, devices], index) => (
                  <text key={vendor} x={one.x + 10} y={one.y + 43 + index * box.line}>
                    {middle(vendor || t('vendors.unknown'), 26)} {devices}
                  </text>
                ))}
                {list.length > box.shown && (
                  <text x={one.x + 10} y={one.y + 43 + box.shown * box.line}>
                    {t('vendors.more', { count: list.length - box.shown })}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
    </Figure>
  );
}

/* ---- who is asked for what ---- */

const kinds: [RegExp, 'plc' | 'pc' | 'network'][] = [
  [/^(plc|plc-rack|safety|remote-io|drive|robot|cnc|hmi|agv|building-controller)$/, 'plc'],
  [/^(pc|server|scada|mes|historian|opc-server|engineering-station|nas|mobile)$/, 'pc'],
  [/^(switch|router|firewall|access-point|vpn|gateway)$/, 'network'],
];

const asked = (roles: string[]): string[] => [...new Set(roles.map((role) => t(`vendors.ask.${kinds.find(([match]) => match.test(role))?.[1] ?? 'other'}`)))];

type Known = Pick<Supplier, 'id' | 'name' | 'makers' | 'person' | 'day'>;

/* Who brings devices of this maker, or bears its name. */
const isOf = (vendor: string, supplier: Known): boolean => supplier.makers.includes(vendor) || supplier.name.toLowerCase().includes(vendor.toLowerCase());

function Asked({ rows }: { rows: Row[] }) {
  const suppliers = useLoad<{ items: Known[] }>('/suppliers').data?.items ?? [];
  const vendors = [...new Set(rows.map((row) => row.vendor ?? ''))].map((vendor) => {
    const own = rows.filter((row) => (row.vendor ?? '') === vendor);
    return { vendor, own, devices: own.reduce((sum, row) => sum + row.devices, 0) };
  });
  return (
    <Panel title={t('vendors.ask')} count={vendors.length} id="asked">
      <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('vendors.ask')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('vendors.vendor')}</th>
              <th scope="col" class="right">
                {t('vendors.devices')}
              </th>
              <th scope="col">{t('vendors.kinds')}</th>
              <th scope="col">{t('vendors.places')}</th>
              <th scope="col">{t('vendors.ask')}</th>
            </tr>
          </thead>
          <tbody>
            {vendors
              .sort((a, b) => b.devices - a.devices)
              .map(({ vendor, own, devices }) => {
                const roles = [...new Set(own.map((row) => row.role))];
                const known = vendor ? suppliers.filter((supplier) => isOf(vendor, supplier)) : [];
                return (
                  <tr key={vendor}>
                    <th scope="row">
                      <bdi>{vendor || t('vendors.unknown')}</bdi>
                    </th>
                    <td class="right">
                      <a href={href('/assets', { vendor: vendor || '-' })}>{devices}</a>
                    </td>
                    <td>{roles.map((role) => word('role', role)).join(dot())}</td>
                    <td>{[...new Set(own.map(placeTitle))].join(dot())}</td>
                    <td>
                      {asked(roles).map((text) => (
                        <div key={text}>{text}</div>
                      ))}
                      {known.map((supplier) => (
                        <div key={supplier.id}>
                          <a href="#/suppliers">
                            <bdi>{[supplier.name, supplier.person, supplier.day].filter(Boolean).join(' ')}</bdi>
                          </a>
                        </div>
                      ))}
                      {vendor && known.length === 0 && <Chip>{t('vendors.no_supplier')}</Chip>}
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </Sheet>
      </div>
    </Panel>
  );
}

export function Vendors() {
  const version = useVersion('assets', 15000);
  const { data, error, reload } = useLoad<{ items: Row[] }>('/vendors', version);
  const crossings = useLoad<{ items: Crossing[] }>('/crossings', version).data;
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      <Panel title={t('vendors.title')} id="vendors">
        <p class="quiet">{t('vendors.hint')}</p>
        {data.items.length === 0 ? <p>{t('vendors.none')}</p> : <Drawing places={placesOf(data.items)} crossings={crossings?.items ?? []} />}
      </Panel>
      {data.items.length > 0 && <Asked rows={data.items} />}
    </>
  );
}
