/* compare.tsx - 進める: sites beside one another; the best has something to teach. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { loadSession, may, post } from '../api';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Loading, Panel, Time, Wrong } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { scope } from '../scope';
import { faultText } from './assess_proof';
import { say, type Snapshot, type Words } from './assess_types';
import { Practice } from './compare_practice';

interface SiteRow {
  id: string;
  parent: string | null;
  name: string;
  answered: number;
  done: number;
  not_applicable: number;
  older: number;
  exceptions: number;
  sections: number[];
  snapshots: { at: string; title: string; approved: boolean; summary: Snapshot['summary'] }[];
}

interface Comparison {
  pack: string;
  items_each: number;
  sections: { id: string; title: Words }[];
  items: SiteRow[];
}

const packs = ['meti-checklist', 'smkl-security'] as const;

/** Done over the records, oldest left. */
function Line({ row, most }: { row: SiteRow; most: number }) {
  const list = [...row.snapshots].reverse();
  if (list.length < 2) return <span class="quiet">–</span>;
  const points = list.map((record, index) => `${((index / (list.length - 1)) * 76 + 2).toFixed(1)},${(20 - (record.summary.done / most) * 18).toFixed(1)}`).join(' ');
  const label = t('compare.line', { first: list[0]!.summary.done, last: list.at(-1)!.summary.done });
  return (
    <svg class="compare-line" viewBox="0 0 80 22" role="img" aria-label={label}>
      <title>{label}</title>
      <polyline class="trend-done" points={points} />
    </svg>
  );
}

/** The same measures are asked of all: where a site goes its own way (S1-101). */
function Deviations({ rows, most, choose }: { rows: SiteRow[]; most: number; choose: (row: SiteRow) => void }) {
  const alike = rows.every((row) => row.answered === most && row.not_applicable + row.exceptions + row.older === 0);
  return (
    <Panel title={t('deviations.title')} id="deviations">
      <p class="quiet">{t(alike ? 'deviations.none' : 'deviations.hint')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('compare.site')}</th>
            <th scope="col">{t('deviations.open')}</th>
            <th scope="col">{t('deviations.not_applicable')}</th>
            <th scope="col">{t('deviations.exceptions')}</th>
            <th scope="col">{t('deviations.older')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <button type="button" class="item-title" onClick={() => choose(row)}>
                  <bdi>{row.name}</bdi>
                </button>
              </th>
              <td>{most - row.answered}</td>
              <td>{row.not_applicable}</td>
              <td>{row.exceptions}</td>
              <td>{row.older}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </Panel>
  );
}

function Adding({ added }: { added: () => void }) {
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState('');
  if (!may('administer')) return null;
  const add = async (event: Event) => {
    event.preventDefault();
    try {
      await post('/sites', { name });
      await loadSession(); /* it tells what one may do there */
      setName('');
      setWrong('');
      added();
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  return (
    <form class="value-reason" onSubmit={add}>
      <input class="input" required maxLength={60} value={name} placeholder={t('compare.name')} aria-label={t('compare.name')} onInput={(event) => setName(event.currentTarget.value)} />
      <button type="submit" class="button">
        {t('compare.add')}
      </button>
      <Wrong text={wrong} />
    </form>
  );
}

export function Compare({ route }: { route: Route }) {
  const pack = packs.find((id) => id === route.query.get('pack')) ?? 'meti-checklist';
  const { data, error, reload } = useLoad<Comparison>(`/compare?pack=${pack}`);
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  const rows = [...data.items].sort((a, b) => b.done - a.done || a.name.localeCompare(b.name));
  const best = data.sections.map((_, index) => Math.max(...rows.map((row) => row.sections[index] ?? 0)));
  const choose = (row: SiteRow) => {
    scope.set({ id: row.id, name: row.name });
    location.hash = href(pack === 'smkl-security' ? '/smkl' : '/checklist');
  };
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.compare')}</h1>
        {packs.map((id) => (
          <button key={id} type="button" class="chip-button" aria-pressed={id === pack} onClick={() => setQuery({ pack: id })}>
            {t(id === 'smkl-security' ? 'page.smkl' : 'page.checklist')}
          </button>
        ))}
      </header>
      <p class="quiet">{t('compare.hint')}</p>
      <Adding added={reload} />
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('page.compare')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('compare.site')}</th>
              <th scope="col">{t('compare.done')}</th>
              {data.sections.map((section) => (
                <th key={section.id} scope="col">
                  {section.id} {say(section.title)}
                </th>
              ))}
              <th scope="col">{t('compare.trend')}</th>
              <th scope="col">{t('compare.last')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <button type="button" class="item-title" onClick={() => choose(row)}>
                    <bdi>{row.name}</bdi>
                  </button>{' '}
                  {scope.get()?.id === row.id && <Chip state="new">{t('compare.chosen')}</Chip>}
                </th>
                <td class="nowrap">
                  <b>{row.done}</b> / {data.items_each - row.not_applicable} <span class="quiet">{t('compare.answered', { count: row.answered })}</span>
                </td>
                {row.sections.map((count, index) => (
                  <td key={data.sections[index]!.id}>
                    {count} {count > 0 && count === best[index] && rows.length > 1 && <Chip state="ok">{t('compare.best')}</Chip>}
                  </td>
                ))}
                <td>
                  <Line row={row} most={data.items_each} />
                </td>
                <td>{row.snapshots[0] ? <Time at={row.snapshots[0].at} /> : <span class="quiet">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
      <p class="quiet">{t('compare.teach')}</p>
      {rows.length > 1 && <Deviations rows={rows} most={data.items_each} choose={choose} />}
      {rows.length > 1 && <Practice pack={pack} sites={rows} />}
    </div>
  );
}
