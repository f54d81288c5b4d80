/* assess_readers.tsx - the same matrix for five readers, each told by column and level (S0-078). SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Panel } from '../parts/small';
import { href, setQuery } from '../router';
import type { Task } from './assess_tasks';
import { say, type Column, type Item, type Matrix } from './assess_types';

export const readers = ['executive', 'manager', 'worker', 'integrator', 'vendor'] as const;
export type Reader = (typeof readers)[number];

const isReader = (name: string): name is Reader => readers.some((one) => one === name);

interface Level {
  column: Column;
  id: string;
  title: string;
  items: Item[];
}

/** The level above where a network stands without question: what one talks about next. */
function nextLevel(data: Matrix, column: Column): Level | undefined {
  const order = data.pack.sections;
  const section = order[order.findIndex((entry) => entry.id === column.unquestioned) + 1];
  if (!section) return undefined;
  const items = data.items.filter((item) => item.part === column.id && item.section === section.id && !item.not_applicable && (!item.done || item.match === 'differs'));
  return { column, id: section.id, title: say(section.title), items };
}

function Place({ level }: { level: Level }) {
  return (
    <a href={href('/smkl', { cell: `${level.column.id}/${level.id}` })}>
      <b>{t('reader.place', { column: say(level.column.title), level: level.id, title: level.title })}</b>
    </a>
  );
}

function decide(data: Matrix, { column }: Level): string {
  const order = data.pack.sections.map((section) => section.id);
  const target = column.target?.value ?? '';
  const left = order.indexOf(target) - order.indexOf(column.unquestioned ?? '');
  if (!target) return t('reader.no_target');
  return left > 0 ? t('reader.left', { target, left, until: column.target?.due_on ?? '–' }) : t('reader.reached');
}

function Managed({ level, tasks }: { level: Level; tasks: Task[] }) {
  return (
    <ul>
      {level.items.map((item) => {
        const task = tasks.find((row) => row.part === item.part && row.item === item.id && row.state !== 'dropped');
        return (
          <li key={item.id}>
            {task ? (
              <>
                <bdi>{task.title}</bdi> <span class="quiet"><bdi>{task.owner || '–'}</bdi> {task.due_on}</span>
              </>
            ) : (
              <>
                <StateMark state="look" size={10} /> {say(item.title)} <a href="#/plan">{t('reader.no_owner')}</a>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const itemText: Partial<Record<Reader, (item: Item) => string>> = {
  worker: (item) => say(item.next) || say(item.title),
  integrator: (item) => [say(item.title), say(item.example)].filter(Boolean).join(' — '),
};

function Told({ data, level, reader, tasks }: { data: Matrix; level: Level; reader: Reader; tasks: Task[] }) {
  const text = itemText[reader];
  return (
    <li>
      <Place level={level} />
      {reader === 'executive' && <p>{decide(data, level)}</p>}
      {reader === 'manager' && <Managed level={level} tasks={tasks} />}
      {reader === 'vendor' && <p>{word('reader.device', level.id)}</p>}
      {text && (
        <ul>
          {level.items.map((item) => (
            <li key={item.id}>{text(item)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function Readers({ data, columns, reader }: { data: Matrix; columns: Column[]; reader: string }) {
  const tasks = useLoad<{ items: Task[] }>(reader === 'manager' ? '/tasks' : null).data?.items ?? [];
  const levels = columns.filter((column) => !column.not_applicable && !column.optional).flatMap((column) => nextLevel(data, column) ?? []);
  return (
    <>
      <p class="tools" role="group" aria-label={t('reader.ask')}>
        <span class="quiet">{t('reader.ask')}</span>
        {readers.map((one) => (
          <button key={one} type="button" class="chip-button" aria-pressed={one === reader} onClick={() => setQuery({ for: one === reader ? null : one })}>
            {word('reader', one)}
          </button>
        ))}
      </p>
      {isReader(reader) && (
        <Panel title={word('reader.lead', reader)} id="reader">
          <ul class="history">
            {levels.map((level) => (
              <Told key={level.column.id} data={data} level={level} reader={reader} tasks={tasks} />
            ))}
          </ul>
          {levels.length === 0 && <p>{t('reader.all_reached')}</p>}
        </Panel>
      )}
    </>
  );
}
