/* map_side.tsx - what stands beside the map: a device, a line, and the map as a list. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { bytes, fullName, number } from '../format';
import { mayDescribe } from '../api';
import { t, word } from '../i18n';
import { protocolName } from '../live';
import type { Link, Place, Scene } from '../map/scene';
import { Icon, RoleIcon } from '../parts/icons';
import { Chip, Copy, ShortTime } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { Crossings, LivenessLine, ZoneChoice } from './map_zones';
import { crossingMarks, crossingWord, isBroken } from './zones_types';
import { assetHref, href } from '../router';
import type { MapNode } from '../types';

function Side({ close, children }: { close: () => void; children: ComponentChildren }) {
  return (
    <aside class="side" aria-label={t('details')}>
      <button type="button" class="button-icon side-close" onClick={close} aria-label={t('close')}>
        <Icon name="close" />
      </button>
      {children}
    </aside>
  );
}

const nameIn = (scene: Scene, id: string): string => {
  const place = scene.places.find((entry) => entry.id === id);
  return place ? (place.folded || !place.members[0] ? place.label : fullName(place.members[0])) : id;
};

function Classes({ link }: { link: Link }) {
  return (
    <span class="chips">
      {link.classes.map((name) => (
        <Chip key={name}>{word('class', name)}</Chip>
      ))}
    </span>
  );
}

const shownMembers = 40;

/* Who is in a folded place, and the button that opens it. */
function Members({ place, unfold }: { place: Place; unfold: (group: string) => void }) {
  return (
    <>
      <p class="side-actions">
        <button type="button" class="button" onClick={() => unfold(place.group)}>
          {t('map.unfold', { count: place.members.length })}
        </button>
      </p>
      <ul class="side-list">
        {place.members.slice(0, shownMembers).map((node) => (
          <li key={node.id}>
            {node.external ? fullName(node) : <a href={assetHref(node.id)}>{fullName(node)}</a>} <span class="quiet">{word('role', node.role)}</span>
          </li>
        ))}
        {place.members.length > shownMembers && <li class="quiet">{t('overview.more', { count: place.members.length - shownMembers })}</li>}
      </ul>
    </>
  );
}

interface PlaceProps {
  place: Place;
  scene: Scene;
  close: () => void;
  choose: (id: string) => void;
  changed: () => void;
  foldAgain?: (group: string) => void;
  unfold: (group: string) => void;
}

export function PlaceSide({ place, scene, close, choose, changed, foldAgain, unfold }: PlaceProps) {
  const node = place.members[0]!;
  const links = scene.links.filter((link) => link.a === place.id || link.b === place.id).sort((a, b) => b.bytes - a.bytes);
  return (
    <Side close={close}>
      <h2>
        <RoleIcon role={place.role} /> {place.folded ? place.label : fullName(node)}
      </h2>
      {place.folded && <Members place={place} unfold={unfold} />}
      {!place.folded && <p>
        {word('role', node.role)} {node.vendor && `· ${node.vendor}`} {place.fresh && <Chip state="new">{t('new')}</Chip>}
      </p>}
      {!place.folded && node.ip && (
        <p>
          <Copy text={node.ip} />
        </p>
      )}
      <p class="quiet">{[node.level && word('level', node.level), node.zone].filter(Boolean).join(' · ')}</p>
      {!place.folded && !node.external && <LivenessLine liveness={node.liveness} />}
      {!place.folded && !node.external && mayDescribe() && <ZoneChoice node={node} changed={changed} />}
      {!place.folded && !node.external && (
        <p class="side-actions">
          <a class="button button-main" href={assetHref(node.id)}>
            {t('map.open_device')}
          </a>
        </p>
      )}
      {foldAgain && !place.folded && (
        <button type="button" class="button-plain" onClick={() => foldAgain(place.group)}>
          {t('map.fold_again', { role: word('role', node.role) })}
        </button>
      )}
      <h3>
        {t('asset.peers')} <span class="count">{links.length}</span>
      </h3>
      <ul class="side-list">
        {links.slice(0, 60).map((link) => (
          <li key={link.id}>
            <button type="button" class="button-plain" onClick={() => choose(link.id)}>
              {nameIn(scene, link.a === place.id ? link.b : link.a)}
            </button>
            <span class="quiet">
              {link.protocols.slice(0, 3).map(protocolName).join(', ')} · {bytes(link.bytes)}
            </span>
          </li>
        ))}
      </ul>
    </Side>
  );
}

