/* scene.ts - where everything of the map stands. SPDX-License-Identifier: Apache-2.0
 *
 * Lanes lie on top of each other like the levels of a plant. Many alike devices of a lane fold into
 * one place with a count. All is computed here, so that the canvas and the exported drawing agree.
 */
import { fullName, middle, number } from '../format';
import { t, word } from '../i18n';
import { markNew } from '../newness';
import { crossings, type CrossingName, type MapEdge, type MapNode, type NetworkMap } from '../types';
import { columnsOf, gridOf, headHeight, mostColumns } from './grid';

export type Grouping = 'level' | 'smkl' | 'zone' | 'subnet' | 'vlan';
export type FoldBy = 'role' | 'line' | 'subnet' | 'zone';
/** Which lines: all, those between zones, those that no conduit lets pass. */
export type Between = '' | 'zones' | 'broken';

export interface Lane {
  key: string;
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The devices of a lane and a column. */
export interface Box {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Place {
  id: string;
  label: string;
  detail: string;
  role: string | null;
  lane: string;
  group: string;
  /** The subnet; null outside the plant. */
  column: string | null;
  members: MapNode[];
  folded: boolean;
  fresh: boolean;
  x: number;
  y: number;
}

export interface Link {
  id: string;
  a: string;
  b: string;
  bytes: number;
  packets: number;
  pairs: MapEdge[];
  protocols: string[];
  classes: string[];
  width: number;
  kind: 'change' | 'read' | 'plain';
  /** The worst of its pairs between zones. */
  crossing: CrossingName | null;
  bend: number;
}

export interface Scene {
  lanes: Lane[];
  boxes: Box[];
  /** Names above the columns. */
  heads: { label: string; x: number; width: number }[];
  places: Place[];
  links: Link[];
  width: number;
  height: number;
}

export interface Wish {
  grouping: Grouping;
  foldBy: FoldBy;
  fold: boolean;
  /** Groups that are open although folding is on. */
  open: ReadonlySet<string>;
  protocol: string;
  class: string;
  between?: Between;
}

export const foldAbove = 40;
const cell = { width: 138, height: 88 };
const margin = 14;
/* A screen is wider than high; so is the map. */
const aspect = 2.1;
const gap = 8;
const labelWidth = 150;
const outside = 'external';
const nowhere = '~';
const changing = new Set(['write', 'control', 'program', 'firmware', 'config', 'security', 'time', 'file']);
/* What has no level yet is mostly office gear; below the field it would draw lines across the whole plant. */
const levelOrder = [outside, '5', '4', nowhere, '3.5', '3', '2', '1', '0'];
const smklOrder = [outside, 'office', 'idmz', '1', '2', '3', nowhere];

const laneOf = (node: MapNode): string => (node.external ? outside : node.lane || nowhere);
const subnetOf = (node: MapNode): string => (node.ip?.includes('.') ? `${node.ip.split('.').slice(0, 3).join('.')}.0/24` : t('map.no_ip'));
const columnOf = (node: MapNode): string | null => (node.external ? null : subnetOf(node));
/** Lines are worth folding by as long as their columns fit on a screen. */
export const hasLines = (nodes: MapNode[]): boolean => new Set(nodes.map(columnOf)).size <= mostColumns;
export function groupOf(node: MapNode, foldBy: FoldBy): string {
  if (foldBy === 'zone') return `${laneOf(node)}|${node.external ? '' : (node.zone ?? '')}`;
  const kind = foldBy === 'role' ? (node.role ?? 'unknown') : foldBy === 'subnet' || !node.external ? subnetOf(node) : '';
  return `${laneOf(node)}|${kind}`;
}

function laneLabel(key: string, grouping: Grouping): string {
  if (key === outside) return t('map.outside');
  if (key === nowhere) return t(grouping === 'level' ? 'map.no_level' : 'map.nowhere');
  if (grouping === 'smkl') return word('smkl_column', key);
  if (grouping === 'level') return word('level', key);
  return grouping === 'vlan' && /^\d+$/.test(key) ? `VLAN ${key}` : key;
}

function orderLanes(keys: string[], grouping: Grouping): string[] {
  const rank = (key: string) => (grouping === 'level' ? levelOrder.indexOf(key) : grouping === 'smkl' ? smklOrder.indexOf(key) : key === outside ? -1 : key === nowhere ? 1000 : 0);
  return keys.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, undefined, { numeric: true }));
}

/* A device that nobody named is called by what it is; its address stands below. */
function single(node: MapNode, group: string): Place {
  const named = node.name && node.name !== node.ip;
  const label = named ? fullName(node) : node.role && node.role !== 'unknown' ? word('role', node.role) : node.ip || node.id;
  return {
    id: node.id, label: middle(label, 18), detail: node.ip && node.ip !== label ? node.ip : '', role: node.role, lane: laneOf(node), group, column: columnOf(node),
    members: [node], folded: false, fresh: markNew(node), x: 0, y: 0,
  };
}

