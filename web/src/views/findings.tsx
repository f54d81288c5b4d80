/* findings.tsx - 検知: what is wrong, the most urgent first, judged by keyboard. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { base, mayHandle, query } from '../api';
import { number } from '../format';
import { t, word, type TextKey } from '../i18n';
import { status, useVersion } from '../live';
import { useList, useLoad, type List } from '../load';
import { Icon, StateMark } from '../parts/icons';
import { SaveButtons } from '../parts/save';
import { AssetLink, Failure, Loading, ShortTime } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { go, href, setQuery, type Route } from '../router';
import { scoped } from '../scope';
import { useSignal } from '../signal';
import { Actions, setState, Story } from './finding';
import { markOf, say, severities, type Finding, type FindingDetail, type FindingState } from './finding_types';

const address = (id: string): string => href(`/findings/${encodeURIComponent(id)}`);

const columns = (): Column<Finding>[] => [
  {
    key: 'severity',
    title: t('finding.severity'),
    width: 88,
    sort: 'severity',
    text: (row) => word('severity', row.severity),
    cell: (row) => (
      <span class="nowrap">
        <StateMark state={markOf(row)} /> {word('severity', row.severity)}
      </span>
    ),
  },
  { key: 'title', title: t('finding.title'), width: 324, sort: 'detector', text: (row) => say(row.title), cell: (row) => (
      <>
        <a href={address(row.id)} title={say(row.what)}>{say(row.title)}</a> {row.together > 1 && <span class="chip" title={t('finding.together_hint')}>{t('finding.together', { count: row.together - 1 })}</span>}
      </>
    ) },
  { key: 'device', title: t('finding.device'), width: 152, sort: 'device', text: (row) => `${row.device.name} ${row.device.ip ?? ''}`, cell: (row) => <AssetLink id={row.device.asset} name={row.device.name} longest={21} /> },
  { key: 'peer', title: t('finding.peer'), width: 152, text: (row) => (row.peer ? `${row.peer.name} ${row.peer.ip ?? ''}` : ''), cell: (row) => (row.peer ? <AssetLink id={row.peer.asset} name={row.peer.name} longest={21} /> : <span class="quiet">–</span>) },
  { key: 'state', title: t('finding.state_title'), width: 84, sort: 'state', text: (row) => word('finding.state', row.state), cell: (row) => word('finding.state', row.state) },
  { key: 'count', title: t('finding.count'), width: 64, right: true, sort: 'count', text: (row) => String(row.count), cell: (row) => number(row.count) },
  { key: 'first_seen', title: t('first_seen'), width: 112, sort: 'first_seen', text: (row) => row.first_seen, cell: (row) => <ShortTime at={row.first_seen} /> },
  { key: 'last_seen', title: t('last_seen'), width: 112, sort: 'last_seen', text: (row) => row.last_seen, cell: (row) => <ShortTime at={row.last_seen} /> },
];

function Beside({ id, list, grouped }: { id: string; list: List<Finding>; grouped: boolean }) {
  const { data, error, set } = useLoad<FindingDetail>(`/findings/${encodeURIComponent(id)}`);
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  const done = (row: FindingDetail) => {
    set(row);
    list.replace((old) => old.id === row.id, row);
  };
  return (
    <>
      <h2>{say(data.title)}</h2>
      <Story row={data} />
      {grouped && data.together > 1 && <p class="quiet">{t('finding.together_all', { count: data.together })}</p>}
      <Actions row={data} done={done} event={grouped} />
      <p>
        <a href={address(id)}>{t('finding.open')}</a>
      </p>
    </>
  );
}

const keyStates: Record<string, FindingState> = { a: 'acknowledged', w: 'work', c: 'closed' };

const within = (target: EventTarget | null, parts: string): boolean => target instanceof HTMLElement && target.closest(parts) !== null;

/* j and k show the next one beside the list; a, w and c say how it stands and go on to the next. Enter is the button's that
 * has the focus. */
