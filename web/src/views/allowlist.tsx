/* allowlist.tsx - 許可リスト: what was learned to be normal, judged in groups. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { ApiError, base, mayHandle, patch, query } from '../api';
import { duration, number, ranges } from '../format';
import { dot, t, word } from '../i18n';
import { useVersion } from '../live';
import { useList, type List } from '../load';
import { Icon, StateMark, type State } from '../parts/icons';
import { KeepList } from '../parts/keep';
import { AssetLink, Chip, Failure, Loading, ShortTime, Time, Wrong } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { setQuery, type Route } from '../router';
import { scoped } from '../scope';
import { dayOf, endOfDay, Entries, today } from './allowlist_entries';
import { ExportPanel } from './allowlist_export';
import { mayDecideAll, PhasePanel } from './allowlist_phases';
import { SuppressionPanel } from './suppress';
import { say, type AllowedGroup, type AllowedState } from './finding_types';

const marks: Record<AllowedState, State> = { learned: 'new', late: 'look', accepted: 'ok', refused: 'act' };

const nameOf = (name: string): string => name || t('allowlist.anybody');

/** One sentence that somebody who knows the line can say yes or no to. */
function sentence(row: AllowedGroup): string {
  const client = nameOf(row.client.name);
  const server = nameOf(row.server.name);
  if (row.kind === 'device') return t('allowlist.device', { client });
  if (row.kind === 'name') return t('allowlist.name', { client, domain: row.domain ?? '', count: row.names ?? 0 });
  if (row.kind === 'fact') return `${row.title ? say(row.title) : (row.detector ?? '')}${row.server.name ? ` (${server})` : ''}`;
  const doing = row.classes.map((name) => word('class', name)).join(dot());
  const [by, to] = row.actor === 'server' ? [server, client] : [client, server];
  const text = t(doing ? 'allowlist.talk_doing' : 'allowlist.talk', { client: by, server: to, protocol: row.protocol_title || row.protocol || '', doing });
  const more = detail(row);
  return more ? t('allowlist.with_detail', { text, detail: more }) : text;
}

/** The same without the two, who stand in columns of their own: so that the operation and its addresses are read in the list. */
function brief(row: AllowedGroup): string {
  if (row.kind !== 'talk') return sentence(row);
  const doing = row.classes.map((name) => word('class', name)).join(dot());
  const protocol = row.protocol_title || row.protocol || '';
  const text = doing ? t('allowlist.brief', { protocol, doing }) : protocol;
  const more = [row.actor === 'server' && t('allowlist.acts', { name: nameOf(row.server.name) }), detail(row)].filter(Boolean).join(t('allowlist.join'));
  return more ? t('allowlist.with_detail', { text, detail: more }) : text;
}

/* The messages of one transfer follow one another by milliseconds: that is no rhythm. */
const isRhythm = (top: NonNullable<AllowedGroup['top']>): boolean => top.period_us !== null && top.period_us > 0 && (top.period_us >= 1e6 || top.class === 'read' || top.class === 'write');

/** "holding 100–131, every 1 s": where and how often, as far as it is known. */
function detail({ top }: AllowedGroup): string {
  if (!top) return '';
  const target = top.target && top.target !== '-' ? top.target : null;
  const block = top.space && target?.startsWith(top.space) ? target : top.space; /* DB10, not DB */
  const where = [block, top.ranges ? ranges(top.ranges, top.wide) : target !== block ? target : null].filter(Boolean).join(' ');
  return [where, isRhythm(top) ? t('allowlist.every', { period: duration(top.period_us ?? 0) }) : null].filter(Boolean).join(t('allowlist.join'));
}

