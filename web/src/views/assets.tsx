/* assets.tsx - 資産: every device, searched, sorted, filtered by column. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { query } from '../api';
import { number } from '../format';
import { t, useLanguage, word } from '../i18n';
import { status, useVersion } from '../live';
import { useList } from '../load';
import { newClock } from '../newness';
import { EmptyPlant } from '../parts/empty';
import { Icon } from '../parts/icons';
import { Failure, Loading } from '../parts/small';
import { Table } from '../parts/table';
import { SaveButtons } from '../parts/save';
import { assetHref, found, go, keep, setQuery, type Route } from '../router';
import { remembered, useSignal } from '../signal';
import { levels, roles, type Asset } from '../types';
import { assetColumns, firstColumns } from './asset_columns';

const chosenColumns = remembered<string[]>('assets.columns', firstColumns);

/* Filters that the server knows; each stands in the page's address. */
const served = ['q', 'role', 'vendor', 'level', 'zone', 'liveness', 'source', 'new'] as const;

function valueWord(key: string, value: string): string {
  if (key === 'role') return value.split(',').map((role) => word('role', role)).join(', ');
  if (key === 'level') return t('level.short', { level: value });
  if (key === 'source') return status.get()?.sources.find((source) => source.id === value)?.name ?? value;
  if (key === 'vendor' && value === '-') return t('unknown');
  return value;
}

function Filters({ route }: { route: Route }) {
  const set = [...served, 'conflicts', 'eos'].filter((key) => key !== 'q' && route.query.get(key));
  if (set.length === 0) return null;
  return (
    <ul class="chosen" aria-label={t('filter.set')}>
      {set.map((key) => (
        <li key={key}>
          <button type="button" class="chip-button" onClick={() => setQuery({ [key]: null })} aria-label={t('filter.remove', { name: word('filter', key) })}>
            {['new', 'conflicts', 'eos'].includes(key) ? word('filter', key) : `${word('filter', key)}: ${valueWord(key, route.query.get(key)!)}`}
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Choice({ name, route, values, text }: { name: string; route: Route; values: readonly string[]; text: (value: string) => string }) {
  return (
    <select class="input" aria-label={word('filter', name)} value={route.query.get(name) ?? ''} onChange={(event) => setQuery({ [name]: event.currentTarget.value })}>
      <option value="">{word('filter', name)}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {text(value)}
        </option>
      ))}
    </select>
  );
}

function ChooseColumns() {
  const chosen = useSignal(chosenColumns);
  const toggle = (key: string) =>
    chosenColumns.set(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <details class="menu">
      <summary class="button">
        <Icon name="columns" size={16} /> {t('columns')}
      </summary>
      <div class="menu-body menu-columns">
        {assetColumns().map((column) => (
          <label key={column.key}>
            <input type="checkbox" checked={chosen.includes(column.key)} disabled={column.key === 'name'} onChange={() => toggle(column.key)} />
            {column.title}
          </label>
        ))}
      </div>
    </details>
  );
}

/** Rows that match what was typed into the columns. */
function useNarrowed(rows: Asset[], filters: Record<string, string>, route: Route): Asset[] {
  const lang = useLanguage();
  return useMemo(() => {
    const tests = assetColumns()
      .map((column) => ({ text: column.text, wanted: (filters[column.key] ?? '').trim().toLowerCase() }))
      .filter(({ wanted }) => wanted !== '');
    const conflicts = route.query.get('conflicts') !== null;
    const old = route.query.get('eos') !== null;
    if (tests.length === 0 && !conflicts && !old) return rows;
    const today = new Date().toISOString().slice(0, 10);
    return rows.filter(
      (row) =>
        (!conflicts || row.conflicts > 0) &&
        (!old || (row.os_end_of_support !== null && row.os_end_of_support < today)) &&
        tests.every(({ text, wanted }) => text(row).toLowerCase().includes(wanted)),
    );
  }, [rows, filters, route, lang]);
}

function useSearch(route: Route): [string, (text: string) => void] {
  const [text, setText] = useState(route.query.get('q') ?? '');
  useEffect(() => {
    const wait = window.setTimeout(() => text !== (route.query.get('q') ?? '') && setQuery({ q: text }), 150);
    return () => window.clearTimeout(wait);
  }, [text]);
  return [text, setText];
}

export function Assets({ route }: { route: Route }) {
  const version = useVersion('assets', 3000);
  const now = useSignal(status);
  const chosen = useSignal(chosenColumns);
  const [text, setText] = useSearch(route);
  const [filters, setFilters] = useState<Record<string, string>>(() => found('filters') ?? {});
  const sort = route.query.get('sort') ?? 'name';
  const path = `/assets${query({ ...Object.fromEntries(served.map((key) => [key, route.query.get(key)])), sort })}`;
  const list = useList<Asset>(path, version);
  const rows = useNarrowed(list.rows, filters, route);
  const local = rows !== list.rows;
  useEffect(() => {
    if (local) list.wantAll();
  }, [local, list.rows]);
  const filter = (key: string, value: string) => {
    const next = { ...filters, [key]: value };
    setFilters(next);
    keep('filters', next);
  };
  const columns = assetColumns().filter((column) => chosen.includes(column.key));
  const total = local ? rows.length : list.total;
  if (now?.counts.assets === 0 && list.total === 0) {
    return (
      <div class="page">
        <h1>{t('page.assets')}</h1>
        <EmptyPlant />
      </div>
    );
  }
  return (
    <div class="page page-full">
      <header class="page-head">
        <h1>{t('page.assets')}</h1>
        <p class="quiet" role="status">
          {local ? t('count.of', { count: total, total: list.total }) : t('count.assets', { count: total })}
          {route.query.get('new') && now && ` · ${newClock(now)}`}
          {local && !list.complete && ` · ${t('count.loading', { count: list.rows.length })}`}
        </p>
      </header>
      <div class="tools">
        <input class="input tools-search" type="search" value={text} placeholder={t('assets.search')} aria-label={t('assets.search')} onInput={(event) => setText(event.currentTarget.value)} />
        <Choice name="role" route={route} values={now?.by_role.map(({ role }) => role) ?? roles} text={(role) => word('role', role)} />
        <Choice name="level" route={route} values={levels} text={(level) => word('level', level)} />
        <Filters route={route} />
        <span class="grow" />
        <ChooseColumns />
        <SaveButtons name="assets" columns={columns} rows={rows} list={list} narrowed={local} />
      </div>
      {list.error && <Failure error={list.error} />}
      {list.fresh && !list.error ? (
        <Loading />
      ) : (
        <Table
          name="assets"
          label={t('page.assets')}
          columns={columns}
          rows={rows}
          total={total}
          id={(row) => row.id}
          open={(row) => go(assetHref(row.id))}
          sort={sort}
          onSort={(next) => setQuery({ sort: next })}
          filters={filters}
          onFilter={filter}
          want={list.want}
          empty={<p>{t('assets.none', { count: number(list.total) })}</p>}
        />
      )}
    </div>
  );
}
