/* map.tsx - 構成図: the plant in lanes, who is joined to whom. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { dateTime } from '../format';
import { t, useLanguage, word, type TextKey } from '../i18n';
import { protocolName, status, useVersion } from '../live';
import { useLoad } from '../load';
import type { Canvas, Colours } from '../map/canvas';
import { fewLanes } from '../map/lanes';
import { foldAbove, groupOf, hasLines, sceneOf, type Between, type FoldBy, type Grouping, type Place, type Scene, type Wish } from '../map/scene';
import { svgOf } from '../map/svg';
import { saveFile } from '../parts/csv';
import { Keep, saveList, type FileKind } from '../parts/keep';
import { EmptyPlant } from '../parts/empty';
import { roleGlyphs } from '../parts/glyphs';
import { Icon } from '../parts/icons';
import { Failure, Loading } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { useSignal } from '../signal';
import { colour, theme } from '../theme';
import { classes, type NetworkMap } from '../types';
import { LinkSide, MapList, mapColumns, mapRows, PlaceSide } from './map_side';

const groupings: Grouping[] = ['level', 'smkl', 'zone', 'subnet', 'vlan'];
const betweens: Between[] = ['', 'zones', 'broken'];
const glyph = (place: Place): string => roleGlyphs[place.role ?? 'unknown'] ?? roleGlyphs.unknown!;

function colours(): Colours {
  return {
    text: colour('text'), soft: colour('text-soft'), line: colour('line'), strong: colour('line-strong'), surface: colour('surface'),
    sunken: colour('ground'), accent: colour('accent'), accentSoft: colour('accent-soft'), fresh: colour('new'), act: colour('act'), look: colour('look-mark'),
  };
}

/** True while the page is drawn dark. */
function useDark(): boolean {
  const chosen = useSignal(theme);
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const see = () => setDark(query.matches);
    query.addEventListener('change', see);
    return () => query.removeEventListener('change', see);
  }, [query]);
  return chosen === 'auto' ? dark : chosen === 'dark';
}

interface DrawingProps {
  scene: Scene;
  view: string;
  chosen: string | null;
  choose: (id: string | null) => void;
  unfold: (group: string) => void;
  hold: (canvas: Canvas | undefined) => void;
}

function Drawing({ scene, view, chosen, choose, unfold, hold }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<Canvas>();
  const latest = useRef({ scene, choose, unfold });
  latest.current = { scene, choose, unfold };
  const [ready, setReady] = useState(0);
  const dark = useDark();
  const drawn = useRef('');
  useEffect(() => {
    let gone = false;
    void import('../map/canvas').then(({ mount }) => {
      if (gone || !box.current) return;
      canvas.current = mount(box.current, colours(), glyph, {
        place: (id) => {
          const place = latest.current.scene.places.find((entry) => entry.id === id);
          if (place?.folded) latest.current.unfold(place.group);
          else latest.current.choose(id);
        },
        link: (id) => latest.current.choose(id),
        nothing: () => latest.current.choose(null),
      });
      drawn.current = '';
      hold(canvas.current);
      setReady((n) => n + 1);
    });
    return () => {
      gone = true;
      canvas.current?.destroy();
      canvas.current = undefined;
      hold(undefined);
    };
  }, [dark]);
  useEffect(() => {
    canvas.current?.draw(scene, drawn.current === view);
    if (canvas.current) drawn.current = view;
    canvas.current?.select(chosen);
  }, [scene, ready]);
  useEffect(() => canvas.current?.select(chosen), [chosen]);
  return <div class="map-canvas" ref={box} role="img" aria-label={t('map.label', { places: scene.places.length, links: scene.links.length })} />;
}

function Legend() {
  return (
    <ul class="legend" aria-label={t('map.legend')}>
      {(['change', 'read', 'plain'] as const).map((kind) => (
        <li key={kind}>
          <svg width="34" height="10" aria-hidden="true">
            <line class={`legend-${kind}`} x1="0" y1="5" x2="34" y2="5" />
          </svg>
          {t(`map.${kind}` as TextKey)}
        </li>
      ))}
      {(['unplanned', 'skip', 'outside', 'draft'] as const).map((kind) => (
        <li key={kind}>
          <svg width="34" height="10" aria-hidden="true">
            <line class={`legend-${kind}`} x1="0" y1="5" x2="34" y2="5" />
          </svg>
          {t(`crossing.${kind}` as TextKey)}
        </li>
      ))}
      <li>
        <svg width="18" height="12" aria-hidden="true">
          <rect class="legend-silent" x="1.500" y="1.500" width="15" height="9" rx="2" />
        </svg>
        {t('map.silent')}
      </li>
      <li>{t('map.width')}</li>
    </ul>
  );
}

