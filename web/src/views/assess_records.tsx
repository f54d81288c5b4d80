/* assess_records.tsx - 測る: assessments as they stood, their approval, what changed since, the trend. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { get, mayEdit, may, patch, post, query, upload } from '../api';
import { t } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Figure, Sheet } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Time, Wrong } from '../parts/small';
import { setQuery, type Route } from '../router';
import { News, valueLabel } from './assess_parts';
import { Adding, ExceptionLine, faultText, valueOf } from './assess_proof';
import { say, type Answer, type Assessment, type Exception, type Pack, type Snapshot } from './assess_types';

interface Kept {
  part: string;
  item: string;
  answer?: Answer;
  contradicted: boolean;
}

interface Whole extends Snapshot {
  content: { items: Kept[] };
}

const shortHash = (hash: string): string => hash.slice(0, 12);

/** What an approval does not cover any more, item by item. */
function Changes({ snapshot, pack }: { snapshot: Snapshot; pack: Pack }) {
  const [rows, setRows] = useState<string[]>();
  const compare = async () => {
    const [whole, now] = await Promise.all([get<Whole>(`/snapshots/${snapshot.id}`), get<Assessment>(`/checklist?pack=${pack.id}`)]);
    const old = new Map(whole.content.items.map((row) => [`${row.part}/${row.item}`, row]));
    const said: string[] = [];
    for (const item of now.items) {
      const before = old.get(`${item.part}/${item.id}`);
      const name = item.part ? `${item.part} ${item.id}` : item.id;
      const was = valueLabel(pack, before?.answer?.value);
      const is = valueLabel(pack, item.answer?.value);
      if (was !== is) said.push(t('records.value', { name, was, is }));
      else if ((before?.answer?.revision ?? 0) !== (item.answer?.revision ?? 0)) said.push(t('records.remark', { name }));
      if (Boolean(before?.contradicted) !== (item.verdict === 'contradicts')) said.push(item.verdict === 'contradicts' ? t('records.contradicted', { name }) : t('records.cleared', { name }));
    }
    setRows(said);
  };
  return (
    <>
      <button type="button" class="button-plain" onClick={() => void compare()}>
        {t('records.changes')}
      </button>
      {rows && (
        <ul class="history">
          {rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
          {rows.length === 0 && <li class="quiet">{t('records.elsewhere')}</li>}
        </ul>
      )}
    </>
  );
}

/** The paper that was printed and stamped, sent back in. */
function Scans({ snapshot, changed }: { snapshot: Snapshot; changed: () => void }) {
  const send = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('file') as File;
    await upload(`/snapshots/${snapshot.id}/scan${query({ hash: valueOf(form, 'hash').trim(), signed_by: valueOf(form, 'signed_by'), signed_on: valueOf(form, 'signed_on') })}`, file, () => undefined);
    changed();
  };
  return (
    <>
      {snapshot.scans.map((scan) => (
        <p key={scan.id}>
          {t('scan.signed', { name: scan.signed_by, day: scan.signed_on })}{' '}
          <a href={`/api/v1/evidence/${scan.id}/file`}>
            <bdi>{scan.file}</bdi>
          </a>{' '}
          <span class="quiet">{t('scan.registered', { name: scan.user })}</span>
        </p>
      ))}
      {may('approve') && (
        <Adding title={t('scan.add')} send={send}>
          <p class="quiet">{t('scan.hint')}</p>
          <Field label={t('scan.file')}>
            <input class="input" type="file" name="file" accept=".pdf,.png,.jpg,.jpeg" required />
          </Field>
          <Field label={t('scan.hash')}>
            <input class="input mono" name="hash" required minLength={12} maxLength={64} autocomplete="off" spellcheck={false} />
          </Field>
          <Field label={t('scan.signed_by')}>
            <input class="input" name="signed_by" required maxLength={60} />
          </Field>
          <Field label={t('scan.signed_on')}>
            <input class="input" type="date" name="signed_on" required max={new Date().toISOString().slice(0, 10)} />
          </Field>
        </Adding>
      )}
    </>
  );
}

