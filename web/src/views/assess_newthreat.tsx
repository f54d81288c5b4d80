/* assess_newthreat.tsx - a new threat: the records are asked first, then what stands is judged anew from a to d (S0-034). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { dot, t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Field, Panel, Wrong } from '../parts/small';
import { GaugeLine } from './assess_parts';
import { Adding, faultText, valueOf } from './assess_proof';
import { keepTask, newTask } from './assess_tasks';
import { say, type Cell, type Column, type Matrix } from './assess_types';
import { add, amend } from './register';

type Judged = 'holds' | 'doubt';

interface Threat {
  id: string;
  kind: string;
  name: string;
  revision: number;
  user: string;
  at: string;
  /** found: what the records say. cells: "3/a". then: how each cell stood when it began. */
  body: { note?: string; source?: string; begun_on?: string; found?: 'seen' | 'clear' | 'unknown'; found_note?: string; cells?: Record<string, Judged>; then?: Record<string, string>; closed_on?: string };
}

interface Props {
  data: Matrix;
  columns: Column[];
}

const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
const nameOf = (column: Column, section: string): string => `${column.id}/${section}`;
const cellOf = (column: Column, section: string): Cell => column.cells.find((cell) => cell.section === section)!;
const standing = (cell: Cell): string => (cell.contradicted ? word('match', 'differs') : cell.supported ? [word('cell', cell.state), word('match', 'agrees')].join(dot()) : word('cell', cell.state));

type Save = (change: (body: Threat['body']) => Threat['body']) => void;

/** Level a: which records would tell, network by network, and what they are worth now. */
function Records({ data, columns }: Props) {
  return (
    <>
      {columns.map((column) => (
        <div key={column.id}>
          <b>{t('reader.place', { column: say(column.title), level: 'a', title: say(data.pack.sections[0]?.title) })}</b>
          {data.items
            .filter((item) => item.part === column.id && item.section === data.pack.sections[0]?.id)
            .flatMap((item) => item.gauges)
            .map((gauge) => (
              <GaugeLine key={gauge.gauge} gauge={gauge} />
            ))}
        </div>
      ))}
      <p>
        {t('threat.look')} <a href="#/findings?state=any">{t('page.findings')}</a>{dot()}<a href="#/communications">{t('page.communications')}</a>{dot()}<a href="#/communications?tab=operations">{t('threat.operations')}</a>{dot()}<a href="#/vulnerabilities">{t('page.vulnerabilities')}</a>
      </p>
    </>
  );
}

function Levels({ data, columns, threat, save }: Props & { threat: Threat; save: Save }) {
  const [taken, setTaken] = useState<string[]>([]);
  const cells = threat.body.cells ?? {};
  const judge = (name: string, judged: Judged) => save((body) => ({ cells: { ...body.cells, [name]: judged } }));
  const take = (column: Column, section: string) => {
    const items = data.items.filter((item) => item.part === column.id && item.section === section);
    void keepTask(newTask(t('threat.task', { threat: threat.name, cell: nameOf(column, section) }), { pack: data.pack.id, part: column.id, item: items[0]?.id ?? '' })).then(() => setTaken([...taken, nameOf(column, section)]));
  };
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('smkl.grade')}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {say(column.title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.pack.sections.map((section) => (
          <tr key={section.id}>
            <th scope="row">
              {section.id} {say(section.title)}
            </th>
            {columns.map((column) => {
              const name = nameOf(column, section.id);
              return (
                <td key={column.id}>
                  <span class="quiet">{threat.body.then?.[name] ?? standing(cellOf(column, section.id))}</span>
                  <select class="input" aria-label={`${threat.name} ${name}`} disabled={!mayEdit() || !threat.body.found || Boolean(threat.body.closed_on)} value={cells[name] ?? ''} onChange={(event) => judge(name, event.currentTarget.value as Judged)}>
                    <option value="">{t('threat.open')}</option>
                    <option value="holds">{t('threat.holds')}</option>
                    <option value="doubt">{t('threat.doubt')}</option>
                  </select>
                  {cells[name] === 'doubt' && mayEdit() && (
                    <button type="button" class="button-plain" disabled={taken.includes(name)} onClick={() => take(column, section.id)}>
                      {t(taken.includes(name) ? 'tasks.taken' : 'tasks.take')}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function One({ data, columns, threat, changed }: Props & { threat: Threat; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const save: Save = (change) => void amend<Threat['body']>('newthreat', threat.name, (body) => ({ ...body, ...change(body) }), threat.id).then(changed, (cause) => setWrong(faultText(cause)));
  const all = columns.flatMap((column) => data.pack.sections.map((section) => nameOf(column, section.id)));
  const left = all.filter((name) => !threat.body.cells?.[name]).length;
  const doubts = Object.values(threat.body.cells ?? {}).filter((judged) => judged === 'doubt').length;
  const done = Boolean(threat.body.closed_on);
  return (
    <details open={!done}>
      <summary>
        <bdi>{threat.name}</bdi> <span class="quiet">{threat.body.begun_on} <bdi>{threat.user}</bdi></span> <Chip state={done ? 'ok' : 'look'}>{done ? t('threat.closed', { doubts }) : t('threat.left', { left })}</Chip>
      </summary>
      {threat.body.note && (
        <p>
          <bdi>{threat.body.note}</bdi>
        </p>
      )}
      <h3>{t('threat.first')}</h3>
      {!done && <Records data={data} columns={columns} />}
      <p class="tools" role="group" aria-label={t('threat.first')}>
        {(['seen', 'clear', 'unknown'] as const).map((found) => (
          <button key={found} type="button" class="chip-button" disabled={!mayEdit() || done} aria-pressed={threat.body.found === found} onClick={() => save(() => ({ found }))}>
            {word('threat.found', found)}
          </button>
        ))}
      </p>
      {threat.body.found === 'seen' && (
        <p class="notice notice-act">
          <StateMark state="act" /> {t('threat.seen_next')}
        </p>
      )}
      {!threat.body.found && <p class="quiet">{t('threat.first_why')}</p>}
      <h3>{t('threat.then')}</h3>
      <Levels data={data} columns={columns} threat={threat} save={save} />
      {mayEdit() && !done && left === 0 && (
        <button type="button" class="button button-main" onClick={() => save(() => ({ closed_on: today() }))}>
          {t('threat.close')}
        </button>
      )}
      <Wrong text={wrong} block />
    </details>
  );
}

export function NewThreat({ data, columns }: Props) {
  const kept = useLoad<{ items: Threat[] }>('/register?kind=newthreat');
  if (!kept.data) return null;
  const begin = async (form: HTMLFormElement) => {
    const then = Object.fromEntries(columns.flatMap((column) => data.pack.sections.map((section) => [nameOf(column, section.id), standing(cellOf(column, section.id))])));
    await add('newthreat', valueOf(form, 'name').trim(), { note: valueOf(form, 'note').trim(), begun_on: today(), then });
    kept.reload();
  };
  return (
    <Panel title={t('threat.title')} id="newthreat" count={kept.data.items.length}>
      <p class="quiet">{t('threat.hint')}</p>
      {[...kept.data.items].reverse().map((threat) => (
        <One key={threat.id} data={data} columns={columns} threat={threat} changed={kept.reload} />
      ))}
      <Adding title={t('threat.add')} send={begin}>
        <Field label={t('threat.name')}>
          <input class="input" name="name" required maxLength={60} placeholder={t('threat.name_hint')} />
        </Field>
        <Field label={t('threat.note')}>
          <input class="input" name="note" maxLength={400} />
        </Field>
      </Adding>
    </Panel>
  );
}
