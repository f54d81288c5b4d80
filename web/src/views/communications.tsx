/* communications.tsx - 通信: who speaks with whom, and what they ask of each other. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { query } from '../api';
import { bytes, duration, number, ranges } from '../format';
import { dot, t, word, type TextKey } from '../i18n';
import { protocolName, status, useVersion } from '../live';
import { useList, useLoad, type List } from '../load';
import { EmptyPlant } from '../parts/empty';
import { SaveButtons } from '../parts/save';
import { Icon, RoleIcon } from '../parts/icons';
import { AssetLink, Chip, Failure, Loading, ShortTime } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { setQuery, type Route } from '../router';
import { useSignal } from '../signal';
import { changeClasses, classes, type Asset, type Conversation, type Operation, type Party } from '../types';
import { ConversationDetail, OperationDetail } from './communication_detail';
import { zoneName, type Zoning } from './zones_types';

const nameOf = (party: Party): string => party.name || party.ip || party.mac || '–';

function partyColumn<T extends { client: Party; server: Party }>(side: 'client' | 'server'): Column<T> {
  return {
    key: side,
    title: t(side === 'client' ? 'party.client' : 'party.server'),
    width: 230,
    sort: side,
    text: (row) => `${nameOf(row[side])} ${row[side].ip ?? row[side].mac ?? ''}`,
    cell: (row) => (
      <span class="role">
        <RoleIcon role={row[side].role} size={16} />
        <AssetLink id={row[side].asset} name={nameOf(row[side])} longest={26} />
      </span>
    ),
  };
}

const time = <T extends { first_seen: string; last_seen: string }>(key: 'first_seen' | 'last_seen'): Column<T> => ({
  key, title: t(key), width: 112, sort: key, text: (row) => row[key], cell: (row) => <ShortTime at={row[key]} />,
});

function conversationColumns(): Column<Conversation>[] {
  const total = (row: Conversation) => row.bytes_to_server + row.bytes_to_client;
  const packets = (row: Conversation) => row.packets_to_server + row.packets_to_client;
  return [
    partyColumn('client'),
    partyColumn('server'),
    { key: 'protocol', title: t('protocol'), width: 160, sort: 'protocol', text: (row) => row.title || row.protocol, cell: (row) => row.title || protocolName(row.protocol) },
    { key: 'port', title: t('port'), width: 104, sort: 'port', text: (row) => `${row.proto} ${row.port || ''}`, cell: (row) => <span class="mono">{row.proto} {row.port || ''}</span> },
    { key: 'bytes', title: t('bytes'), width: 100, right: true, sort: 'bytes', text: (row) => String(total(row)), cell: (row) => bytes(total(row)) },
    { key: 'packets', title: t('packets'), width: 100, right: true, sort: 'packets', text: (row) => String(packets(row)), cell: (row) => number(packets(row)) },
    { key: 'state', title: t('conversation.state'), width: 124, text: (row) => stateWord(row), cell: (row) => stateWord(row) },
    { key: 'vlan', title: 'VLAN', width: 64, right: true, text: (row) => String(row.vlan ?? ''), cell: (row) => row.vlan ?? <span class="quiet">–</span> },
    time('first_seen'),
    time('last_seen'),
  ];
}

function stateWord(row: Conversation): string {
  return row.answered === 0 && row.packets_to_client === 0 ? t('conversation.unanswered') : word('conversation.state', row.state);
}

function operationColumns(): Column<Operation>[] {
  const where = (row: Operation) => [row.target, row.space, ranges(row.ranges, row.wide)].filter(Boolean).join(' ');
  const what = (row: Operation) => row.function ?? t('operation.code', { code: `0x${row.code.toString(16)}` });
  return [
    time('last_seen'),
    partyColumn('client'),
    partyColumn('server'),
    { key: 'class', title: t('operation.class'), width: 130, sort: 'class', text: (row) => word('class', row.class), cell: (row) => <Chip>{word('class', row.class)}</Chip> },
    { key: 'function', title: t('operation.what'), width: 200, sort: 'function', text: what, cell: (row) => <span title={what(row)}>{what(row)}</span> },
    { key: 'where', title: t('operation.where'), width: 210, text: where, cell: (row) => <span title={where(row)}>{where(row) || <span class="quiet">–</span>}</span> },
    { key: 'protocol', title: t('protocol'), width: 120, sort: 'protocol', text: (row) => protocolName(row.protocol), cell: (row) => protocolName(row.protocol) },
    { key: 'count', title: t('operation.count'), width: 84, right: true, sort: 'count', text: (row) => String(row.count), cell: (row) => number(row.count) },
    { key: 'period', title: t('operation.period'), width: 84, right: true, text: (row) => duration(row.period_us), cell: (row) => duration(row.period_us) },
    { key: 'result', title: t('operation.result'), width: 130, text: (row) => row.result ?? '', cell: (row) => (row.exceptions > 0 ? <span title={row.result ?? ''}>{t('operation.exceptions', { count: row.exceptions })}</span> : row.result ?? <span class="quiet">{t('operation.no_answer')}</span>) },
  ];
}

function ClassChips({ route }: { route: Route }) {
  const chosen = new Set((route.query.get('class') ?? '').split(',').filter(Boolean));
  const toggle = (name: string) => {
    if (chosen.has(name)) chosen.delete(name);
    else chosen.add(name);
    setQuery({ class: [...chosen].join(','), changes: null, id: null });
  };
  const changing = ['write', ...changeClasses].every((name) => chosen.has(name));
  return (
    <div class="tools" role="group" aria-label={t('operation.class')}>
      <button type="button" class="chip-button" aria-pressed={changing} onClick={() => setQuery({ class: changing ? null : ['write', ...changeClasses].join(','), industrial: changing ? null : 1, changes: null, id: null })}>
        {t('operations.all_changes')}
      </button>
      {classes.map((name) => (
        <button key={name} type="button" class="chip-button" aria-pressed={chosen.has(name)} onClick={() => toggle(name)}>
          {word('class', name)}
        </button>
      ))}
    </div>
  );
}

const tabs = ['conversations', 'operations'] as const;

const openTab = (name: (typeof tabs)[number]): void => setQuery({ tab: name === 'operations' ? name : null, sort: null, open: null, id: null, industrial: null });

/* The arrows go from tab to tab, as in every row of tabs. */
function Tabs({ tab }: { tab: (typeof tabs)[number] }) {
  const counts = useSignal(status)?.counts;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const other = tabs[1 - tabs.indexOf(tab)]!;
    event.preventDefault();
    openTab(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('page.communications')} onKeyDown={onKey}>
      {tabs.map((name) => (
        <button key={name} id={`tab-${name}`} type="button" role="tab" class="tab" aria-selected={tab === name} tabIndex={tab === name ? 0 : -1} onClick={() => openTab(name)}>
          {t(`tab.${name}` as TextKey)} <span class="count">{number(counts?.[name])}</span>
        </button>
      ))}
    </div>
  );
}

