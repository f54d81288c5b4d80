/* allowlist_phases.tsx - learn, review, enforce: who is in which phase, and what the learning has seen. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayDescribe, mayJudge, patch, post, remove } from '../api';
import { t, word, type TextKey } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark, type State } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Time } from '../parts/small';
import type { Page } from '../types';
import { seenKinds, type CalendarDay, type Phase, type PhaseRow, type Phases, type Seen } from './finding_types';

const marks: Record<Phase, State> = { none: 'calm', learn: 'new', review: 'look', enforce: 'ok' };
const steps: Phase[] = ['learn', 'review', 'enforce'];

export const mayDecideAll = mayJudge;

/* What was not learned would be found on its first day: said before somebody enforces. */
function Coverage({ seen }: { seen: Seen }) {
  return (
    <span class="coverage">
      {seenKinds.map((kind) => (
        <Chip key={kind} state={seen[kind] > 0 ? 'ok' : 'calm'} title={t('coverage.hours', { count: seen[kind] })}>
          {t(`coverage.${kind}` as TextKey)} {t(seen[kind] > 0 ? 'coverage.yes' : 'coverage.no')}
        </Chip>
      ))}
    </span>
  );
}

/* Three steps that one goes up, and a way out of them. */
function Steps({ row, choose }: { row: PhaseRow; choose: (phase: Phase | null) => void }) {
  const drawn = row.kind === 'zone' || row.kind === 'network';
  return (
    <span class="steps" role="group" aria-label={row.kind === 'default' ? t('phase.default') : row.name}>
      {steps.map((phase, index) => (
        <button key={phase} type="button" class="chip-button" aria-pressed={row.phase === phase} disabled={!mayDecideAll()} onClick={() => choose(phase)} title={t(`phase.${phase}.hint` as TextKey)}>
          {index + 1} {word('phase', phase)}
        </button>
      ))}
      <button type="button" class="chip-button" aria-pressed={row.phase === 'none' || (drawn && !row.phase)} disabled={!mayDecideAll()} onClick={() => choose(drawn ? null : 'none')} title={t(drawn ? 'phase.follow.hint' : 'phase.none.hint')}>
        {drawn ? t('phase.follow') : word('phase', 'none')}
      </button>
    </span>
  );
}

/* A capture that was read to its end before that was chosen: nothing was learned of it. */
const isTooLate = (row: PhaseRow): boolean => row.kind === 'file' && !row.seen && row.since !== null && (row.phase === 'learn' || row.phase === 'review');

/* The program keeps captures: it can read this one once more. */
function LearnAfterAll({ row, changed }: { row: PhaseRow; changed: (rows: Phases) => void }) {
  const [said, setSaid] = useState('');
  const again = async () => {
    try {
      changed(await patch<Phases>(`/phases/${row.id}`, { phase: row.phase, again: true }));
      setSaid(t('phase.again_began'));
    } catch (error) {
      setSaid(error instanceof ApiError ? error.detail || error.title : String(error));
    }
  };
  return (
    <span class="quiet">
      {t('phase.too_late')}{' '}
      {mayDecideAll() && !said && (
        <button type="button" class="button" onClick={() => void again()} title={t('phase.again.hint')}>
          {t('phase.again')}
        </button>
      )}
      <span role="status">{said}</span>
    </span>
  );
}

function PhaseLine({ row, changed }: { row: PhaseRow; changed: (rows: Phases) => void }) {
  const choose = async (phase: Phase | null) => changed(await patch<Phases>(`/phases/${row.id}`, { phase }));
  return (
    <tr>
      <th scope="row">
        <StateMark state={row.phase ? marks[row.phase] : 'calm'} /> {row.kind === 'default' ? t('phase.default') : row.name} {(row.kind === 'zone' || row.kind === 'network') && <span class="quiet">{t(`phase.kind.${row.kind}` as TextKey)}</span>}
      </th>
      <td>
        <Steps row={row} choose={(phase) => void choose(phase)} />
      </td>
      <td>
        {row.seen && <Coverage seen={row.seen} />}
        {isTooLate(row) && <LearnAfterAll row={row} changed={changed} />}
      </td>
      <td class="quiet">{row.since && <Time at={row.since} />}</td>
    </tr>
  );
}