const shownPairs = 80;

function pairName(node: MapNode | undefined, id: string): string {
  return node?.name || node?.ip || id;
}

export function LinkSide({ link, scene, close, choose, changed }: { link: Link; scene: Scene; close: () => void; choose: (id: string) => void; changed: () => void }) {
  const nodes = new Map(scene.places.flatMap((place) => place.members.map((node) => [node.id, node] as const)));
  const pairs = [...link.pairs].sort((a, b) => b.bytes - a.bytes);
  return (
    <Side close={close}>
      <h2>
        {nameIn(scene, link.a)} ↔ {nameIn(scene, link.b)}
      </h2>
      <p class="side-actions">
        {[link.a, link.b].map((id) => (
          <button key={id} type="button" class="button-plain" onClick={() => choose(id)}>
            {nameIn(scene, id)}
          </button>
        ))}
      </p>
      <p>
        {bytes(link.bytes)} · {number(link.packets)} {t('packets_unit')}
      </p>
      <p class="quiet">{link.protocols.map(protocolName).join(', ')}</p>
      <Classes link={link} />
      <Crossings pairs={pairs} nodes={nodes} changed={changed} />
      <h3>
        {t('conversations')} <span class="count">{pairs.length}</span>
      </h3>
      <ul class="side-list">
        {pairs.slice(0, shownPairs).map((pair) => (
          <li key={pair.a + pair.b}>
            <a href={href('/communications', { asset: nodes.get(pair.a)?.external ? pair.b : pair.a, q: nodes.get(nodes.get(pair.a)?.external ? pair.a : pair.b)?.ip })}>
              {pairName(nodes.get(pair.a), pair.a)} ↔ {pairName(nodes.get(pair.b), pair.b)}
            </a>
            {pair.crossing && isBroken(pair.crossing) && <Chip state={crossingMarks[pair.crossing]}>{crossingWord(pair.crossing)}</Chip>}
            <span class="quiet">
              {pair.protocols.slice(0, 3).map(protocolName).join(', ')} · {bytes(pair.bytes)} · <ShortTime at={pair.last_seen} />
            </span>
          </li>
        ))}
        {pairs.length > shownPairs && <li class="quiet">{t('overview.more', { count: pairs.length - shownPairs })}</li>}
      </ul>
    </Side>
  );
}

export const mapRows = (scene: Scene): Link[] => [...scene.links].sort((a, b) => b.bytes - a.bytes);

export function mapColumns(scene: Scene): Column<Link>[] {
  const lanes = new Map(scene.lanes.map((lane) => [lane.key, lane.label]));
  const laneIn = (id: string) => lanes.get(scene.places.find((place) => place.id === id)?.lane ?? '') ?? '';
  const end = (side: 'a' | 'b'): Column<Link> => ({
    key: side, title: t(side === 'a' ? 'map.from' : 'map.to'), width: 240, text: (row) => nameIn(scene, row[side]),
    cell: (row) => (
      <span title={laneIn(row[side])}>
        {nameIn(scene, row[side])} <span class="quiet">{laneIn(row[side])}</span>
      </span>
    ),
  });
  return [
    end('a'),
    end('b'),
    { key: 'protocols', title: t('protocols'), width: 220, text: (row) => row.protocols.map(protocolName).join(', '), cell: (row) => row.protocols.map(protocolName).join(', ') },
    { key: 'classes', title: t('operation.class'), width: 220, text: (row) => row.classes.map((name) => word('class', name)).join(', '), cell: (row) => <Classes link={row} /> },
    { key: 'bytes', title: t('bytes'), width: 100, right: true, text: (row) => String(row.bytes), cell: (row) => bytes(row.bytes) },
  ];
}

/** The same map for the keyboard and for reading aloud: one row a line. */
export function MapList({ scene, chosen, choose }: { scene: Scene; chosen: string | null; choose: (id: string) => void }) {
  const rows = mapRows(scene);
  return <Table name="map" label={t('map.as_list')} columns={mapColumns(scene)} rows={rows} total={rows.length} id={(row) => row.id} chosen={chosen} open={(row) => choose(row.id)} empty={<p>{t('conversations.none')}</p>} />;
}
