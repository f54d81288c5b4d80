/* suppliers_ask.tsx - questionnaires: asked until a day, sent as a workbook, collected, laid side by side (S1-095 S4-116). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { anonymised, base, query } from '../api';
import { language, t, word } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Wrong } from '../parts/small';
import type { State } from '../parts/icons';
import { setQuery } from '../router';
import { scoped } from '../scope';
import { AnswerSheet } from './answer_sheet';
import { keepAnswer } from './assess_parts';
import { faultText } from './assess_proof';
import { keepTask, newTask, today, type Task } from './assess_tasks';
import { notApplicable, say, type Assessment, type Item, type Pack } from './assess_types';
import type { TabProps } from './suppliers';
import { isOutside, mayBuy, type Supplier } from './suppliers_data';

const packId = 'supplier';

/** The newest request to him. */
const requestOf = (tasks: Task[], row: Supplier): Task | undefined => tasks.filter((task) => task.kind === 'supplier' && task.part === row.key && task.state !== 'dropped').sort((a, b) => b.starts_on.localeCompare(a.starts_on) || Number(b.id) - Number(a.id))[0];

type Standing = 'none' | 'asked' | 'late' | 'back';
const standingOf = (task: Task | undefined): Standing => (!task ? 'none' : task.state === 'done' ? 'back' : task.due_on && task.due_on < today() ? 'late' : 'asked');
const marks: Record<Standing, State> = { none: 'calm', asked: 'new', late: 'look', back: 'ok' };

