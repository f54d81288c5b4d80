/* assess_tasks.tsx - 進める: who does what until when, for how much: a list, bars over months, payback. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayEdit, patch, query } from '../api';
import { number } from '../format';
import { comma, language, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark, type State } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Dialog, Failure, Field, Panel, Wrong } from '../parts/small';
import { href } from '../router';
import { scoped } from '../scope';
import { clashes, Gantt } from './assess_gantt';
import { faultText } from './assess_proof';

export interface Task {
  id: string | null;
  pack: string;
  part: string;
  item: string;
  finding: string | null;
  kind: string;
  title: string;
  owner: string;
  starts_on: string;
  due_on: string;
  every: string;
  window: string;
  stops_line: boolean;
  cost: number;
  effect: number;
  follows: string;
  note: string;
  state: string;
  specimen?: boolean;
  revision: number;
}

export const newTask = (title: string, more: Partial<Task> = {}): Task => ({
  id: null, pack: '', part: '', item: '', finding: null, kind: 'measure', title, owner: '', starts_on: '', due_on: '', every: '', window: '', stops_line: false, cost: 0, effect: 0, follows: '', note: '', state: 'open', revision: 0, ...more,
});

export const keepTask = (task: Task): Promise<unknown> => patch('/tasks', { ...task, id: Number(task.id ?? 0), finding: Number(task.finding ?? 0) });

const kinds = ['measure', 'review', 'drill', 'restore', 'accounts', 'rules', 'logs', 'supplier'] as const;
const states = ['open', 'work', 'done', 'dropped'] as const;
const spans = ['', '1m', '3m', '6m', '1y'] as const;
const marks: Record<string, State> = { open: 'calm', work: 'new', done: 'ok', dropped: 'calm' };

export const today = (): string => new Date().toISOString().slice(0, 10);
export const isLate = (task: Task): boolean => Boolean(task.due_on) && task.due_on < today() && (task.state === 'open' || task.state === 'work');

/** Years until what it costs has come back; undefined when no effect was said. */
const payback = (task: Task): number | undefined => (task.cost && task.effect ? task.cost / task.effect : undefined);

const yen = (amount: number): string => (amount ? t('tasks.yen', { amount: number(amount) }) : '–');

function Edit({ task, tasks, close, saved }: { task: Task; tasks: Task[]; close: () => void; saved: () => void }) {
  const [draft, setDraft] = useState(task);
  const [wrong, setWrong] = useState('');
  const set = (change: Partial<Task>) => setDraft({ ...draft, ...change });
  const keep = async (event: Event) => {
    event.preventDefault();
    try {
      await keepTask(draft);
      saved();
      close();
    } catch (cause) {
      setWrong(cause instanceof ApiError && cause.status === 409 ? t('tasks.overtaken') : faultText(cause));
    }
  };
  const text = (name: 'owner' | 'window' | 'note', hint?: string) => (
    <Field label={word('tasks_field', name)} hint={hint}>
      <input class="input" maxLength={name === 'note' ? 1000 : 60} value={draft[name]} onInput={(event) => set({ [name]: event.currentTarget.value })} />
    </Field>
  );
  const day = (name: 'starts_on' | 'due_on') => (
    <Field label={word('tasks_field', name)}>
      <input class="input" type="date" value={draft[name]} onInput={(event) => set({ [name]: event.currentTarget.value })} />
    </Field>
  );
  const amount = (name: 'cost' | 'effect') => (
    <Field label={word('tasks_field', name)}>
      <input class="input" type="number" min={0} step={1000} value={draft[name] || ''} onInput={(event) => set({ [name]: Number(event.currentTarget.value) })} />
    </Field>
  );
  const choice = (name: 'kind' | 'state' | 'every', list: readonly string[]) => (
    <Field label={word('tasks_field', name)}>
      <select class="input" value={draft[name]} onChange={(event) => set({ [name]: event.currentTarget.value })}>
        {list.map((value) => (
          <option key={value} value={value}>
            {word(`tasks_${name}`, value || 'once')}
          </option>
        ))}
      </select>
    </Field>
  );
  return (
    <Dialog title={task.id ? t('tasks.edit') : t('tasks.new')} close={close} wide>
      <form class="proof-form" onSubmit={keep}>
        <Field label={word('tasks_field', 'title')}>
          <input class="input" required maxLength={130} value={draft.title} onInput={(event) => set({ title: event.currentTarget.value })} />
        </Field>
        {text('owner')}
        {day('starts_on')}
        {day('due_on')}
        {choice('kind', kinds)}
        {choice('every', spans)}
        {choice('state', states)}
        <label class="watch">
          <input type="checkbox" checked={draft.stops_line} onChange={(event) => set({ stops_line: event.currentTarget.checked })} /> {t('tasks.stops')}
        </label>
        {text('window', t('tasks.window_hint'))}
        {amount('cost')}
        {amount('effect')}
        <Field label={word('tasks_field', 'follows')}>
          <select class="input" value={draft.follows} onChange={(event) => set({ follows: event.currentTarget.value })}>
            <option value="">–</option>
            {tasks
              .filter((other) => other.id !== task.id)
              .map((other) => (
                <option key={other.id} value={other.id ?? ''}>
                  {other.title}
                </option>
              ))}
          </select>
        </Field>
        {text('note')}
        <p class="answer-foot">
          <button type="submit" class="button button-main">
            {t('assess.keep')}
          </button>
          <Wrong text={wrong} />
        </p>
      </form>
    </Dialog>
  );
}

