/* assess_gantt.tsx - 進める: tasks as bars over months, and arrows from what has to be done first. SPDX-License-Identifier: Apache-2.0 */
import { t } from '../i18n';
import { Figure } from '../parts/keep';
import { isLate, today, type Task } from './assess_tasks';

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const startOf = (task: Task) => (task.starts_on ? at(task.starts_on) : at(task.due_on) - 14 * dayMs);

/** What comes before it and is still to be done or drawn. */
const firstOf = (task: Task, tasks: Task[]): Task[] => task.follows.split(' ').flatMap((id) => tasks.find((one) => one.id === id && one.state !== 'dropped') ?? []);

/** Of those the ones that end after this one begins (or ends, where nobody said when it begins). */
export const clashes = (task: Task, tasks: Task[]): Task[] =>
  task.state === 'done' || task.state === 'dropped' ? [] : firstOf(task, tasks).filter((first) => first.state !== 'done' && first.due_on !== '' && (task.starts_on || task.due_on || '9') < first.due_on);

const row = 22;
const middle = (index: number) => index * row + 32;

/** From the end of one bar to the beginning of the other, through the gap between two rows. */
function arrow(from: { x: number; index: number }, to: { x: number; index: number }): string {
  const down = to.index > from.index ? 1 : -1;
  const gap = middle(from.index) + (down * row) / 2;
  const end = to.x - 5;
  const way = from.x + 6 <= end - 4 ? `H${from.x + 6} V${middle(to.index)}` : `H${from.x + 6} V${gap} H${end - 6} V${middle(to.index)}`;
  return `M${from.x} ${middle(from.index)} ${way} H${end}`;
}

/** Bars from start to due date, a line for today. */
export function Gantt({ tasks }: { tasks: Task[] }) {
  const dated = tasks.filter((task) => task.due_on && task.state !== 'dropped');
  if (dated.length < 2) return null;
  const first = Math.min(at(today()), ...dated.map(startOf));
  const last = Math.max(at(today()), ...dated.map((task) => at(task.due_on))) + 7 * dayMs;
  const x = (time: number) => Math.round(220 + ((time - first) / (last - first)) * 720);
  const months: number[] = [];
  const month = new Date(first);
  month.setUTCDate(1);
  while (month.getTime() < last) {
    if (month.getTime() >= first) months.push(month.getTime());
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  const every = Math.ceil(months.length / 14);
  const foot = dated.length * row + 24;
  const links = dated.flatMap((task, index) => firstOf(task, dated).map((before) => ({ task, index, before })));
  return (
    <Figure>
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('tasks.gantt')}>
        <svg class="gantt" viewBox={`0 0 960 ${foot + (links.length ? 24 : 6)}`} role="img" aria-label={t('tasks.gantt')}>
          {months.map((time, index) => (
            <g key={time}>
              <line class="radar-ring" x1={x(time)} x2={x(time)} y1={18} y2={foot} />
              {index % every === 0 && (
                <text x={x(time) + 2} y={12}>
                  {new Date(time).toISOString().slice(0, 7)}
                </text>
              )}
            </g>
          ))}
          {dated.map((task, index) => {
            const left = x(startOf(task));
            const width = Math.max(4, x(at(task.due_on)) - left);
            const early = clashes(task, dated).length > 0;
            const before = left + width > 760;
            return (
              <g key={task.id} class={`gantt-${isLate(task) ? 'late' : task.state}`}>
                <text x={212} y={index * row + 36} text-anchor="end">
                  {[...task.title].slice(0, 18).join('')}
                </text>
                <rect x={left} y={index * row + 25} width={width} height={14} rx={2}>
                  <title>{`${task.title} ${task.starts_on} – ${task.due_on} ${task.owner}`}</title>
                </rect>
                {early && (
                  <text class="gantt-early" x={before ? left - 16 : left + width + 12} y={index * row + 36} text-anchor={before ? 'end' : 'start'}>
                    {t('tasks.clash')}
                  </text>
                )}
              </g>
            );
          })}
          {links.map(({ task, index, before }) => {
            const to = { x: x(startOf(task)), index };
            const from = { x: Math.max(x(at(before.due_on)), x(startOf(before)) + 4), index: dated.indexOf(before) };
            return (
              <g key={`${before.id}-${task.id}`} class={clashes(task, [before]).length ? 'gantt-link gantt-clash' : 'gantt-link'}>
                <path d={arrow(from, to)}>
                  <title>{`${before.title} → ${task.title}`}</title>
                </path>
                <polygon points={`${to.x},${middle(index)} ${to.x - 7},${middle(index) - 4} ${to.x - 7},${middle(index) + 4}`} />
              </g>
            );
          })}
          <line class="gantt-now" x1={x(at(today()))} x2={x(at(today()))} y1={18} y2={foot} />
          {links.length > 0 && (
            <text x={220} y={foot + 16}>
              {t('tasks.arrows')}
            </text>
          )}
        </svg>
      </div>
    </Figure>
  );
}