interface ToolsProps {
  map: NetworkMap;
  wish: Wish;
  list: boolean;
  setFold: (fold: boolean) => void;
  save: (kind: FileKind) => void | Promise<void>;
  fit: () => void;
}

function Tools({ map, wish, list, setFold, save, fit }: ToolsProps) {
  const protocols = useMemo(() => [...new Set(map.edges.flatMap((edge) => edge.protocols))].sort(), [map]);
  const used = useMemo(() => new Set(map.edges.flatMap((edge) => edge.classes)), [map]);
  return (
    <div class="tools">
      <div class="switcher" role="group" aria-label={t('map.group')}>
        {groupings.map((name) => (
          <button key={name} type="button" aria-pressed={wish.grouping === name} onClick={() => setQuery({ group: name, focus: null, open: null })}>
            {t(`map.group_${name}` as TextKey)}
          </button>
        ))}
      </div>
      <select class="input map-pick" aria-label={t('protocol')} value={wish.protocol} onChange={(event) => setQuery({ protocol: event.currentTarget.value })}>
        <option value="">{t('protocol')}</option>
        {protocols.map((name) => (
          <option key={name} value={name}>
            {protocolName(name)}
          </option>
        ))}
      </select>
      <select class="input map-pick" aria-label={t('operation.class')} value={wish.class} onChange={(event) => setQuery({ class: event.currentTarget.value })}>
        <option value="">{t('operation.class')}</option>
        {classes.filter((name) => used.has(name)).map((name) => (
          <option key={name} value={name}>
            {word('class', name)}
          </option>
        ))}
      </select>
      <select class="input map-fold" aria-label={t('map.fold')} value={wish.fold ? wish.foldBy : 'none'} onChange={(event) => {
        setFold(event.currentTarget.value !== 'none');
        setQuery({ fold: event.currentTarget.value });
      }}>
        <option value="line">{t('map.fold_line')}</option>
        <option value="role">{t('map.fold_role')}</option>
        <option value="subnet">{t('map.fold_subnet')}</option>
        <option value="zone">{t('map.fold_zone')}</option>
        <option value="none">{t('map.fold_none')}</option>
      </select>
      <select class="input map-fold" aria-label={t('filter.crossing')} value={wish.between} onChange={(event) => setQuery({ between: event.currentTarget.value })}>
        {betweens.map((name) => (
          <option key={name} value={name}>
            {t(name === 'zones' ? 'map.only_between' : name === 'broken' ? 'map.only_broken' : 'map.only_crossing')}
          </option>
        ))}
      </select>
      <span class="grow" />
      <button type="button" class="button" aria-pressed={list} onClick={() => setQuery({ view: list ? null : 'list' })}>
        <Icon name={list ? 'map' : 'list'} size={16} /> {t(list ? 'map.as_map' : 'map.as_list')}
      </button>
      {!list && (
        <button type="button" class="button" onClick={fit} aria-label={t('map.fit')} title={t('map.fit')}>
          <Icon name="fit" size={16} />
        </button>
      )}
      <Keep kinds={list ? ['svg', 'xlsx'] : ['png', 'svg']} save={save} />
    </div>
  );
}

/* Devices without an ISA-95 level stand in a lane of their own: why, and what to do about it. */
function Unplaced({ map }: { map: NetworkMap }) {
  const count = map.nodes.filter((node) => !node.external && !node.lane).length;
  if (count === 0) return null;
  return (
    <p class="quiet map-note">
      {t('map.unplaced', { count })} <a href={href('/assets', { level: '-' })}>{t('map.unplaced_do')}</a>
    </p>
  );
}

function groupingOf(route: Route): Grouping {
  const asked = route.query.get('group') as Grouping | null;
  return asked && groupings.includes(asked) ? asked : 'level';
}