/** The roles among devices, the most frequent first. */
export function rolesOf(members: MapNode[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const node of members) counts.set(node.role ?? 'unknown', (counts.get(node.role ?? 'unknown') ?? 0) + 1);
  return [...counts].sort((a, b) => Number(a[0] === 'unknown') - Number(b[0] === 'unknown') || b[1] - a[1]);
}

function folded(key: string, members: MapNode[], foldBy: FoldBy): Place {
  const first = members[0]!;
  const fresh = members.filter(markNew).length;
  const roles = rolesOf(members);
  const kinds = roles.slice(0, 2).map(([role, count]) => `${word('role', role)} ${number(count)}`);
  const more = members.length - roles.slice(0, 2).reduce((sum, [, count]) => sum + count, 0);
  const rest = [kinds[1], more && t('map.others', { count: more }), fresh && t('map.fresh', { count: fresh })].filter(Boolean).join(', ');
  const named = foldBy === 'zone' ? `${first.external ? t('map.outside') : (first.zone ?? t('map.nowhere'))} × ${members.length}` : foldBy === 'line' || foldBy === 'role' ? kinds[0]! : `${subnetOf(first)} × ${members.length}`;
  return {
    id: `g:${key}`, label: named, detail: foldBy === 'zone' && first.external ? '' : foldBy === 'subnet' || foldBy === 'zone' ? kinds.join(', ') : rest, role: roles[0]![0], lane: laneOf(first),
    group: key, column: columnOf(first), members, folded: true, fresh: fresh === members.length, x: 0, y: 0,
  };
}

function placesOf(nodes: MapNode[], wish: Wish): Place[] {
  const groups = new Map<string, MapNode[]>();
  for (const node of nodes) {
    const key = groupOf(node, wish.foldBy);
    const list = groups.get(key);
    if (list) list.push(node);
    else groups.set(key, [node]);
  }
  return [...groups].flatMap(([key, members]) =>
    wish.fold && (members.length > 1 || wish.foldBy === 'zone') && !wish.open.has(key) ? [folded(key, members, wish.foldBy)] : members.map((node) => single(node, key)),
  );
}

function kindOf(classes: string[]): Link['kind'] {
  if (classes.some((name) => changing.has(name))) return 'change';
  return classes.length > 0 ? 'read' : 'plain';
}

function worse(one: CrossingName | null, other: CrossingName | undefined): CrossingName | null {
  if (!one || !other) return one ?? other ?? null;
  return crossings.indexOf(other) < crossings.indexOf(one) ? other : one;
}

const isShown = (edge: MapEdge, between: Between | undefined): boolean =>
  !between || (edge.crossing !== undefined && (between === 'zones' || !['allowed', 'draft'].includes(edge.crossing)));

function linksOf(edges: MapEdge[], places: Place[], wish: Wish): Link[] {
  const home = new Map(places.flatMap((place) => place.members.map((node) => [node.id, place.id] as const)));
  const links = new Map<string, Link>();
  for (const edge of edges) {
    if (wish.protocol && !edge.protocols.includes(wish.protocol)) continue;
    if (wish.class && !edge.classes.includes(wish.class)) continue;
    if (!isShown(edge, wish.between)) continue;
    const ends = [home.get(edge.a), home.get(edge.b)].sort();
    const [a, b] = ends;
    if (!a || !b || a === b) continue;
    const id = `${a}>${b}`;
    const link: Link = links.get(id) ?? { id, a, b, bytes: 0, packets: 0, pairs: [], protocols: [], classes: [], width: 1, kind: 'plain', crossing: null, bend: 0 };
    link.crossing = worse(link.crossing, edge.crossing);
    link.bytes += edge.bytes;
    link.packets += edge.packets;
    link.pairs.push(edge);
    for (const name of edge.protocols) if (!link.protocols.includes(name)) link.protocols.push(name);
    for (const name of edge.classes) if (!link.classes.includes(name)) link.classes.push(name);
    links.set(id, link);
  }
  for (const link of links.values()) {
    link.width = Math.min(8, Math.max(1, Math.log10(link.bytes + 1) - 2));
    link.kind = kindOf(link.classes);
  }
  return [...links.values()];
}