const columns = (): Column<AllowedGroup>[] => [
  {
    key: 'state',
    title: t('allowlist.state'),
    width: 112,
    text: (row) => word('allowed', row.state),
    cell: (row) => (
      <span class="nowrap">
        <StateMark state={marks[row.state]} /> {word('allowed', row.state)}
      </span>
    ),
  },
  { key: 'what', title: t('allowlist.what'), width: 470, sort: 'what', text: sentence, cell: (row) => <span title={sentence(row)}>{brief(row)}</span> },
  { key: 'client', title: t('party.client'), width: 170, sort: 'client', text: (row) => row.client.name, cell: (row) => <AssetLink id={row.client.asset} name={nameOf(row.client.name)} longest={22} /> },
  { key: 'server', title: t('party.server'), width: 170, sort: 'server', text: (row) => row.server.name, cell: (row) => (row.server.name || row.kind === 'talk' ? <AssetLink id={row.server.asset} name={nameOf(row.server.name)} longest={22} /> : <span class="quiet">–</span>) },
  { key: 'entries', title: t('allowlist.entries'), width: 78, right: true, sort: 'entries', text: (row) => String(row.entries), cell: (row) => number(row.entries) },
  { key: 'last_seen', title: t('last_seen'), width: 112, sort: 'last_seen', text: (row) => row.last_seen, cell: (row) => <ShortTime at={row.last_seen} /> },
];

function Beside({ row, list }: { row: AllowedGroup; list: List<AllowedGroup> }) {
  const [until, setUntil] = useState(dayOf(row.expires));
  const [wrong, setWrong] = useState('');
  const decide = async (state: AllowedState) => {
    const expires = until && state === 'accepted' ? endOfDay(until) : null;
    try {
      await patch(`/allowlist/${encodeURIComponent(row.id)}`, { state, ...(expires ? { expires } : {}) });
    } catch (error) {
      return setWrong(error instanceof ApiError ? error.detail || error.title : String(error));
    }
    setWrong('');
    list.replace((old) => old.id === row.id, { ...row, state, expires, open: state === 'learned' ? row.entries : 0 });
  };
  return (
    <>
      <h2>{sentence(row)}</h2>
      <p>
        <Chip state={marks[row.state]}>{word('allowed', row.state)}</Chip>
        {row.expires && (
          <span class="quiet">
            {' '}
            {t('allowlist.until')} <Time at={row.expires} />
          </span>
        )}
      </p>
      <p class="quiet">
        {t('first_seen')} <Time at={row.first_seen} />
      </p>
      {mayHandle() && (
        <p class="tools">
          <button type="button" class="button button-main" disabled={row.state === 'accepted' && until === dayOf(row.expires)} onClick={() => void decide('accepted')}>
            {t('allowlist.accept')} <kbd>a</kbd>
          </button>
          <button type="button" class="button" disabled={row.state === 'refused'} onClick={() => void decide('refused')}>
            {t('allowlist.refuse')} <kbd>r</kbd>
          </button>
          <label class="inline-field">
            {t('allowlist.until')} <input class="input" type="date" min={today()} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
          </label>
        </p>
      )}
      <Wrong text={wrong} block />
      {row.kind === 'device' && row.client.asset && (
        <p>
          <a class="button" href={base + scoped(`/exports/mud${query({ asset: row.client.asset })}`)} download>
            {t('allowlist.mud')}
          </a>
        </p>
      )}
      <h3>{t('allowlist.entries_title')}</h3>
      <Entries id={row.id} />
    </>
  );
}

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

