/* assess_fill.tsx - 測る: fill the file you were sent. Only the cells pointed at are written. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, post, query, upload } from '../api';
import { t, word, language } from '../i18n';
import { useLoad } from '../load';
import { DropArea } from '../parts/drop';
import { StateMark, type State } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Failure, Field, Loading, Panel, Wrong } from '../parts/small';
import type { Route } from '../router';
import type { LedgerPreview } from '../types';
import { faultText } from './assess_proof';
import { notApplicable, say, type Assessment, type Pack } from './assess_types';
import { columnTitle } from './steps_grid';

const roles = ['number', 'answer', 'remark'] as const;
type Role = (typeof roles)[number];
type Columns = Partial<Record<Role, number>>;

interface Filled {
  id: string;
  items: { item: string; fate: 'written' | 'missing' | 'formula' | 'merged' | 'empty'; row: number; dated: boolean }[];
}

const looksNumbered = /^[\s【(（[]*[0-9０-９]+[-－‐–−ー][0-9０-９]+/;
const headers: [Role, RegExp][] = [
  ['answer', /達成度|回答|評価|判定|answer|rating/i],
  ['remark', /備考|コメント|根拠|補足|remark|comment/i],
];

/* What was pointed at before in a file of these titles is remembered on this computer. */
const keyOf = (preview: LedgerPreview): string => `form:${preview.sheet}|${preview.columns.join('|')}`;

function guess(preview: LedgerPreview): Columns {
  const kept = localStorage.getItem(keyOf(preview));
  if (kept) return JSON.parse(kept) as Columns;
  const found: Columns = {};
  let most = 0;
  preview.columns.forEach((title, index) => {
    const count = preview.rows.filter((row) => looksNumbered.test(row[index] ?? '')).length;
    if (count > most) {
      most = count;
      found.number = index;
    }
    const titles = [title ?? '', ...preview.rows.slice(0, 8).map((row) => row[index] ?? '')]; /* a letter's head may stand above them */
    for (const [role, pattern] of headers) if (found[role] === undefined && titles.some((text) => text.length < 20 && pattern.test(text))) found[role] = index;
  });
  return found;
}

const fateStates: Record<Filled['items'][number]['fate'], State> = { written: 'ok', missing: 'look', formula: 'look', merged: 'look', empty: 'calm' };

function Result({ filled, name }: { filled: Filled; name: string }) {
  const written = filled.items.filter((row) => row.fate === 'written').length;
  const rest = filled.items.filter((row) => row.fate !== 'written' && row.fate !== 'empty');
  return (
    <Panel title={t('fill.done', { count: written })}>
      <p>
        <a class="button button-main" href={`/api/v1/forms/${filled.id}`}>
          {t('fill.fetch', { name })}
        </a>
      </p>
      {rest.length > 0 && (
        <ul class="history">
          {rest.map((row) => (
            <li key={row.item}>
              <StateMark state={fateStates[row.fate]} size={10} /> {row.item}: {word('fate', row.fate)}
            </li>
          ))}
        </ul>
      )}
      {filled.items.some((row) => row.dated) && <p class="quiet">{t('fill.dated')}</p>}
      <p class="quiet">{t('fill.untouched')}</p>
    </Panel>
  );
}

interface PointProps {
  preview: LedgerPreview;
  file: File;
  packs: Pack[];
  again: (sheet: string) => void;
}

function Words({ pack, words, set }: { pack: Pack; words: Record<string, string>; set: (words: Record<string, string>) => void }) {
  return (
    <details>
      <summary>{t('fill.words')}</summary>
      <p class="quiet">{t('fill.words_hint')}</p>
      <div class="proof-form">
        {[...pack.scale.map((step) => ({ value: step.value, label: `${step.value} ${say(step.label)}` })), { value: notApplicable, label: t('assess.na') }].map((step) => (
          <Field key={step.value} label={step.label}>
            <input class="input" maxLength={40} value={words[step.value] ?? ''} onInput={(event) => set({ ...words, [step.value]: event.currentTarget.value })} />
          </Field>
        ))}
      </div>
    </details>
  );
}