/* Sorts each lane by where its neighbours stand, a few times over, so that fewer lines cross. */
function untangle(lanes: Place[][], links: Link[]): void {
  const neighbours = new Map<string, string[]>();
  const join = (a: string, b: string) => neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  for (const link of links) {
    join(link.a, link.b);
    join(link.b, link.a);
  }
  const at = new Map<string, number>();
  const settle = (lane: Place[]) => lane.forEach((place, index) => at.set(place.id, (index + 0.5) / lane.length));
  lanes.forEach(settle);
  for (let turn = 0; turn < 6; turn++) {
    for (const lane of turn % 2 ? [...lanes].reverse() : lanes) {
      const pull = new Map<string, number>();
      for (const place of lane) {
        const list = neighbours.get(place.id) ?? [];
        pull.set(place.id, list.length ? list.reduce((sum, id) => sum + at.get(id)!, 0) / list.length : at.get(place.id)!);
      }
      const groups = new Map<string, { sum: number; count: number }>();
      for (const place of lane) {
        const group = groups.get(place.group) ?? { sum: 0, count: 0 };
        groups.set(place.group, { sum: group.sum + pull.get(place.id)!, count: group.count + 1 });
      }
      const weight = (place: Place) => groups.get(place.group)!.sum / groups.get(place.group)!.count;
      const spread = lane.length > 400;
      lane.sort((a, b) => (spread ? weight(a) - weight(b) || a.group.localeCompare(b.group) : 0) || pull.get(a.id)! - pull.get(b.id)! || a.label.localeCompare(b.label));
      settle(lane);
    }
  }
}

/* The number of places in a line with which the whole map is seen largest. */
function columnsFor(counts: number[]): number {
  const most = Math.max(...counts);
  let best = { columns: 4, size: Infinity };
  for (let columns = 4; columns <= Math.max(4, most) && columns <= 200; columns++) {
    const width = columns * cell.width + labelWidth + margin;
    const height = counts.reduce((sum, count) => sum + Math.ceil(count / columns) * cell.height + margin + gap, 0);
    const size = Math.max(width, height * aspect);
    if (size < best.size) best = { columns, size };
  }
  return best.columns;
}

interface Laid {
  boxes: Box[];
  heads: Scene['heads'];
  heights: number[];
  inner: number;
  top: number;
}

/* Lanes of their own width, for maps that have no lines or too many. */
function layFlat(rows: Place[][]): Laid {
  const columns = columnsFor(rows.map((row) => row.length));
  const heights = rows.map((row) => Math.ceil(row.length / columns) * cell.height + margin);
  const high = heights.reduce((sum, height) => sum + height + gap, 0);
  const inner = Math.max(Math.min(columns, Math.max(...rows.map((row) => row.length), 4)) * cell.width, high * aspect - labelWidth - margin);
  let y = 0;
  rows.forEach((row, index) => {
    const per = Math.ceil(row.length / Math.ceil(row.length / columns));
    row.forEach((place, at) => {
      const line = Math.floor(at / per);
      const count = Math.min(per, row.length - line * per);
      place.x = labelWidth + inner / 2 + ((at % per) - (count - 1) / 2) * Math.min(inner / Math.max(per, 1), 2.2 * cell.width);
      place.y = y + margin / 2 + line * cell.height + cell.height / 2 - 10;
    });
    y += heights[index]! + gap;
  });
  return { boxes: [], heads: [], heights, inner, top: 0 };
}

function layGrid(rows: Place[][]): Laid {
  const { boxes, heads, heights, width } = gridOf(rows, labelWidth, gap);
  return { boxes, heads, heights, inner: width, top: headHeight };
}

function layOut(rows: Place[][], wish: Wish): Laid {
  const lines = wish.grouping === 'level' || wish.grouping === 'zone' || wish.grouping === 'smkl';
  const columns = columnsOf(rows.flat()).length;
  const kind = wish.fold && wish.foldBy !== 'line';
  return lines && !kind && columns > 1 && columns <= mostColumns ? layGrid(rows) : layFlat(rows);
}

/* Lines between places of a row, or of a column with something between, pass beside what they would cross. */
function bend(links: Link[], places: Place[]): void {
  const where = new Map(places.map((place) => [place.id, place]));
  for (const link of links) {
    const a = where.get(link.a)!;
    const b = where.get(link.b)!;
    if (a.y === b.y) link.bend = Math.min(60, 18 + Math.abs(a.x - b.x) / 10) * (a.x < b.x ? -1 : 1);
    else if (Math.abs(a.x - b.x) < 4 && Math.abs(a.y - b.y) > 2.1 * cell.height) link.bend = (a.y < b.y ? 1 : -1) * Math.min(110, 30 + Math.abs(a.y - b.y) / 6);
  }
}

/** The map as it is wished for. */
export function sceneOf(map: NetworkMap, wish: Wish): Scene {
  const places = placesOf(map.nodes, wish);
  const links = linksOf(map.edges, places, wish);
  const keys = orderLanes([...new Set(places.map((place) => place.lane))], wish.grouping);
  const rows = keys.map((key) => places.filter((place) => place.lane === key));
  untangle(rows, links);
  const { boxes, heads, heights, inner, top } = layOut(rows, wish);
  let y = top;
  const lanes = keys.map((key, index): Lane => {
    const lane = { key, label: laneLabel(key, wish.grouping), x: 0, y, width: labelWidth + inner + margin, height: heights[index]! };
    y += lane.height + gap;
    return lane;
  });
  bend(links, places);
  return { lanes, boxes, heads, places, links, width: labelWidth + inner + margin, height: y };
}
