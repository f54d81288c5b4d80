/* allowlist.tsx - 許可リスト: what was learned to be normal, judged in groups. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { mayEdit, patch, query, session } from '../api';
import { duration, number, ranges } from '../format';
import { t, word, type TextKey } from '../i18n';
import { useVersion } from '../live';
import { useList, useLoad, type List } from '../load';
import { Icon, StateMark, type State } from '../parts/icons';
import { AssetLink, Chip, Failure, Loading, Panel, ShortTime, Time } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { setQuery, type Route } from '../router';
import type { Page } from '../types';
import { say, type AllowedEntry, type AllowedGroup, type AllowedState, type Phase, type PhaseRow, type Phases } from './finding_types';

const marks: Record<AllowedState, State> = { learned: 'new', late: 'look', accepted: 'ok', refused: 'act' };
const phaseMarks: Record<Phase, State> = { none: 'calm', learn: 'new', review: 'look', enforce: 'ok' };
const phases: Phase[] = ['none', 'learn', 'review', 'enforce'];

const nameOf = (name: string): string => name || t('allowlist.anybody');

/** One sentence that somebody who knows the line can say yes or no to. */
function sentence(row: AllowedGroup): string {
  const client = nameOf(row.client.name);
  const server = nameOf(row.server.name);
  if (row.kind === 'device') return t('allowlist.device', { client });
  if (row.kind === 'fact') return `${row.title ? say(row.title) : (row.detector ?? '')}${row.server.name ? ` (${server})` : ''}`;
  const doing = row.classes.map((name) => word('class', name)).join('・');
  return t(doing ? 'allowlist.talk_doing' : 'allowlist.talk', { client, server, protocol: row.protocol_title || row.protocol || '', doing });
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
  { key: 'what', title: t('allowlist.what'), width: 470, sort: 'what', text: sentence, cell: (row) => <span title={sentence(row)}>{sentence(row)}</span> },
  { key: 'client', title: t('party.client'), width: 170, sort: 'part', text: (row) => row.client.name, cell: (row) => <AssetLink id={row.client.asset} name={nameOf(row.client.name)} longest={22} /> },
  { key: 'server', title: t('party.server'), width: 170, text: (row) => row.server.name, cell: (row) => (row.server.name || row.kind === 'talk' ? <AssetLink id={row.server.asset} name={nameOf(row.server.name)} longest={22} /> : <span class="quiet">–</span>) },
  { key: 'entries', title: t('allowlist.entries'), width: 78, right: true, sort: 'entries', text: (row) => String(row.entries), cell: (row) => number(row.entries) },
  { key: 'last_seen', title: t('last_seen'), width: 112, sort: 'last_seen', text: (row) => row.last_seen, cell: (row) => <ShortTime at={row.last_seen} /> },
];

const mayDecideAll = (): boolean => ['security', 'administrator'].includes(session.get()?.user.role ?? '');

function Entries({ id }: { id: string }) {
  const { data, error } = useLoad<Page<AllowedEntry>>(`/allowlist/${encodeURIComponent(id)}`);
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  const where = (entry: AllowedEntry) => [entry.space, entry.ranges && ranges(entry.ranges, entry.wide), entry.target !== '-' && entry.target].filter(Boolean).join(' ');
  return (
    <ul class="side-list">
      {data.items
        .filter((entry) => entry.kind !== 'class')
        .map((entry) => (
          <li key={entry.id}>
            {entry.class && <Chip>{word('class', entry.class)}</Chip>} {entry.function ?? (entry.kind === 'identity' ? `${entry.what} ${entry.target ?? ''}` : word('allowed.kind', entry.kind))} <span class="quiet">{entry.kind === 'operation' && where(entry)}</span>
            {entry.period_us !== null && <span class="quiet"> {t('allowlist.every', { period: duration(entry.period_us) })}</span>}
          </li>
        ))}
    </ul>
  );
}