function Row({ snapshot, pack, changed }: { snapshot: Snapshot; pack: Pack; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const approve = () =>
    void patch(`/snapshots/${snapshot.id}`, { approved: true }).then(changed, (cause) => setWrong(faultText(cause)));
  const { summary } = snapshot;
  return (
    <li class="item record">
      <div>
        <b>
          <bdi>{snapshot.title}</bdi>
        </b>{' '}
        <span class="quiet">
          <Time at={snapshot.at} /> {snapshot.user} · {t('records.hash')} <code title={snapshot.hash}>{shortHash(snapshot.hash)}</code>
        </span>
        <p>
          {t('records.numbers', { done: summary.done, answered: summary.answered, items: summary.items, differs: summary.differs })}
        </p>
        <News pack={pack.id} news={snapshot.news} />
        {snapshot.outdated && <Changes snapshot={snapshot} pack={pack} />}
        <Scans snapshot={snapshot} changed={changed} />
        <Wrong text={wrong} block />
      </div>
      <div>
        {snapshot.approved_by && (
          <Chip state={snapshot.outdated ? 'look' : 'ok'}>{snapshot.outdated ? t('records.outdated', { name: snapshot.approved_by }) : t('records.approved', { name: snapshot.approved_by })}</Chip>
        )}
        {!snapshot.approved_by && snapshot.outdated && <Chip state="look">{t('records.changed')}</Chip>}
        {!snapshot.approved_by && may('approve') && (
          <button type="button" class="button" onClick={approve}>
            {t('records.approve')}
          </button>
        )}
      </div>
    </li>
  );
}

/** Done and contradicted, snapshot by snapshot: two lines, oldest left. */
function Trend({ rows }: { rows: Snapshot[] }) {
  if (rows.length < 2) return <p class="quiet">{t('records.no_trend')}</p>;
  const list = [...rows].reverse();
  const most = Math.max(...list.map((row) => row.summary.items));
  const x = (index: number) => 30 + (index / (list.length - 1)) * 560;
  const y = (value: number) => 110 - (value / most) * 95;
  const line = (of: (row: Snapshot) => number) => list.map((row, index) => `${x(index).toFixed(1)},${y(of(row)).toFixed(1)}`).join(' ');
  const last = list.at(-1)!;
  return (
    <figure class="trend">
      <Figure>
      <svg viewBox="0 0 640 130" role="img" aria-label={t('records.trend_label', { first: list[0]!.summary.done, last: last.summary.done, items: most })}>
        <line class="radar-ring" x1="30" y1={y(0)} x2="590" y2={y(0)} />
        <line class="radar-ring" x1="30" y1={y(most)} x2="590" y2={y(most)} />
        <text x="24" y={y(0)} text-anchor="end" dominant-baseline="middle">0</text>
        <text x="24" y={y(most)} text-anchor="end" dominant-baseline="middle">{most}</text>
        <polyline class="trend-done" points={line((row) => row.summary.done)} />
        <polyline class="trend-differs" points={line((row) => row.summary.differs)} />
        {list.map((row, index) => (
          <circle key={row.id} class="trend-dot" cx={x(index)} cy={y(row.summary.done)} r="3">
            <title>{`${row.title}: ${row.summary.done} / ${row.summary.items}`}</title>
          </circle>
        ))}
        <text x="596" y={y(last.summary.done)} dominant-baseline="middle">{last.summary.done}</text>
        <text x="596" y={y(last.summary.differs)} dominant-baseline="middle">{last.summary.differs}</text>
      </svg>
      </Figure>
      <figcaption class="quiet">{t('records.trend')}</figcaption>
    </figure>
  );
}

/** SMKL: where each network stood. */
function Positions({ rows, pack }: { rows: Snapshot[]; pack: Pack }) {
  if (pack.id !== 'smkl-security') return null;
  const letter = (position: number | undefined) => (position === undefined ? '–' : (pack.sections[position - 1]?.id ?? '0'));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.summary.positions)))].sort();
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('records.title')}</th>
          {columns.map((id) => (
            <th key={id} scope="col">
              {t('records.network', { id })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <bdi>{row.title}</bdi>
            </th>
            {columns.map((id) => (
              <td key={id}>{letter(row.summary.positions[id])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Take({ pack, taken }: { pack: Pack; taken: () => void }) {
  const [title, setTitle] = useState('');
  const [wrong, setWrong] = useState('');
  const take = async (event: Event) => {
    event.preventDefault();
    try {
      await post('/snapshots', { pack: pack.id, title });
      setTitle('');
      setWrong('');
      taken();
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  if (!mayEdit()) return null;
  return (
    <form class="value-reason" onSubmit={take}>
      <input class="input" required maxLength={60} value={title} placeholder={t('records.name_hint')} aria-label={t('records.name')} onInput={(event) => setTitle(event.currentTarget.value)} />
      <button type="submit" class="button button-main">
        {t('records.take')}
      </button>
      <Wrong text={wrong} />
    </form>
  );
}

export function Records({ route }: { route: Route }) {
  const version = useVersion('status', 10000);
  const chosen = route.query.get('pack') ?? 'meti-checklist';
  const packs = useLoad<{ items: Pack[] }>('/packs');
  const { data, error, reload } = useLoad<{ items: Snapshot[] }>(`/snapshots?pack=${encodeURIComponent(chosen)}`, version);
  const exceptions = useLoad<{ items: Exception[] }>('/exceptions', version);
  const pack = packs.data?.items.find((row) => row.id === chosen);
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data || !pack) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.records')}</h1>
        <span class="quiet">{t('records.hint')}</span>
      </header>
      <div class="tools">
        {packs.data!.items.map((row) => (
          <button key={row.id} type="button" class="chip-button" aria-pressed={row.id === chosen} onClick={() => setQuery({ pack: row.id })}>
            {say(row.title)}
          </button>
        ))}
      </div>
      <Take pack={pack} taken={reload} />
      <Panel title={t('records.trend_title')}>
        <Trend rows={data.items} />
        <Positions rows={data.items} pack={pack} />
      </Panel>
      <Panel title={t('records.title')} count={data.items.length}>
        <ul class="items">
          {data.items.map((row) => (
            <Row key={row.id} snapshot={row} pack={pack} changed={reload} />
          ))}
        </ul>
        {data.items.length === 0 && <p class="quiet">{t('records.none')}</p>}
      </Panel>
      <Panel title={t('exception.title')} count={exceptions.data?.items.length ?? 0}>
        {exceptions.data?.items.map((row) => (
          <div key={row.id} class="item">
            <b>
              {row.part} {row.item}
            </b>
            <ExceptionLine row={row} changed={exceptions.reload} />
          </div>
        ))}
        {exceptions.data?.items.length === 0 && (
          <p class="quiet">
            <StateMark state="calm" size={10} /> {t('exception.none')}
          </p>
        )}
      </Panel>
    </div>
  );
}