/* j and k go through the groups, a accepts, r refuses, and the next one comes up. */
function useReview(list: List<AllowedGroup>, chosen: string | null): void {
  useEffect(() => {
    const at = list.rows.findIndex((row) => row.id === chosen);
    const show = (index: number) => {
      const row = list.rows[Math.max(0, Math.min(list.rows.length - 1, index))];
      if (row) setQuery({ open: row.id });
    };
    const decide = async (row: AllowedGroup, state: AllowedState) => {
      await patch(`/allowlist/${encodeURIComponent(row.id)}`, { state });
      list.replace((old) => old.id === row.id, { ...row, state, open: 0 });
    };
    const onKey = (event: KeyboardEvent) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = list.rows[at];
      if (event.key === 'j') show(at + 1);
      else if (event.key === 'k') show(at - 1);
      else if ((event.key === 'a' || event.key === 'r') && row && mayHandle()) {
        void decide(row, event.key === 'a' ? 'accepted' : 'refused');
        show(at + 1);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });
}

function Filters({ route }: { route: Route }) {
  const [text, setText] = useState(route.query.get('q') ?? '');
  useEffect(() => {
    const wait = window.setTimeout(() => text !== (route.query.get('q') ?? '') && setQuery({ q: text }), 150);
    return () => window.clearTimeout(wait);
  }, [text]);
  return (
    <div class="tools">
      <input class="input tools-search" type="search" value={text} placeholder={t('allowlist.search')} aria-label={t('allowlist.search')} onInput={(event) => setText(event.currentTarget.value)} />
      {(['open', 'accepted', 'refused'] as const).map((name) => (
        <button key={name} type="button" class="chip-button" aria-pressed={(route.query.get('state') ?? 'open') === name} onClick={() => setQuery({ state: name, open: null })}>
          {word('allowed', name)}
        </button>
      ))}
      {(['device', 'talk', 'name', 'fact'] as const).map((name) => (
        <button key={name} type="button" class="chip-button" aria-pressed={route.query.get('kind') === name} onClick={() => setQuery({ kind: route.query.get('kind') === name ? null : name, open: null })}>
          {word('allowed.kind', name)}
        </button>
      ))}
    </div>
  );
}

export function Allowlist({ route }: { route: Route }) {
  const state = route.query.get('state') ?? 'open';
  const sort = route.query.get('sort') ?? 'client';
  const list = useList<AllowedGroup>(`/allowlist${query({ state, kind: route.query.get('kind'), q: route.query.get('q'), sort })}`, useVersion('findings', 8000));
  const chosen = route.query.get('open');
  const row = chosen ? list.rows.find((entry) => entry.id === chosen) : undefined;
  useReview(list, chosen);
  const acceptAll = async () => {
    await patch('/allowlist', { state: 'accepted' });
    setQuery({ state: 'accepted', open: null });
  };
  return (
    <div class="page page-full">
      <header class="page-head">
        <h1>{t('page.allowlist')}</h1>
        <p class="quiet">{t('allowlist.keys')}</p>
      </header>
      <PhasePanel />
      <ExportPanel />
      <SuppressionPanel />
      <Filters route={route} />
      {list.error && <Failure error={list.error} />}
      {list.fresh && !list.error && <Loading />}
      {!list.fresh && (
        <>
          <p class="quiet table-count" role="status">
            {t('count.rows', { count: list.total })}
            {state === 'open' && list.total > 0 && mayDecideAll() && (
              <button type="button" class="button" onClick={() => void acceptAll()}>
                {t('allowlist.accept_all')}
              </button>
            )}
          </p>
          <KeepList columns={columns()} all={list.all} />
          <div class={row ? 'split split-open' : 'split'}>
            <Table
              name="allowlist"
              label={t('page.allowlist')}
              columns={columns()}
              rows={list.rows}
              total={list.total}
              id={(entry) => entry.id}
              open={(entry) => setQuery({ open: entry.id === chosen ? null : entry.id })}
              chosen={chosen}
              sort={sort}
              onSort={(next) => setQuery({ sort: next })}
              want={list.want}
              empty={<p>{t('allowlist.none')}</p>}
            />
            {row && (
              <aside class="side" aria-label={t('details')}>
                <button type="button" class="button-icon side-close" onClick={() => setQuery({ open: null })} aria-label={t('close')}>
                  <Icon name="close" />
                </button>
                <Beside key={row.id} row={row} list={list} />
              </aside>
            )}
          </div>
        </>
      )}
    </div>
  );
}
