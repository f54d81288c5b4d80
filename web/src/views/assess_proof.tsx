/* assess_proof.tsx - what an answer stands on: evidence, exceptions, verdicts over time. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayEdit, may, patch, post, query, remove, upload } from '../api';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Chip, Field, Time, Wrong } from '../parts/small';
import { Means } from './assess_means';
import { keepAnswer } from './assess_parts';
import type { Evidence, Exception, Item, Pack, Verdict } from './assess_types';

export const faultText = (cause: unknown): string =>
  cause instanceof ApiError ? (cause.status === 0 ? t('error.unreachable') : cause.status === 403 ? t('error.forbidden') : cause.detail) : String(cause);

export interface Props {
  pack: Pack;
  item: Item;
  saved: () => void;
}

/** A form that is opened by its summary, sends, and closes. */
export function Adding({ title, send, children, opened = false }: { title: string; send: (form: HTMLFormElement) => Promise<void>; children: preact.ComponentChildren; opened?: boolean }) {
  const [open, setOpen] = useState(opened);
  const [wrong, setWrong] = useState('');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    try {
      await send(form);
      setWrong('');
      setOpen(false);
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  if (!mayEdit()) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      <form class="proof-form" onSubmit={submit}>
        {children}
        <p class="answer-foot">
          <button type="submit" class="button">
            {t('assess.keep')}
          </button>
          <Wrong text={wrong} />
        </p>
      </form>
    </details>
  );
}

export const valueOf = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '');

function EvidenceRow({ row, changed }: { row: Evidence; changed: () => void }) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <li>
      <Chip>{word('evidence', row.kind)}</Chip> <bdi>{row.file ? <a href={`/api/v1/evidence/${row.id}/file`}>{row.title}</a> : row.title}</bdi>
      {row.file && <bdi class="quiet" title={row.hash ?? ''}> {row.file}</bdi>}
      {row.link && <bdi class="quiet"> {row.link}</bdi>} <span class="quiet">{row.collected_on ?? <Time at={row.at} />}{(row.effective_on || row.expires_on) && ` (${row.effective_on ?? ''} – ${row.expires_on ?? ''})`}</span>
      {row.uses.length > 1 && <span class="quiet"> {t('evidence.uses', { count: row.uses.length })}</span>}
      {row.expires_on && row.expires_on < today && (
        <>
          {' '}
          <Chip state="look">{t('evidence.expired')}</Chip>
        </>
      )}{' '}
      {mayEdit() && (
        <button type="button" class="button-plain" onClick={() => void remove(`/evidence/${row.id}`).then(changed)}>
          {t('evidence.remove')}
        </button>
      )}
    </li>
  );
}