const nothing = { kind: 'changeover', first: '', last: '', note: '' };

/* 段取り替え and 締め: only people know when they were. */
function Calendar({ changed }: { changed: () => void }) {
  const { data, set } = useLoad<Page<CalendarDay>>('/calendar');
  const [day, setDay] = useState(nothing);
  const [wrong, setWrong] = useState('');
  const write = (part: Partial<typeof nothing>) => setDay({ ...day, ...part });
  const add = async (event: Event) => {
    event.preventDefault();
    if (!day.first || !day.last || day.last <= day.first) return setWrong(t('calendar.wrong'));
    try {
      set(await post<Page<CalendarDay>>('/calendar', { ...day, first: new Date(day.first).toISOString(), last: new Date(day.last).toISOString() }));
      setDay(nothing);
      setWrong('');
      changed();
    } catch (error) {
      setWrong(error instanceof ApiError ? error.detail || error.title : String(error));
    }
  };
  const take = async (id: string) => {
    await remove(`/calendar/${id}`);
    if (data) set({ ...data, items: data.items.filter((row) => row.id !== id) });
    changed();
  };
  return (
    <details class="calendar">
      <summary>{t('calendar.title')}</summary>
      <p class="quiet">{t('calendar.hint')}</p>
      <ul class="entry-list">
        {data?.items.map((row) => (
          <li key={row.id}>
            <span>
              <Chip>{t(`coverage.${row.kind}` as TextKey)}</Chip> <Time at={row.first} /> – <Time at={row.last} /> {row.note} <span class="quiet">{row.user}</span>
            </span>
            {mayDescribe() && (
              <button type="button" class="button-plain" onClick={() => void take(row.id)}>
                {t('calendar.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayDescribe() && (
        <form class="calendar-form" onSubmit={add}>
          <Field label={t('calendar.kind')}>
            <select class="input" value={day.kind} onChange={(event) => write({ kind: event.currentTarget.value })}>
              <option value="changeover">{t('coverage.changeover')}</option>
              <option value="month_end">{t('coverage.month_end')}</option>
            </select>
          </Field>
          <Field label={t('calendar.first')} error={wrong}>
            <input class="input" type="datetime-local" value={day.first} onInput={(event) => write({ first: event.currentTarget.value })} />
          </Field>
          <Field label={t('calendar.last')}>
            <input class="input" type="datetime-local" value={day.last} onInput={(event) => write({ last: event.currentTarget.value })} />
          </Field>
          <Field label={t('calendar.note')}>
            <input class="input" value={day.note} onInput={(event) => write({ note: event.currentTarget.value })} />
          </Field>
          <button type="submit" class="button">
            {t('calendar.add')}
          </button>
        </form>
      )}
    </details>
  );
}

function PhaseTable({ rows, changed }: { rows: PhaseRow[]; changed: (rows: Phases) => void }) {
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('phase.place')}</th>
          <th scope="col">{t('phase.phase')}</th>
          <th scope="col">{t('coverage.title')}</th>
          <th scope="col">{t('phase.since')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PhaseLine key={row.id} row={row} changed={changed} />
        ))}
      </tbody>
    </Sheet>
  );
}

/* A zone or network that goes with its sources says nothing of its own, and there may be many. */
const follows = (row: PhaseRow): boolean => (row.kind === 'zone' || row.kind === 'network') && !row.phase;

export function PhasePanel() {
  const { data, error, set, reload } = useLoad<Phases>('/phases', useVersion('status', 10_000));
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  const learned = data.items.some((row) => row.seen);
  const followers = data.items.filter(follows);
  return (
    <Panel title={t('allowlist.phases')}>
      <p class="quiet">{t('allowlist.phases_hint')}</p>
      <div class="phases">
        <PhaseTable rows={data.items.filter((row) => !follows(row))} changed={set} />
        {followers.length > 0 && (
          <details>
            <summary>{t('phase.followers', { count: followers.length })}</summary>
            <PhaseTable rows={followers} changed={set} />
          </details>
        )}
      </div>
      {learned && <Calendar changed={reload} />}
    </Panel>
  );
}
