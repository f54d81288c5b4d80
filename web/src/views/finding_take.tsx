/* finding_take.tsx - a finding becomes something to do in the plan, once. SPDX-License-Identifier: Apache-2.0 */
import { mayEdit, patch } from '../api';
import { t } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Failure } from '../parts/small';
import { href } from '../router';
import { markOf, say, type Finding } from './finding_types';

interface Planned {
  finding: string | null;
  state: string;
}

interface Props {
  row: Finding;
  tasks: Planned[];
  done: () => void;
}

const nameOf = (row: Finding): string => [say(row.title), row.device.name ?? row.device.ip].filter(Boolean).join(': ');

export function Take({ row, tasks, done }: Props) {
  if (tasks.some((task) => task.finding === row.id && task.state !== 'dropped')) return <a href="#/plan">{t('tasks.taken')}</a>;
  if (!mayEdit()) return null;
  return (
    <button type="button" class="button" onClick={() => void patch('/tasks', { title: [...nameOf(row)].slice(0, 130).join(''), finding: Number(row.id), note: row.detail ?? '' }).then(done)}>
      {t('tasks.take')}
    </button>
  );
}

/** On the page of the finding itself. */
export function TakeOne({ row }: { row: Finding }) {
  const { data, reload } = useLoad<{ items: Planned[] }>('/tasks');
  return data ? <Take row={row} tasks={data.items} done={reload} /> : null;
}

/** The open ones, the most urgent first, for the plan. */
export function FromFindings({ tasks, done }: Omit<Props, 'row'>) {
  const { data, error } = useLoad<{ items: Finding[]; total: number }>('/findings?state=open&grouped=1&limit=20');
  if (error) return <Failure error={error} />;
  return (
    <ul class="items">
      {data?.items.map((row) => (
        <li key={row.id} class="item record">
          <span>
            <StateMark state={markOf(row)} size={10} /> <a href={href(`/findings/${row.id}`)}>{nameOf(row)}</a> <bdi class="quiet">{row.detail}</bdi>
          </span>
          <Take row={row} tasks={tasks} done={done} />
        </li>
      ))}
      {data?.total === 0 && <li class="quiet">{t('plan.no_findings')}</li>}
    </ul>
  );
}