/** Steps of what was answered; what was not is left out and told as such, never counted as not done. */
export function meanOf(pack: Pack, items: Item[]): { answered: number; mean: number | null } {
  const values = items.filter((item) => item.answer?.value);
  const steps = values.map((item) => pack.scale.findIndex((step) => step.value === item.answer!.value)).filter((step) => step >= 0);
  return { answered: values.length, mean: steps.length ? steps.reduce((sum, step) => sum + step, 0) / steps.length : null };
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

interface OneProps extends TabProps {
  row: Supplier;
  task: Task | undefined;
  pack: Pack;
  saved: () => void;
}

/** A request: until when, the workbook, words to send it with; then what came back. */
function One({ book, row, task, pack, saved }: OneProps) {
  const [due, setDue] = useState(inDays(30));
  const [wrong, setWrong] = useState('');
  const keep = (change: Partial<Task>) =>
    keepTask({ ...(task ?? newTask(t('ask.task', { name: row.name }), { kind: 'supplier', pack: packId, part: row.key, owner: row.person ?? '' })), ...change }).then(
      () => {
        setWrong('');
        saved();
      },
      (cause) => setWrong(faultText(cause)),
    );
  const open = task && task.state !== 'done';
  const law = book.countries.find((country) => country.id === row.country);
  return (
    <Panel
      title={t('ask.of', { name: row.name })}
      id="asked"
      actions={
        <button type="button" class="button" onClick={() => setQuery({ who: null })}>
          {t('close')}
        </button>
      }
    >
      <ol class="ask-steps">
        <li>
          {open ? (
            <>
              {t('ask.asked_on', { asked: task.starts_on, due: task.due_on })}{' '}
              <Field label={t('ask.due')}>
                <input class="input" type="date" disabled={!mayBuy()} value={task.due_on} onChange={(event) => void keep({ due_on: event.currentTarget.value })} />
              </Field>
            </>
          ) : (
            <form
              class="value-reason"
              onSubmit={(event) => {
                event.preventDefault();
                void keepTask(newTask(t('ask.task', { name: row.name }), { kind: 'supplier', pack: packId, part: row.key, owner: row.person ?? '', starts_on: today(), due_on: due })).then(saved, (cause) => setWrong(faultText(cause)));
              }}
            >
              <Field label={t('ask.due')}>
                <input class="input" type="date" required min={today()} value={due} onInput={(event) => setDue(event.currentTarget.value)} />
              </Field>
              <button type="submit" class="button button-main" disabled={!mayBuy()}>
                {t('ask.request')}
              </button>
            </form>
          )}
          <p class="quiet">{t('ask.calendar_hint')}</p>
        </li>
        <li>
          <a class="button" href={base + scoped(`/answers.xlsx${query({ pack: packId, part: row.key, lang: language.get(), anonymise: anonymised() })}`)}>
            {t('ask.workbook')}
          </a>{' '}
          <span class="quiet">{t(row.small ? 'ask.workbook_small' : 'ask.workbook_hint')}</span>
          <details>
            <summary>{t('ask.letter')}</summary>
            <textarea class="input" readOnly rows={8} aria-label={t('ask.letter')} value={t('ask.letter_text', { name: row.name, person: row.person ?? '', due: open ? task.due_on : due })} />
          </details>
          {law && <p class="quiet">{t('ask.law', { country: say(law.title), law: say(law.law) })}</p>}
        </li>
        <li>
          <AnswerSheet pack={pack} part={row.key} may={mayBuy()} saved={saved} />
          {open && mayBuy() && (
            <button type="button" class="button" onClick={() => void keep({ state: 'done' })}>
              {t('ask.back')}
            </button>
          )}
        </li>
      </ol>
      <Wrong text={wrong} block />
    </Panel>
  );
}

function Overview({ rows, tasks, data }: { rows: Supplier[]; tasks: Task[]; data: Assessment }) {
  return (
    <Panel title={t('ask.title')} count={rows.length} id="questionnaires">
      <p class="quiet">{t('ask.hint')}</p>
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('ask.title')}>
        <Sheet class="plain">
          <thead>
            <tr>
              {(['name', 'state', 'due', 'answered', 'mean', 'open'] as const).map((name) => (
                <th key={name} scope="col">
                  {word('ask.column', name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const task = requestOf(tasks, row);
              const items = data.items.filter((item) => item.part === row.key);
              const { answered, mean } = meanOf(data.pack, items);
              const standing = standingOf(task);
              return (
                <tr key={row.id}>
                  <th scope="row">
                    <bdi>{row.name}</bdi> {row.small && <Chip title={t('suppliers.small_hint')}>{t('suppliers.small')}</Chip>}
                  </th>
                  <td>
                    <Chip state={marks[standing]}>{word('ask.state', standing)}</Chip>
                  </td>
                  <td class="nowrap">{task?.due_on || '–'}</td>
                  <td>{answered === 0 ? <span class="quiet">{t('ask.unanswered')}</span> : t('ask.count', { answered, items: items.length })}</td>
                  <td>{mean === null ? '–' : mean.toFixed(1)}</td>
                  <td>
                    <button type="button" class="button" onClick={() => setQuery({ who: row.key })}>
                      {t('ask.open', { name: row.name })}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Sheet>
      </div>
    </Panel>
  );
}

function Reason({ item }: { item: Item | undefined }) {
  if (!item?.answer?.reason) return null;
  return (
    <p class="quiet">
      <bdi>{item.answer.reason}</bdi>
    </p>
  );
}

function Answer({ pack, item, editable, saved }: { pack: Pack; item: Item | undefined; editable: string | null; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const value = item?.answer?.value ?? '';
  const step = pack.scale.find((one) => one.value === value);
  if (item && editable)
    return (
      <>
        <select
          class="input"
          aria-label={`${editable} ${item.id}`}
          value={value}
          onChange={(event) =>
            void keepAnswer(pack.id, item, { value: event.currentTarget.value }).then((fault) => {
              setWrong(fault);
              saved();
            })
          }
        >
          <option value="">{t('ask.unanswered')}</option>
          {value === notApplicable && <option value={notApplicable}>{t('assess.na')}</option>}
          {pack.scale.map((one) => (
            <option key={one.value} value={one.value}>
              {one.value} {say(one.label)}
            </option>
          ))}
        </select>
        <Wrong text={wrong} />
        <Reason item={item} />
      </>
    );
  if (!value) return <span class="quiet">{t('ask.unanswered')}</span>;
  return (
    <>
      {step ? (
        <span title={say(step.label)}>
          <b>{step.value}</b> <span class="quiet">{say(step.label)}</span>
        </span>
      ) : (
        t('assess.na')
      )}
      <Reason item={item} />
    </>
  );
}

/** Side by side, a column for each who was asked or has answered. */
function SideBySide({ rows, data, who, saved }: { rows: Supplier[]; data: Assessment; who: string | null; saved: () => void }) {
  const { pack } = data;
  const of = (row: Supplier, id: string) => data.items.find((item) => item.part === row.key && item.id === id);
  const ids = [...new Map(data.items.map((item) => [item.id, item])).values()];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('ask.compare')} count={rows.length} id="side-by-side">
      <p class="quiet">{t('ask.compare_hint')}</p>
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('ask.compare')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('answers_sheet.item')}</th>
              {rows.map((row) => (
                <th key={row.id} scope="col">
                  <bdi>{row.name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pack.sections.flatMap((section) => [
              <tr key={section.id}>
                <th scope="row">
                  <b>{say(section.title)}</b>
                </th>
                {rows.map((row) => {
                  const { answered, mean } = meanOf(pack, data.items.filter((item) => item.part === row.key && item.section === section.id));
                  return (
                    <td key={row.id}>
                      <b>{mean === null ? '–' : mean.toFixed(1)}</b> <span class="quiet">{t('ask.count', { answered, items: section.items })}</span>
                    </td>
                  );
                })}
              </tr>,
              ...ids
                .filter((item) => item.section === section.id)
                .map((item) => (
                  <tr key={item.id}>
                    <td>
                      {item.id} {say(item.title)}
                    </td>
                    {rows.map((row) => (
                      <td key={row.id}>
                        <Answer pack={pack} item={of(row, item.id)} editable={who === row.key && mayBuy() ? row.name : null} saved={saved} />
                      </td>
                    ))}
                  </tr>
                )),
            ])}
          </tbody>
        </Sheet>
      </div>
    </Panel>
  );
}

export function AskTab(props: TabProps) {
  const who = props.route.query.get('who');
  const asked = useLoad<{ items: Task[] }>('/tasks');
  const { data, error, reload } = useLoad<Assessment>(`/checklist?pack=${packId}`);
  const rows = props.data.items.filter(isOutside);
  const saved = () => {
    reload();
    asked.reload();
  };
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data || !asked.data) return <Loading />;
  if (rows.length === 0) return <section class="panel">{t('ask.nobody')}</section>;
  const tasks = asked.data.items;
  const chosen = rows.find((row) => row.key === who);
  const shown = rows.filter((row) => row.key === who || requestOf(tasks, row) || data.items.some((item) => item.part === row.key && item.answer?.value));
  return (
    <>
      <Overview rows={rows} tasks={tasks} data={data} />
      {chosen && <One key={chosen.key} {...props} row={chosen} task={requestOf(tasks, chosen)} pack={data.pack} saved={saved} />}
      <SideBySide rows={shown} data={data} who={who} saved={saved} />
      <p class="quiet">{say(data.pack.caveat)}</p>
    </>
  );
}