export function MapPage({ route }: { route: Route }) {
  const grouping = groupingOf(route);
  const version = useVersion('conversations', 15_000);
  const lang = useLanguage();
  const now = useSignal(status);
  const { data: answer, error, reload } = useLoad<NetworkMap>(`/map?group=${grouping}`, version);
  const map = useMemo(() => answer && { ...answer, nodes: fewLanes(answer.nodes, grouping) }, [answer, grouping, lang]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const canvas = useRef<Canvas>();
  const asked = route.query.get('fold');
  const fold = asked ? asked !== 'none' : (map?.nodes.length ?? 0) > foldAbove;
  const few = useMemo(() => !map || hasLines(map.nodes), [map]);
  const foldBy: FoldBy = asked === 'subnet' || asked === 'role' || asked === 'line' || asked === 'zone' ? asked : few ? 'line' : 'role';
  const focus = route.query.get('focus');
  const protocol = route.query.get('protocol') ?? '';
  const wanted = route.query.get('class') ?? '';
  const open = useMemo(() => {
    const node = focus && map?.nodes.find((entry) => entry.id === focus);
    return node ? new Set([...opened, groupOf(node, foldBy)]) : opened;
  }, [opened, focus, map, foldBy]);
  const between = betweens.find((name) => name === route.query.get('between')) ?? '';
  const wish: Wish = { grouping, foldBy, fold, open, protocol, class: wanted, between };
  const scene = useMemo(() => map && sceneOf(map, wish), [map, grouping, foldBy, fold, open, protocol, wanted, between, lang]);
  if (error && !map) return <div class="page"><Failure error={error} again={reload} /></div>;
  if (!map || !scene) return <Loading />;
  if (map.nodes.length === 0) return <div class="page"><h1>{t('page.map')}</h1><EmptyPlant /></div>;
  const chosen = focus ?? route.query.get('open');
  const choose = (id: string | null) => setQuery({ open: id, focus: null });
  const unfold = (group: string) => {
    setOpened(new Set([...open, group]));
    if (chosen) choose(null);
  };
  const foldAgain = (group: string) => {
    setOpened(new Set([...open].filter((key) => key !== group)));
    choose(null);
  };
  const title = `${now?.site ?? 'Yagura'} ${t('page.map')} ${dateTime(now?.now)}`;
  const save = async (kind: FileKind) => {
    if (kind === 'svg') saveFile('yagura-map.svg', new Blob([svgOf(scene, colours(), glyph, title)], { type: 'image/svg+xml' }));
    else if (kind === 'png') saveFile('yagura-map.png', await canvas.current!.png());
    else await saveList(mapColumns(scene), mapRows(scene));
  };
  const place = scene.places.find((entry) => entry.id === chosen);
  const link = scene.links.find((entry) => entry.id === chosen);
  const list = route.query.get('view') === 'list';
  return (
    <div class="page page-full">
      <header class="page-head">
        <h1>{t('page.map')}</h1>
        <p class="quiet" role="status">
          {t('map.count', { nodes: map.nodes.length, pairs: map.edges.length })}
          {map.truncated && ` · ${t('map.truncated', { total: now?.counts.assets ?? map.nodes.length, shown: map.nodes.length })}`}
          {fold && ` · ${t(foldBy === 'line' ? 'map.folded' : 'map.folded_alike')}`}
        </p>
      </header>
      {grouping === 'level' && <Unplaced map={map} />}
      <Tools map={map} wish={wish} list={list} setFold={() => setOpened(new Set())} save={save} fit={() => canvas.current?.fit()} />
      <div class={list ? 'split' : 'split split-over'}>
        {list ? (
          <MapList scene={scene} chosen={chosen} choose={choose} />
        ) : (
          <div class="map-box">
            <Drawing scene={scene} view={`${grouping}${foldBy}${fold}`} chosen={chosen} choose={choose} unfold={unfold} hold={(held) => (canvas.current = held)} />
            <Legend />
          </div>
        )}
        {place && <PlaceSide place={place} scene={scene} close={() => choose(null)} choose={choose} changed={reload} foldAgain={fold ? foldAgain : undefined} unfold={unfold} />}
        {link && <LinkSide link={link} scene={scene} close={() => choose(null)} choose={choose} changed={reload} />}
      </div>
    </div>
  );
}