export function Tasks({ version, moves }: { version: number; moves: (task: Task) => string }) {
  const { data, error, reload } = useLoad<{ items: Task[] }>('/tasks', useVersion('status', 10000) + version);
  const [edited, setEdited] = useState<Task>();
  if (error && !data) return <Failure error={error} again={reload} />;
  const tasks = data?.items ?? [];
  const titleOf = (ids: string) => ids.split(' ').map((id) => tasks.find((task) => task.id === id)?.title).filter(Boolean).join(comma());
  const live = tasks.filter((task) => task.state !== 'dropped');
  const cost = live.reduce((sum, task) => sum + task.cost, 0);
  const effect = live.reduce((sum, task) => sum + task.effect, 0);
  return (
    <Panel
      title={t('tasks.title')}
      count={t('tasks.progress', { done: live.filter((task) => task.state === 'done').length, count: live.length })}
      actions={
        <>
          {mayEdit() && (
            <button type="button" class="button" onClick={() => setEdited(newTask(''))}>
              {t('tasks.add')}
            </button>
          )}
          <a class="button" href={`/api/v1${scoped(`/tasks.ics${query({ lang: language.get() })}`)}`} download>
            {t('tasks.calendar')}
          </a>
        </>
      }
    >
      {tasks.length === 0 && <p class="quiet">{t('tasks.none')}</p>}
      {tasks.length > 0 && (
        <>
          <Gantt tasks={tasks} />
          <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('tasks.title')}>
            <Sheet class="plain">
              <thead>
                <tr>
                  {['title', 'owner', 'due_on', 'window', 'follows', 'moves', 'cost', 'effect', 'payback', 'state'].map((name) => (
                    <th key={name} scope="col">
                      {word('tasks_field', name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <tr key={task.id}>
                    <td>
                      <button type="button" class="item-title" onClick={() => setEdited(task)}>
                        <bdi>{task.title}</bdi>
                      </button>{' '}
                      {task.item && <span class="quiet">{task.item}</span>}{' '}{Number(task.finding) > 0 && <a href={href(`/findings/${task.finding}`)}>{t('tasks.finding')}</a>} {task.specimen && <Chip>{t('sample')}</Chip>}
                    </td>
                    <td>
                      <bdi>{task.owner}</bdi>
                    </td>
                    <td class="nowrap">
                      {isLate(task) && <StateMark state="act" size={10} />} {task.due_on || '–'} {task.every && <span class="quiet">{word('tasks_every', task.every)}</span>}
                    </td>
                    <td>
                      {task.stops_line && <Chip state={task.window ? 'calm' : 'look'}>{t('tasks.stops_short')}</Chip>} <bdi>{task.window}</bdi>
                    </td>
                    <td>
                      <bdi>{titleOf(task.follows)}</bdi>{' '}
                      {clashes(task, tasks).length > 0 && (
                        <>
                          <StateMark state="look" size={10} /> {t('tasks.clash')}
                        </>
                      )}
                    </td>
                    <td>{task.state === 'done' ? '' : moves(task)}</td>
                    <td class="nowrap">{yen(task.cost)}</td>
                    <td class="nowrap">{yen(task.effect)}</td>
                    <td class="nowrap">{payback(task) === undefined ? '–' : t('tasks.years', { years: payback(task)!.toFixed(1) })}</td>
                    <td>
                      <Chip state={marks[task.state]}>{word('tasks_state', task.state)}</Chip>
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={6}>
                    {t('tasks.sum')}
                  </th>
                  <td class="nowrap">{yen(cost)}</td>
                  <td class="nowrap">{yen(effect)}</td>
                  <td class="nowrap">{cost && effect ? t('tasks.years', { years: (cost / effect).toFixed(1) }) : '–'}</td>
                  <td />
                </tr>
              </tfoot>
            </Sheet>
          </div>
        </>
      )}
      {edited && <Edit task={edited} tasks={tasks} close={() => setEdited(undefined)} saved={reload} />}
    </Panel>
  );
}
