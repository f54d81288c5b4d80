/* vulnerabilities.tsx - 脆弱性: what advisories say of the plant's devices, the most urgent first. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, may, query, upload } from '../api';
import { dateTime } from '../format';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useList, useLoad } from '../load';
import { DropArea } from '../parts/drop';
import { StateMark } from '../parts/icons';
import { KeepList, Sheet } from '../parts/keep';
import { Bar, Chip, Failure, Loading, Panel } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { go, setQuery, type Route } from '../router';
import type { Page } from '../types';
import { percent, vulnerabilityHref, type Vulnerability } from './vulnerabilities_parts';

interface Bundle {
  id: string;
  name: string;
  made: string;
  signed_by: string;
  imported_at: string;
  imported_by: string;
  advisories: number;
  changed: number;
  kev: number;
  epss: number;
}

const shown = ['open', 'kev', 'decided', 'not_affected', 'all'] as const;
const filters: Record<(typeof shown)[number], Record<string, string>> = {
  open: { open: '1' },
  kev: { kev: '1', open: '1' },
  decided: { outcome: 'decided' },
  not_affected: { outcome: 'not_affected' },
  all: {},
};

const count = (n: number) => (n ? String(n) : '–');

function columns(): Column<Vulnerability>[] {
  return [
    {
      key: 'priority', title: t('vuln.priority'), width: 80, right: true, sort: 'priority', text: (row) => String(row.priority ?? ''),
      cell: (row) => (row.priority === null ? <span class="quiet">–</span> : <b>{row.priority}</b>),
    },
    { key: 'name', title: t('vuln.name'), width: 160, sort: 'name', text: (row) => row.name, cell: (row) => <a href={vulnerabilityHref(row.id)}>{row.name}</a> },
    { key: 'title', title: t('vuln.title'), width: 360, text: (row) => row.title ?? '', cell: (row) => <span title={row.title ?? undefined}>{row.title}</span> },
    { key: 'kev', title: 'KEV', width: 110, text: (row) => (row.kev ? 'KEV' : ''), cell: (row) => row.kev && <Chip state="act">{t('vuln.exploited')}</Chip> },
    { key: 'cvss', title: 'CVSS', width: 70, right: true, sort: 'cvss', text: (row) => String(row.cvss ?? ''), cell: (row) => row.cvss ?? '–' },
    { key: 'epss', title: 'EPSS', width: 80, right: true, sort: 'epss', text: (row) => String(row.epss ?? ''), cell: (row) => percent(row.epss) },
    { key: 'affected', title: word('vuln.outcome', 'affected'), width: 100, right: true, sort: 'affected', text: (row) => String(row.devices.affected), cell: (row) => count(row.devices.affected) },
    { key: 'possible', title: word('vuln.outcome', 'possible'), width: 130, right: true, text: (row) => String(row.devices.possible), cell: (row) => count(row.devices.possible) },
    { key: 'decided', title: t('vuln.decided'), width: 90, right: true, text: (row) => String(row.devices.decided), cell: (row) => count(row.devices.decided) },
  ];
}

/* A bundle is sent as it is; the server takes all of it or says in one line why not. */
function Import({ trusted, done }: { trusted: string[]; done: () => void }) {
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const [error, setError] = useState<ApiError>();
  const [taken, setTaken] = useState<Bundle>();
  const take = (next: File) => {
    setFile(next);
    setError(undefined);
    setTaken(undefined);
    upload<Bundle>('/bundles', next, setSent).then(
      (bundle) => {
        setTaken(bundle);
        setFile(undefined);
        done();
      },
      (cause: ApiError) => {
        setError(cause);
        setFile(undefined);
      },
    );
  };
  return (
    <>
      {trusted.length === 0 && (
        <p class="notice notice-look">
          <StateMark state="look" /> {t('vuln.no_key')} <code>yagura bundle trust</code>
        </p>
      )}
      <DropArea take={take} accept=".zip" title={t('vuln.drop')} hint={trusted.length > 0 ? t('vuln.drop_hint', { keys: trusted.join(', ') }) : t('vuln.drop_hint_no_key')} />
      {file && <Bar done={sent} total={file.size} label={file.name} />}
      {error && <Failure error={error} />}
      {taken && (
        <p class="notice" role="status">
          <StateMark state="ok" /> {t('vuln.taken', { advisories: taken.advisories, changed: taken.changed, kev: taken.kev, epss: taken.epss })}
        </p>
      )}
    </>
  );
}

function Bundles() {
  const { data, reload } = useLoad<Page<Bundle> & { trusted: string[] }>('/bundles');
  if (!data) return null;
  return (
    <Panel title={t('vuln.bundles')} id="bundles" count={data.total}>
      {may('judge') && <Import trusted={data.trusted} done={reload} />}
      {data.total > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('vuln.bundle')}</th>
              <th scope="col">{t('vuln.made')}</th>
              <th scope="col">{t('vuln.signed_by')}</th>
              <th scope="col" class="right">{t('vuln.advisories')}</th>
              <th scope="col" class="right">KEV</th>
              <th scope="col" class="right">EPSS</th>
              <th scope="col">{t('vuln.imported')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.slice(0, 10).map((bundle) => (
              <tr key={bundle.id}>
                <td>{bundle.name}</td>
                <td>{dateTime(bundle.made)}</td>
                <td>{bundle.signed_by}</td>
                <td class="right">{bundle.advisories}</td>
                <td class="right">{bundle.kev}</td>
                <td class="right">{bundle.epss}</td>
                <td>
                  {dateTime(bundle.imported_at)} {bundle.imported_by}
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
    </Panel>
  );
}

export function Vulnerabilities({ route }: { route: Route }) {
  const which = (shown.find((name) => name === route.query.get('show')) ?? 'open') as (typeof shown)[number];
  const sort = route.query.get('sort') ?? '-priority';
  const list = useList<Vulnerability>(`/vulnerabilities${query({ ...filters[which], q: route.query.get('q'), sort })}`, useVersion('vulnerabilities', 3000));
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.vulnerabilities')}</h1>
        <p class="quiet" role="status">
          {t('vuln.count', { count: list.total })}
        </p>
      </header>
      <div class="tools">
        <input class="input tools-search" type="search" value={route.query.get('q') ?? ''} placeholder={t('vuln.search')} aria-label={t('vuln.search')} onInput={(event) => setQuery({ q: event.currentTarget.value })} />
        {shown.map((name) => (
          <button key={name} type="button" class="chip-button" aria-pressed={which === name} onClick={() => setQuery({ show: name === 'open' ? null : name })}>
            {word('vuln.show', name)}
          </button>
        ))}
      </div>
      {list.error && <Failure error={list.error} />}
      {list.fresh && !list.error ? (
        <Loading />
      ) : (
        <Table
          name="vulnerabilities"
          label={t('page.vulnerabilities')}
          columns={columns()}
          rows={list.rows}
          total={list.total}
          id={(row) => row.id}
          open={(row) => go(vulnerabilityHref(row.id))}
          sort={sort}
          onSort={(next) => setQuery({ sort: next })}
          want={list.want}
          most={560}
          empty={<p>{t('vuln.none')}</p>}
        />
      )}
      <KeepList columns={columns()} all={list.all} />
      <Bundles />
    </div>
  );
}