/** Documents, links and files; one piece may serve many items. */
function EvidenceList({ pack, item, saved }: Props) {
  const use = `${pack.id}/${item.part}/${item.id}`;
  const { data, reload: again } = useLoad<{ items: Evidence[] }>('/evidence', useVersion('status', 10000));
  const reload = () => {
    again();
    saved();
  };
  const rows = data?.items.filter((row) => row.uses.includes(use)) ?? [];
  const send = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('file');
    const others = item.maps.filter((map) => map.startsWith('meti-checklist:')).map((map) => `meti-checklist//${map.split(':')[1]}`);
    const more = valueOf(form, 'others').split(/[\s,、]+/).filter((number) => number && number !== item.id).map((number) => `${pack.id}/${item.part}/${number}`);
    const { id } = await post<{ id: string }>('/evidence', {
      kind: valueOf(form, 'kind'),
      title: valueOf(form, 'title'),
      link: valueOf(form, 'link'),
      collected_on: valueOf(form, 'collected_on'),
      effective_on: valueOf(form, 'effective_on'),
      expires_on: valueOf(form, 'expires_on'),
      uses: [use, ...more, ...(form.querySelector<HTMLInputElement>('[name=mapped]')?.checked ? others : [])],
    });
    if (file instanceof File && file.size > 0) await upload(`/evidence/${id}/file`, file, () => undefined);
    reload();
  };
  return (
    <section class="proof">
      <h3>{t('evidence.title')}</h3>
      {rows.length > 0 && (
        <ul class="history">
          {rows.map((row) => (
            <EvidenceRow key={row.id} row={row} changed={reload} />
          ))}
        </ul>
      )}
      <Adding title={t('evidence.add')} send={send}>
        <Field label={t('evidence.kind')}>
          <select class="input" name="kind">
            {['document', 'record', 'photo', 'link'].map((kind) => (
              <option key={kind} value={kind}>
                {word('evidence', kind)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('evidence.name')}>
          <input class="input" name="title" required maxLength={60} />
        </Field>
        <Field label={t('evidence.file')} hint={t('evidence.file_hint')}>
          <input class="input" type="file" name="file" />
        </Field>
        <Field label={t('evidence.link')}>
          <input class="input" name="link" maxLength={1000} />
        </Field>
        <Field label={t('evidence.collected_on')}>
          <input class="input" type="date" name="collected_on" />
        </Field>
        {(['effective_on', 'expires_on'] as const).map((name) => (
          <Field key={name} label={t(`evidence.${name}`)}>
            <input class="input" type="date" name={name} />
          </Field>
        ))}
        <Field label={t('evidence.others')} hint={t('evidence.others_hint')}>
          <input class="input" name="others" maxLength={200} />
        </Field>
        {item.maps.some((map) => map.startsWith('meti-checklist:')) && (
          <label>
            <input type="checkbox" name="mapped" /> {t('evidence.mapped')}
          </label>
        )}
      </Adding>
    </section>
  );
}

export function ExceptionLine({ row, changed }: { row: Exception; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const decide = (state: 'approved' | 'ended') =>
    void patch(`/exceptions/${row.id}`, { state }).then(
      () => changed(),
      (cause) => setWrong(faultText(cause)),
    );
  return (
    <div class="exception">
      <p>
        <Chip state={row.approved_by ? 'ok' : 'look'}>{row.approved_by ? t('exception.approved', { name: row.approved_by }) : t('exception.waits')}</Chip> {t('exception.until', { date: row.ends_on })}
      </p>
      <p>
        <bdi>{row.reason}</bdi> <span class="quiet">({row.user})</span>
      </p>
      <p>
        {t('exception.instead')} <bdi>{row.measure}</bdi>
      </p>
      <p>
        {!row.approved_by && may('approve') && (
          <button type="button" class="button" onClick={() => decide('approved')}>
            {t('exception.approve')}
          </button>
        )}{' '}
        {mayEdit() && (
          <button type="button" class="button-plain" onClick={() => decide('ended')}>
            {t('exception.end')}
          </button>
        )}
      </p>
      <Wrong text={wrong} block />
    </div>
  );
}

/** What cannot be kept, for a reason, until a day, with something in its place. */
function ExceptionBox({ pack, item, saved }: Props) {
  const send = async (form: HTMLFormElement) => {
    await post('/exceptions', { pack: pack.id, part: item.part, item: item.id, reason: valueOf(form, 'reason'), measure: valueOf(form, 'measure'), ends_on: valueOf(form, 'ends_on') });
    saved();
  };
  return (
    <section class="proof">
      <h3>{t('exception.title')}</h3>
      {item.exception && <ExceptionLine row={item.exception} changed={saved} />}
      {!item.exception && (
        <Adding title={t('exception.add')} send={send}>
          <Field label={t('exception.reason')}>
            <input class="input" name="reason" required maxLength={1000} />
          </Field>
          <Field label={t('exception.measure')}>
            <input class="input" name="measure" required maxLength={1000} />
          </Field>
          <Field label={t('exception.ends_on')}>
            <input class="input" type="date" name="ends_on" required />
          </Field>
        </Adding>
      )}
    </section>
  );
}

interface Evaluation {
  verdict: Verdict;
  since: string;
  last: string;
}

/** What gauges said, from when until when. */
function Verdicts({ pack, item }: Props) {
  const [open, setOpen] = useState(false);
  const { data } = useLoad<{ items: Evaluation[] }>(open ? `/evaluations${query({ pack: pack.id, part: item.part, item: item.id })}` : null);
  if (item.gauges.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('assess.verdicts')}</summary>
      <ul class="history">
        {data?.items.map((row) => (
          <li key={row.since}>
            <StateMark state={row.verdict === 'supports' ? 'ok' : row.verdict === 'contradicts' ? 'act' : 'calm'} size={10} /> {word('measured', row.verdict)} <Time at={row.since} /> – <Time at={row.last} />
          </li>
        ))}
        {data?.items.length === 0 && <li class="quiet">{t('assess.verdicts_none')}</li>}
      </ul>
    </details>
  );
}

/** c-1: chosen requirements are evaluated every hour. */
function Watch({ pack, item, saved }: Props) {
  if (pack.id !== 'meti-checklist' || item.gauges.length === 0) return null;
  const keep = async (on: boolean) => {
    await keepAnswer(pack.id, { id: item.id, part: item.part, answer: item.watch }, { value: on ? 'yes' : '' }, 'watch');
    saved();
  };
  return (
    <label class="watch">
      <input type="checkbox" disabled={!mayEdit()} checked={item.watched} onChange={(event) => void keep(event.currentTarget.checked)} /> {t('assess.watch')}
    </label>
  );
}

export function Proof(props: Props) {
  return (
    <>
      <Watch {...props} />
      <Means {...props} />
      <EvidenceList {...props} />
      <ExceptionBox {...props} />
      <Verdicts {...props} />
    </>
  );
}
