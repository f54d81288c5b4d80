/* map_zones.tsx - zones on the map: where a device stands, and what passes between zones on a line. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayDescribe, patch } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Chip, Field } from '../parts/small';
import type { Liveness, MapEdge, MapNode } from '../types';
import { EditConduit } from './zones_edit';
import { crossingMarks, crossingWord, isBroken, outside, talksHref, zoneName, type Conduit, type Zoning } from './zones_types';
import { crossings, type CrossingName } from '../types';

export const livenessMarks: Record<Liveness, 'ok' | 'look' | 'act' | 'calm'> = { alive: 'ok', silent: 'look', gone: 'look', asked: 'ok', unknown: 'calm' };

export function LivenessLine({ liveness }: { liveness: Liveness }) {
  if (liveness === 'unknown') return null;
  return (
    <p>
      <Chip state={livenessMarks[liveness]}>{word('liveness', liveness)}</Chip>
    </p>
  );
}

/** Puts a device into a zone, or gives it back to its address. */
export function ZoneChoice({ node, changed }: { node: MapNode; changed: () => void }) {
  const { data } = useLoad<Zoning>('/zones');
  if (!data || data.zones.length === 0) return null;
  const put = async (zone: string) => {
    await patch(`/assets/${encodeURIComponent(node.id)}`, { zone: zone || null });
    changed();
  };
  return (
    <Field label={t('zones.here')}>
      <select class="input" value={data.zones.some((zone) => zone.name === node.zone) ? (node.zone ?? '') : ''} onChange={(event) => void put(event.currentTarget.value)}>
        <option value="">{t('zones.by_address', { zone: node.zone ?? t('zones.nowhere') })}</option>
        {data.zones.map((zone) => (
          <option key={zone.id} value={zone.name}>
            {zone.name}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface Way {
  from: string | null;
  to: string | null;
  crossing: CrossingName;
  protocols: string[];
  classes: string[];
  unnamed: boolean;
}

const zoneOf = (node: MapNode | undefined): string | null => node?.zone_id ?? (node?.external ? outside : null);

/* Pairs of devices, as ways from zone to zone; the worst first. */
function waysOf(pairs: MapEdge[], nodes: Map<string, MapNode>): Way[] {
  const ways = new Map<string, Way>();
  for (const pair of pairs) {
    if (!pair.crossing) continue;
    const from = zoneOf(nodes.get(pair.a));
    const to = zoneOf(nodes.get(pair.b));
    const key = `${from} ${to} ${pair.crossing}`;
    const way = ways.get(key) ?? { from, to, crossing: pair.crossing, protocols: [], classes: [], unnamed: false };
    way.protocols = [...new Set([...way.protocols, ...pair.protocols])];
    way.classes = [...new Set([...way.classes, ...pair.classes])];
    way.unnamed ||= pair.unnamed === true;
    ways.set(key, way);
  }
  return [...ways.values()].sort((a, b) => crossings.indexOf(a.crossing) - crossings.indexOf(b.crossing));
}

/** What a line is between zones, the traffic behind it, and a conduit for it where there is none. */
export function Crossings({ pairs, nodes, changed }: { pairs: MapEdge[]; nodes: Map<string, MapNode>; changed: () => void }) {
  const ways = waysOf(pairs, nodes);
  const { data } = useLoad<Zoning>(ways.length ? '/zones' : null);
  const [editing, edit] = useState<Partial<Conduit> | null>(null);
  if (ways.length === 0 || !data) return null;
  return (
    <ul class="side-list" id="ways">
      {ways.map((way) => (
        <li key={`${way.from} ${way.to} ${way.crossing}`}>
          <Chip state={crossingMarks[way.crossing]}>{crossingWord(way.crossing)}</Chip> {zoneName(data.zones, way.from)} → {zoneName(data.zones, way.to)}
          <span class="quiet">{word('zones.crossing_what', way.crossing)}</span>
          {way.unnamed && <span class="quiet">{t('zones.unnamed')}</span>}
          <a href={talksHref(way.from, way.to, { crossing: way.crossing })}>{t('zones.show_talks')}</a>{' '}
          {mayDescribe() && isBroken(way.crossing) && way.from && way.to && (
            <button type="button" class="button" onClick={() => edit({ from: way.from!, to: way.to!, protocols: way.protocols, classes: way.classes })}>
              {t('zones.allow')}
            </button>
          )}
        </li>
      ))}
      {editing && (
        <EditConduit
          zoning={data}
          row={editing}
          close={() => {
            edit(null);
            changed();
          }}
        />
      )}
    </ul>
  );
}
