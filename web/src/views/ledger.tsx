/* ledger.tsx - 設備台帳: the list that the plant keeps, compared with what the network shows. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { ApiError, anonymised, base, post, query, upload } from '../api';
import { number } from '../format';
import { language, t, word } from '../i18n';
import { refresh } from '../live';
import { useLoad } from '../load';
import { DropArea } from '../parts/drop';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { AssetLink, Bar, Chip, Failure, Panel } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { scoped } from '../scope';
import type { Asset, LedgerChanges, LedgerField, LedgerItem, LedgerPreview, LedgerResult, Page } from '../types';

const fields: LedgerField[] = ['name', 'ip', 'mac', 'vendor', 'model', 'serial', 'location', 'owner', 'importance', 'role'];
type Columns = Partial<Record<LedgerField, number>>;

const rowName = (row: { name: string | null; ip: string | null; mac: string | null; row: number }) => row.name ?? row.ip ?? row.mac ?? String(row.row);

function Changed({ changes }: { changes: LedgerChanges }) {
  return (
    <section role="status">
      <h3>{t('ledger.changes')}</h3>
      <p>{t('ledger.changes_are', { changed: changes.changed_count, added: changes.added_count, removed: changes.removed_count })}</p>
      <ul class="history">
        {changes.changed.slice(0, 100).map((row) => (
          <li key={row.row}>
            <bdi>{rowName(row)}</bdi>:{' '}
            {row.fields.map((field) => (
              <span key={field.field}>
                {word('attribute', field.field)} <bdi>{field.before || '–'}</bdi> → <bdi>{field.after || '–'}</bdi>{' '}
              </span>
            ))}
          </li>
        ))}
        {changes.added.slice(0, 100).map((row) => (
          <li key={`+${row.row}`}>
            ＋ <bdi>{rowName(row)}</bdi>
          </li>
        ))}
        {changes.removed.slice(0, 100).map((row) => (
          <li key={`-${row.row}`}>
            － <bdi>{rowName(row)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Preview({ preview, file, again, done }: { preview: LedgerPreview; file: File; again: (sheet: string) => void; done: (result: LedgerResult) => void }) {
  const [columns, setColumns] = useState<Columns>(preview.guess);
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const [changes, setChanges] = useState<LedgerChanges>();
  const fieldOf = (index: number) => fields.find((field) => columns[field] === index) ?? '';
  const choose = (index: number, field: string) => {
    const next: Columns = { ...columns };
    for (const name of fields) if (next[name] === index) delete next[name];
    if (field) next[field as LedgerField] = index;
    setColumns(next);
    setChanges(undefined);
  };
  const enough = columns.ip !== undefined || columns.mac !== undefined || columns.name !== undefined;
  /* What another ledger would change in the one that is kept is shown before it does. */
  const send = async () => {
    setBusy(true);
    setError(undefined);
    const body = { id: preview.id, sheet: preview.sheet, header_row: preview.header_row, map: columns };
    try {
      const next = changes ?? (await post<LedgerChanges>('/ledger', { ...body, preview: true }));
      if (!changes && next.before > 0) {
        setChanges(next);
        setBusy(false);
        return;
      }
      done(await post<LedgerResult>('/ledger', body));
      void refresh();
    } catch (cause) {
      setError(cause as ApiError);
    }
    setBusy(false);
  };
  return (
    <Panel title={t('ledger.preview', { name: file.name })} count={t('count.rows', { count: preview.total })}>
      <p>{t('ledger.point')}</p>
      {preview.sheets.length > 1 && (
        <label class="ledger-sheet">
          {t('ledger.sheet')}{' '}
          <select class="input" value={preview.sheet} onChange={(event) => again(event.currentTarget.value)}>
            {preview.sheets.map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </select>
        </label>
      )}
      <div class="ledger-box" tabIndex={0} role="region" aria-label={file.name}>
        <Sheet class="plain ledger-table">
          <thead>
            <tr>
              {preview.columns.map((column, index) => (
                <th key={index} scope="col">
                  <select class={fieldOf(index) ? 'input ledger-set' : 'input'} aria-label={t('ledger.meaning', { column: column || String(index + 1) })} value={fieldOf(index)} onChange={(event) => choose(index, event.currentTarget.value)}>
                    <option value="">{t('ledger.unused')}</option>
                    {fields.map((field) => (
                      <option key={field} value={field}>
                        {word('attribute', field)}
                      </option>
                    ))}
                  </select>
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              <tr key={index}>
                {preview.columns.map((_, column) => (
                  <td key={column}>{row[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
      {error && <Failure error={error} />}
      {changes && <Changed changes={changes} />}
      <p class="ledger-send">
        <button type="button" class="button button-main" disabled={!enough || busy} onClick={() => void send()}>
          {changes ? t('ledger.really') : t('ledger.import', { count: preview.total })}
        </button>
        {!enough && <span class="field-error">{t('ledger.need')}</span>}
      </p>
    </Panel>
  );
}

function Unknown({ id }: { id: string }) {
  const { data } = useLoad<Asset>(`/assets/${encodeURIComponent(id)}`);
  return (
    <li>
      <AssetLink id={id} name={data?.name ?? id} />
      <span class="quiet">{data && [word('role', data.role), data.ip[0], data.vendor].filter(Boolean).join(' · ')}</span>
    </li>
  );
}

function Result({ result }: { result: LedgerResult }) {
  const [most, setMost] = useState(30);
  return (
    <>
      <ul class="figures">
        <li class="figure figure-ok">
          <a href="#/assets">
            <span class="figure-number">
              <StateMark state="ok" size={14} />
              {number(result.matched)}
            </span>
            <span class="figure-word">{t('ledger.matched')}</span>
          </a>
        </li>
        <li class="figure">
          <a href="#/ledger" onClick={(event) => { event.preventDefault(); document.getElementById('unmatched')?.scrollIntoView(); }}>
            <span class="figure-number">{number(result.unmatched_rows.length)}</span>
            <span class="figure-word">{t('ledger.unmatched')}</span>
          </a>
        </li>
        <li class={result.unknown_assets.length ? 'figure figure-look' : 'figure'}>
          <a href="#/ledger" onClick={(event) => { event.preventDefault(); document.getElementById('unlisted')?.scrollIntoView(); }}>
            <span class="figure-number">
              {result.unknown_assets.length > 0 && <StateMark state="look" size={14} />}
              {number(result.unknown_assets.length)}
            </span>
            <span class="figure-word">{t('ledger.unlisted')}</span>
          </a>
        </li>
      </ul>
      <div class="grid grid-device">
        <Panel title={t('ledger.unlisted')} id="unlisted" count={result.unknown_assets.length}>
          <p class="quiet">{t('ledger.unlisted_why')}</p>
          <ul class="lines">
            {result.unknown_assets.slice(0, most).map((id) => (
              <Unknown key={id} id={id} />
            ))}
          </ul>
          {result.unknown_assets.length > most && (
            <button type="button" class="button-plain" onClick={() => setMost(most + 100)}>
              {t('overview.more', { count: result.unknown_assets.length - most })}
            </button>
          )}
        </Panel>
        <Panel title={t('ledger.unmatched')} id="unmatched" count={result.unmatched_rows.length}>
          <p class="quiet">{t('ledger.unmatched_why')}</p>
          <Sheet class="plain">
            <thead>
              <tr>
                <th scope="col" class="right">{t('ledger.row')}</th>
                <th scope="col">{word('attribute', 'name')}</th>
                <th scope="col">IP</th>
                <th scope="col">MAC</th>
              </tr>
            </thead>
            <tbody>
              {result.unmatched_rows.slice(0, 500).map((row) => (
                <tr key={row.row}>
                  <td class="right">{row.row}</td>
                  <td>{row.name ?? '–'}</td>
                  <td class="mono">{row.ip ?? '–'}</td>
                  <td class="mono">{row.mac ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        </Panel>
      </div>
    </>
  );
}

function Kept() {
  const { data } = useLoad<Page<LedgerItem>>('/ledger?limit=10000');
  if (!data || data.items.length === 0) return null;
  const text = (key: LedgerField, width: number): Column<LedgerItem> => ({
    key, title: word('attribute', key), width, text: (row) => String(row[key] ?? ''),
    cell: (row) => (key === 'name' && row.asset ? <AssetLink id={row.asset} name={String(row.name ?? row.asset)} /> : (row[key] ?? <span class="quiet">–</span>)),
  });
  const columns: Column<LedgerItem>[] = [
    text('name', 200), text('ip', 140), text('mac', 160), text('vendor', 150), text('model', 150), text('location', 140), text('owner', 110),
    { key: 'asset', title: t('ledger.seen'), width: 130, text: (row) => row.asset ?? '', cell: (row) => (row.asset ? <Chip state="ok">{t('ledger.seen_yes')}</Chip> : <Chip>{t('ledger.seen_no')}</Chip>) },
  ];
  return (
    <Panel
      title={t('ledger.now')}
      count={data.total}
      actions={
        <a class="button" href={base + scoped(`/ledger.xlsx${query({ lang: language.get(), anonymise: anonymised() })}`)}>
          {t('ledger.save')}
        </a>
      }
    >
      <Table name="ledger" label={t('ledger.now')} columns={columns} rows={data.items} total={data.items.length} id={(row) => String(row.row ?? row.name)} empty={null} most={480} />
    </Panel>
  );
}

export function Ledger() {
  const [file, setFile] = useState<File>();
  const [sheet, setSheet] = useState<string>();
  const [preview, setPreview] = useState<LedgerPreview>();
  const [result, setResult] = useState<LedgerResult>();
  const [error, setError] = useState<ApiError>();
  const [sent, setSent] = useState(0);
  useEffect(() => {
    if (!file) return;
    setError(undefined);
    setPreview(undefined);
    upload<LedgerPreview>(`/ledger/preview${query({ sheet })}`, file, setSent).then(setPreview, setError);
  }, [file, sheet]);
  const take = (next: File) => {
    setResult(undefined);
    setSheet(undefined);
    setSent(0);
    setFile(next);
  };
  const startOver = () => {
    setFile(undefined);
    setPreview(undefined);
    setResult(undefined);
  };
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.ledger')}</h1>
      </header>
      <p>{t('ledger.why')}</p>
      {preview ? (
        <p class="ledger-send">
          <button type="button" class="button" onClick={startOver}>
            {t('ledger.other')}
          </button>
        </p>
      ) : (
        <DropArea take={take} accept=".xlsx,.csv" title={t('ledger.drop')} hint={t('ledger.drop_hint')} />
      )}
      {file && !preview && !error && <Bar done={sent} total={file.size} label={file.name} />}
      {error && <Failure error={error} />}
      <div class="grid">
        {preview && !result && file && <Preview key={preview.id + preview.sheet} preview={preview} file={file} again={setSheet} done={setResult} />}
        {result && <Result result={result} />}
        {!preview && <Kept />}
      </div>
    </div>
  );
}