function AssetName({ id }: { id: string }) {
  const { data } = useLoad<Asset>(`/assets/${encodeURIComponent(id)}`);
  return <>{data?.name ?? id}</>;
}

function ZoneName({ id }: { id: string }) {
  const { data } = useLoad<Zoning>('/zones');
  return <>{zoneName(data?.zones ?? [], id === 'none' ? null : id)}</>;
}

function Chosen({ route }: { route: Route }) {
  const set = (['asset', 'changes', 'unknown', 'industrial', 'measure', 'levels', 'from_zone', 'to_zone', 'crossing', 'id'] as const).filter((key) => route.query.get(key));
  return (
    <>
      {set.map((key) => (
        <button key={key} type="button" class="chip-button" onClick={() => setQuery({ [key]: null })} aria-label={t('filter.remove', { name: word('filter', key) })}>
          {word('filter', key)}
          {key === 'measure' && <>: {word('measure', route.query.get('measure'))}</>}
          {key === 'levels' && <>: {route.query.get('levels')}</>}
          {(key === 'from_zone' || key === 'to_zone') && <>: <ZoneName id={route.query.get(key)!} /></>}
          {key === 'crossing' && <>: {route.query.get(key)!.split(',').map((name) => word('crossing', name)).join(dot())}</>}
          {key === 'asset' && <>: <AssetName id={route.query.get('asset')!} /></>}
          <Icon name="close" size={12} />
        </button>
      ))}
    </>
  );
}

function ProtocolChoice({ route }: { route: Route }) {
  const list = useSignal(status)?.by_protocol ?? [];
  return (
    <select class="input" aria-label={t('protocol')} value={route.query.get('protocol') ?? ''} onChange={(event) => setQuery({ protocol: event.currentTarget.value })}>
      <option value="">{t('protocol')}</option>
      {[...list].sort((a, b) => Number(b.industrial) - Number(a.industrial)).map((entry) => (
        <option key={entry.protocol} value={entry.protocol}>
          {entry.title || entry.protocol}
        </option>
      ))}
    </select>
  );
}

function narrowed<T>(rows: T[], columns: Column<T>[], filters: Record<string, string>): T[] {
  const tests = columns.map((column) => ({ text: column.text, wanted: (filters[column.key] ?? '').trim().toLowerCase() })).filter(({ wanted }) => wanted);
  return tests.length ? rows.filter((row) => tests.every(({ text, wanted }) => text(row).toLowerCase().includes(wanted))) : rows;
}

interface RowsProps<T> {
  name: 'conversations' | 'operations';
  list: List<T>;
  columns: Column<T>[];
  sort: string;
  chosen: string | null;
  detail: (row: T) => preact.ComponentChildren;
  only: string | null;
}