function Beside({ row, list }: { row: AllowedGroup; list: List<AllowedGroup> }) {
  const decide = async (state: AllowedState) => {
    await patch(`/allowlist/${encodeURIComponent(row.id)}`, { state });
    list.replace((old) => old.id === row.id, { ...row, state, open: state === 'learned' ? row.entries : 0 });
  };
  return (
    <>
      <h2>{sentence(row)}</h2>
      <p>
        <Chip state={marks[row.state]}>{word('allowed', row.state)}</Chip>
      </p>
      <p class="quiet">
        {t('first_seen')} <Time at={row.first_seen} />
      </p>
      {mayEdit() && (
        <p class="tools">
          <button type="button" class="button button-main" disabled={row.state === 'accepted'} onClick={() => void decide('accepted')}>
            {t('allowlist.accept')} <kbd>a</kbd>
          </button>
          <button type="button" class="button" disabled={row.state === 'refused'} onClick={() => void decide('refused')}>
            {t('allowlist.refuse')} <kbd>r</kbd>
          </button>
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
      else if ((event.key === 'a' || event.key === 'r') && row && mayEdit()) {
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

function PhaseLine({ row, changed }: { row: PhaseRow; changed: (rows: Phases) => void }) {
  const choose = async (phase: Phase) => changed(await patch<Phases>(`/phases/${row.id}`, { phase }));
  return (
    <tr>
      <th scope="row">
        <StateMark state={phaseMarks[row.phase]} /> {row.kind === 'default' ? t('phase.default') : row.name}
      </th>
      <td>
        {phases.map((phase) => (
          <button key={phase} type="button" class="chip-button" aria-pressed={row.phase === phase} disabled={!mayDecideAll()} onClick={() => void choose(phase)} title={t(`phase.${phase}.hint` as TextKey)}>
            {word('phase', phase)}
          </button>
        ))}
      </td>
      <td class="quiet">{row.since && <Time at={row.since} />}</td>
    </tr>
  );
}

/* Monday 0:00 first, in the plant's hours: the bits are UTC. */
function seen(hours: string, days: number[], from: number, to: number): boolean {
  const offset = Math.round(-new Date().getTimezoneOffset() / 60);
  return days.some((day) => {
    for (let hour = from; hour < to; hour++) if (hours[(((day * 24 + hour - offset) % 168) + 168) % 168] === '1') return true;
    return false;
  });
}

const workdays = [0, 1, 2, 3, 4];

function Coverage({ hours }: { hours: string }) {
  const parts: [TextKey, boolean][] = [
    ['coverage.day', seen(hours, workdays, 8, 17)],
    ['coverage.night', seen(hours, workdays, 22, 29)],
    ['coverage.weekend', seen(hours, [5, 6], 0, 24)],
  ];
  return (
    <p>
      {t('coverage.title')}{' '}
      {parts.map(([key, is]) => (
        <Chip key={key} state={is ? 'ok' : 'calm'}>
          {t(key)} {t(is ? 'coverage.yes' : 'coverage.no')}
        </Chip>
      ))}
    </p>
  );
}

function PhasePanel() {
  const { data, error, set } = useLoad<Phases>('/phases', useVersion('status', 10_000));
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  return (
    <Panel title={t('allowlist.phases')}>
      <p class="quiet">{t('allowlist.phases_hint')}</p>
      <table class="plain">
        <tbody>
          {data.items.map((row) => (
            <PhaseLine key={row.id} row={row} changed={set} />
          ))}
        </tbody>
      </table>
      {data.hours.includes('1') && <Coverage hours={data.hours} />}
    </Panel>
  );
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
      {(['device', 'talk', 'fact'] as const).map((name) => (
        <button key={name} type="button" class="chip-button" aria-pressed={route.query.get('kind') === name} onClick={() => setQuery({ kind: route.query.get('kind') === name ? null : name, open: null })}>
          {word('allowed.kind', name)}
        </button>
      ))}
    </div>
  );
}

export function Allowlist({ route }: { route: Route }) {
  const state = route.query.get('state') ?? 'open';
  const sort = route.query.get('sort') ?? 'part';
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