function useTriage(list: List<Finding>, chosen: string | null, grouped: boolean): void {
  useEffect(() => {
    const at = list.rows.findIndex((row) => row.id === chosen);
    const show = (index: number) => {
      const row = list.rows[Math.max(0, Math.min(list.rows.length - 1, index))];
      if (row) setQuery({ open: row.id });
    };
    const onKey = (event: KeyboardEvent) => {
      if (within(event.target, 'input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
      const state = keyStates[event.key];
      if (event.key === 'j') show(at + 1);
      else if (event.key === 'k') show(at - 1);
      else if (event.key === 'Escape' && chosen) setQuery({ open: null });
      else if (event.key === 'Enter' && chosen && !within(event.target, 'a, button, summary')) go(address(chosen));
      else if (state && chosen && mayHandle()) {
        void setState(chosen, state, grouped).then((row) => list.replace((old) => old.id === row.id, row));
        show(at + 1);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });
}

/** What a link to this page may ask for. */
const narrowing = ['asset', 'zone', 'threat', 'days'] as const;

function Filters({ route }: { route: Route }) {
  const [text, setText] = useState(route.query.get('q') ?? '');
  const state = route.query.get('state') ?? 'open';
  const chosen = new Set((route.query.get('severity') ?? '').split(',').filter(Boolean));
  useEffect(() => {
    const wait = window.setTimeout(() => text !== (route.query.get('q') ?? '') && setQuery({ q: text }), 150);
    return () => window.clearTimeout(wait);
  }, [text]);
  const toggle = (name: string) => {
    if (chosen.has(name)) chosen.delete(name);
    else chosen.add(name);
    setQuery({ severity: [...chosen].join(','), open: null });
  };
  return (
    <div class="tools">
      <input class="input tools-search" type="search" value={text} placeholder={t('findings.search')} aria-label={t('findings.search')} onInput={(event) => setText(event.currentTarget.value)} />
      <select class="input" aria-label={t('finding.state_title')} value={state} onChange={(event) => setQuery({ state: event.currentTarget.value, open: null })}>
        {['open', 'new', 'acknowledged', 'work', 'closed', 'accepted', 'any'].map((name) => (
          <option key={name} value={name}>
            {word('finding.state', name)}
          </option>
        ))}
      </select>
      {severities.map((name) => (
        <button key={name} type="button" class="chip-button" aria-pressed={chosen.has(name)} onClick={() => toggle(name)}>
          {word('severity', name)}
        </button>
      ))}
      {narrowing.map((name) => {
        const value = route.query.get(name);
        const label = word('filter', name, { value: value ?? '' });
        return value ? (
          <button key={name} type="button" class="chip-button" aria-label={t('filter.remove', { name: label })} onClick={() => setQuery({ [name]: null })}>
            {label} <Icon name="close" size={12} />
          </button>
        ) : null;
      })}
    </div>
  );
}

/* No finding is good news only where something was looked for. */
function Nothing({ state }: { state: string }) {
  const phases = useSignal(status);
  if (phases?.counts.assets === 0) {
    return (
      <p>
        <StateMark state="calm" /> {t('findings.blind')} <a href="#/sensors">{t('page.sensors')}</a>
      </p>
    );
  }
  return (
    <div>
      <p>
        <StateMark state="ok" /> {t('findings.none')}
      </p>
      {state === 'open' && phases && <p class="quiet">{t('findings.none_hint')} <a href="#/allowlist">{t('page.allowlist')}</a></p>}
    </div>
  );
}

export function Findings({ route }: { route: Route }) {
  const state = route.query.get('state') ?? 'open';
  const sort = route.query.get('sort') ?? '-severity';
  const grouped = state === 'open' && !['severity', 'q', 'asset', 'detector', 'event', ...narrowing].some((name) => route.query.get(name));
  const asked = { grouped: grouped ? 1 : null, event: route.query.get('event'), state: state === 'any' ? null : state, severity: route.query.get('severity'), q: route.query.get('q'), ...Object.fromEntries(narrowing.map((name) => [name, route.query.get(name)])), detector: route.query.get('detector'), sort };
  const list = useList<Finding>(`/findings${query(asked)}`, useVersion('findings', 4000));
  const chosen = route.query.get('open');
  const all = columns();
  useTriage(list, chosen, grouped);
  return (
    <div class="page page-full">
      <header class="page-head">
        <h1>{t('page.findings')}</h1>
        <p class="quiet">{t('findings.keys')}</p>
      </header>
      <Filters route={route} />
      {list.error && <Failure error={list.error} />}
      {list.fresh && !list.error && <Loading />}
      {!list.fresh && (
        <>
          <p class="quiet table-count" role="status">
            {t('count.rows', { count: list.total })}
            <SaveButtons name="findings" columns={all} rows={list.rows} list={list} narrowed={false} />
            <a class="button" href={base + scoped(list.path.replace('/findings', '/findings.eve'))} download title={t('findings.eve_hint')}>
              <Icon name="download" size={16} /> EVE
            </a>
          </p>
          <div class={chosen ? 'split split-open' : 'split'}>
            <Table
              name="findings"
              label={t('page.findings')}
              columns={all}
              rows={list.rows}
              total={list.total}
              id={(row) => row.id}
              open={(row) => setQuery({ open: row.id === chosen ? null : row.id })}
              chosen={chosen}
              sort={sort}
              onSort={(next) => setQuery({ sort: next })}
              want={list.want}
              empty={<Nothing state={state} />}
            />
            {chosen && (
              <aside class="side" aria-label={t('details')}>
                <button type="button" class="button-icon side-close" onClick={() => setQuery({ open: null })} aria-label={t('close')}>
                  <Icon name="close" />
                </button>
                <Beside key={chosen} id={chosen} list={list} grouped={grouped} />
              </aside>
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** How many are open, for the menu. */
export function OpenFindings() {
  const now = useSignal(status);
  const open = now?.findings?.open ?? 0;
  return open > 0 ? (
    <span class="count" title={t('findings.open' as TextKey, { count: open })}>
      {number(open)}
    </span>
  ) : null;
}