function Rows<T extends { id: string }>({ name, list, columns, sort, chosen, detail, only }: RowsProps<T>) {
  const [filters, setFilters] = useState<Record<string, string>>({});
  const found = only ? list.rows.filter((row) => row.id === only) : list.rows;
  const rows = narrowed(found, columns, filters);
  const local = rows !== list.rows;
  useEffect(() => {
    if (local) list.wantAll();
  }, [local, list.rows]);
  const row = chosen ? list.rows.find((entry) => entry.id === chosen) : undefined;
  if (list.error) return <Failure error={list.error} />;
  if (list.fresh) return <Loading />;
  return (
    <>
      <p class="quiet table-count" role="status">
        {local ? t('count.of', { count: rows.length, total: list.total }) : t('count.rows', { count: list.total })}
        <SaveButtons name={name} columns={columns} rows={rows} list={list} narrowed={local} />
      </p>
      <div class={row ? 'split split-open' : 'split'}>
        <Table
          name={name}
          label={t(`tab.${name}` as TextKey)}
          columns={columns}
          rows={rows}
          total={local ? rows.length : list.total}
          id={(entry) => entry.id}
          open={(entry) => setQuery({ open: entry.id === chosen ? null : entry.id })}
          chosen={chosen}
          sort={sort}
          onSort={(next) => setQuery({ sort: next })}
          filters={filters}
          onFilter={(key, text) => setFilters({ ...filters, [key]: text })}
          want={list.want}
          empty={<p>{t(name === 'operations' ? 'operations.none' : 'conversations.none')}</p>}
        />
        {row && (
          <aside class="side" aria-label={t('details')}>
            <button type="button" class="button-icon side-close" onClick={() => setQuery({ open: null })} aria-label={t('close')}>
              <Icon name="close" />
            </button>
            {detail(row)}
          </aside>
        )}
      </div>
    </>
  );
}

const asked = (route: Route, keys: string[]) => Object.fromEntries(keys.map((key) => [key, route.query.get(key)]));

function Conversations({ route }: { route: Route }) {
  const sort = route.query.get('sort') ?? '-bytes';
  const list = useList<Conversation>(`/conversations${query({ ...asked(route, ['asset', 'protocol', 'q', 'industrial', 'unknown', 'measure', 'levels']), sort })}`, useVersion('conversations', 4000));
  return <Rows name="conversations" list={list} columns={conversationColumns()} sort={sort} chosen={route.query.get('open')} only={null} detail={(row) => <ConversationDetail row={row} />} />;
}

function Operations({ route }: { route: Route }) {
  const sort = route.query.get('sort') ?? '-last_seen';
  const list = useList<Operation>(`/operations${query({ ...asked(route, ['asset', 'class', 'protocol', 'q', 'changes', 'industrial']), sort })}`, useVersion('operations', 4000));
  return (
    <>
      <ClassChips route={route} />
      <Rows name="operations" list={list} columns={operationColumns()} sort={sort} chosen={route.query.get('open') ?? route.query.get('id')} only={route.query.get('id')} detail={(row) => <OperationDetail row={row} />} />
    </>
  );
}

export function Communications({ route }: { route: Route }) {
  const tab = route.query.get('tab') === 'operations' ? 'operations' : 'conversations';
  const counts = useSignal(status)?.counts;
  const [text, setText] = useState(route.query.get('q') ?? '');
  useEffect(() => {
    const wait = window.setTimeout(() => text !== (route.query.get('q') ?? '') && setQuery({ q: text }), 150);
    return () => window.clearTimeout(wait);
  }, [text]);
  return (
    <div class="page page-full">
      <header class="page-head">
        <h1>{t('page.communications')}</h1>
        <Tabs tab={tab} />
      </header>
      <div class="tools">
        <input class="input tools-search" type="search" value={text} placeholder={t('communications.search')} aria-label={t('communications.search')} onInput={(event) => setText(event.currentTarget.value)} />
        <ProtocolChoice route={route} />
        {tab === 'conversations' && !route.query.get('industrial') && (
          <button type="button" class="chip-button" aria-pressed={false} onClick={() => setQuery({ industrial: 1 })}>
            {word('filter', 'industrial')}
          </button>
        )}
        {tab === 'conversations' && !route.query.get('unknown') && (
          <button type="button" class="chip-button" aria-pressed={false} onClick={() => setQuery({ unknown: 1 })}>
            {word('filter', 'unknown')}
          </button>
        )}
        <Chosen route={route} />
      </div>
      {counts?.conversations === 0 && counts.operations === 0 ? <EmptyPlant /> : tab === 'conversations' ? <Conversations key="c" route={route} /> : <Operations key="o" route={route} />}
    </div>
  );
}