function Point({ preview, file, packs, again }: PointProps) {
  const [columns, setColumns] = useState<Columns>(() => guess(preview));
  const [pack, setPack] = useState(packs.find((row) => row.id === 'meti-checklist')!);
  const [part, setPart] = useState('');
  const [measured, setMeasured] = useState(false);
  const [words, setWords] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState('');
  const [filled, setFilled] = useState<Filled>();
  const parts = useLoad<Assessment>(`/checklist${query({ pack: pack.id })}`).data;
  const partIds = [...new Set(parts?.items.map((item) => item.part) ?? [])].filter(Boolean);
  const choose = (index: number, role: string) => {
    const next: Columns = { ...columns };
    for (const name of roles) if (next[name] === index) delete next[name];
    if (role) next[role as Role] = index;
    setColumns(next);
    setFilled(undefined);
  };
  const fill = async () => {
    localStorage.setItem(keyOf(preview), JSON.stringify(columns));
    try {
      setFilled(await post<Filled>('/forms', { id: preview.id, sheet: preview.sheet, pack: pack.id, part: part || partIds[0] || '', ...columns, measured, language: language.get(), words }));
      setWrong('');
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  return (
    <>
      <Panel title={t('fill.point', { name: file.name })}>
        <div class="tools">
          {preview.sheets.length > 1 && (
            <label>
              {t('ledger.sheet')}{' '}
              <select class="input" value={preview.sheet} onChange={(event) => again(event.currentTarget.value)}>
                {preview.sheets.map((sheet) => (
                  <option key={sheet}>{sheet}</option>
                ))}
              </select>
            </label>
          )}
          <label>
            {t('fill.pack')}{' '}
            <select class="input" value={pack.id} onChange={(event) => setPack(packs.find((row) => row.id === event.currentTarget.value)!)}>
              {packs.map((row) => (
                <option key={row.id} value={row.id}>
                  {say(row.title)}
                </option>
              ))}
            </select>
          </label>
          {partIds.length > 0 && (
            <label>
              {t('fill.part')}{' '}
              <select class="input" value={part} onChange={(event) => setPart(event.currentTarget.value)}>
                {partIds.map((id) => (
                  <option key={id} value={id}>
                    {columnTitle(parts!.pack, id)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <p>{t('fill.point_hint')}</p>
        <div class="ledger-box" tabIndex={0} role="region" aria-label={file.name}>
          <Sheet class="plain ledger-table">
            <thead>
              <tr>
                {preview.columns.map((title, index) => {
                  const role = roles.find((name) => columns[name] === index) ?? '';
                  return (
                    <th key={index} scope="col">
                      <select class={role ? 'input ledger-set' : 'input'} aria-label={t('ledger.meaning', { column: title || String(index + 1) })} value={role} onChange={(event) => choose(index, event.currentTarget.value)}>
                        <option value="">{t('fill.leave')}</option>
                        {roles.map((name) => (
                          <option key={name} value={name}>
                            {word('fill_column', name)}
                          </option>
                        ))}
                      </select>
                      <span>{title}</span>
                    </th>
                  );
                })}
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
        <label class="watch">
          <input type="checkbox" checked={measured} onChange={(event) => setMeasured(event.currentTarget.checked)} /> {t('fill.measured')}
        </label>
        <Words pack={pack} words={words} set={setWords} />
        <p>
          <button type="button" class="button button-main" disabled={columns.number === undefined || columns.answer === undefined} onClick={() => void fill()}>
            {t('fill.fill')}
          </button>{' '}
          <Wrong text={wrong} />
        </p>
      </Panel>
      {filled && <Result filled={filled} name={file.name} />}
    </>
  );
}

export function Fill({ route: _ }: { route: Route }) {
  const packs = useLoad<{ items: Pack[] }>('/packs');
  const [sent, setSent] = useState<{ preview: LedgerPreview; file: File }>();
  const [wrong, setWrong] = useState('');
  const send = async (file: File, sheet?: string) => {
    setWrong('');
    try {
      const preview = await upload<LedgerPreview>(`/ledger/preview${query({ sheet })}`, file, () => undefined);
      setSent({ preview, file });
    } catch (cause) {
      setSent(undefined);
      setWrong(faultText(cause));
    }
  };
  if (packs.error) return <Failure error={packs.error} again={packs.reload} />;
  if (!packs.data) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.fill')}</h1>
      </header>
      <p class="lead">{t('fill.hint')}</p>
      {mayEdit() && <DropArea take={(file) => void send(file)} accept=".xlsx,.xlsm" title={t('fill.drop')} hint={t('fill.drop_hint')} />}
      {wrong && (
        <p class="notice notice-act" role="alert">
          <StateMark state="act" /> {wrong}
        </p>
      )}
      {sent && <Point key={sent.preview.id} preview={sent.preview} file={sent.file} packs={packs.data.items} again={(sheet) => void send(sent.file, sheet)} />}
    </div>
  );
}
