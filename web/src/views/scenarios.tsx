/* scenarios.tsx - 測る: what may go wrong with a use or in a zone, how bad, what is done, what is accepted. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, remove } from '../api';
import { dot, t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Figure, Sheet } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Wrong } from '../parts/small';
import { faultText } from './assess_proof';
import { say } from './assess_types';
import { amend } from './register';
import { ScenarioForm, type Around, type Kept } from './scenario_form';
import { defaultLine, impacts, isUnfinished, sideOf, stateMark, worstOf, type Named, type Scenario, type Scenarios as Data, type Stands, type Task } from './scenarios_data';
import type { Uses } from './uses_data';

const titles = (list: Named[], ids: string[]): string => ids.map((id) => say(list.find((entry) => entry.id === id)?.title) || id).join(dot());

function Impact({ row }: { row: Scenario }) {
  const hit = impacts.flatMap((name, index) => (row.impact[index] === '0' ? [] : [{ name, grade: row.impact[index]! }]));
  if (hit.length === 0) return <span class="quiet">–</span>;
  return (
    <>
      {hit.map(({ name, grade }) => (
        <div key={name} class="nowrap">
          {word('impact', name)} <b>{word('grade', grade)}</b>
        </div>
      ))}
    </>
  );
}

function Measures({ row, around }: { row: Scenario; around: Around }) {
  return (
    <>
      {row.measures.map((id) => {
        const measure = around.data.book.measures.find((entry) => entry.id === id);
        return measure && (
          <div key={id}>
            <a href={`#/${measure.page}`}>{say(measure.title)}</a>
          </div>
        );
      })}
      {row.tasks.map((id) => {
        const task = around.tasks.find((entry) => entry.id === id);
        return task && (
          <div key={id}>
            <a href="#/plan">
              <bdi>{task.title}</bdi>
            </a>
            <div>
              <Chip state={task.state === 'done' ? 'ok' : 'calm'}>{word('tasks_state', task.state)}</Chip>
            </div>
          </div>
        );
      })}
      {row.measures.length + row.tasks.length === 0 && <span class="quiet">{t('scenario.no_measures')}</span>}
    </>
  );
}

function Standing({ row, tasks, line }: { row: Scenario; tasks: Task[]; line: string }) {
  const side = sideOf(row, line);
  return (
    <>
      <Chip state={stateMark[row.stands]}>{word('scenario.state', row.stands)}</Chip>
      {side && /open|expired/.test(row.stands) && (
        <div>
          <Chip state={side === 'above' ? 'act' : 'calm'}>{t(side === 'above' ? 'scenario.above' : 'scenario.below', { line })}</Chip>
        </div>
      )}
      {row.stands === 'accepted' && (
        <div>
          {t('scenario.until', { until: row.until ?? '', by: row.accepted_by ?? '' })}
          <div class="quiet">
            <bdi>{row.because}</bdi>
          </div>
        </div>
      )}
      {row.stands === 'expired' && <div>{t('scenario.expired', { until: row.until ?? '' })}</div>}
      {isUnfinished(row, tasks) && (
        <div>
          <Chip state="look">{t('scenario.unfinished')}</Chip>
        </div>
      )}
      {row.residual && <div>{t('scenario.left', { grade: word('grade', String(row.residual)) })}</div>}
    </>
  );
}

function Row({ row, around }: { row: Scenario; around: Around }) {
  const [editing, setEditing] = useState(false);
  const { data, uses, zones, changed } = around;
  return (
    <>
      <tr>
        <th scope="row">
          <bdi>{row.title}</bdi> {row.specimen && <Chip>{t('sample')}</Chip>}
          <div class="quiet">
            <bdi>{[uses.find((use) => use.id === row.use)?.name, zones.find((zone) => zone.id === row.zone)?.name].filter(Boolean).join(dot())}</bdi>
          </div>
          <div class="quiet">{word('uses.stage', row.stage)}</div>
        </th>
        <td>
          <Impact row={row} />
        </td>
        <td>
          {titles(data.book.threats, row.threats) || '–'}
          {row.depth && <div class="quiet">{t('scenario.depth', { depth: titles(data.book.depths, [row.depth]) })}</div>}
          <div class="quiet">{titles(data.book.stakeholders, row.stakeholders)}</div>
        </td>
        <td>
          <Measures row={row} around={around} />
        </td>
        <td>
          {row.risk ? <b title={row.method ? word('scenario.method', row.method) : undefined}>{row.risk}</b> : <span class="quiet">–</span>}
        </td>
        <td>
          <Standing row={row} tasks={around.tasks} line={around.line} />
        </td>
        <td>
          {mayEdit() && (
            <>
              <button type="button" class="button-plain" aria-expanded={editing} onClick={() => setEditing(!editing)}>
                {t('uses.edit')}
              </button>{' '}
              <button type="button" class="button-plain" onClick={() => void remove(`/scenarios/${row.id}`).then(changed)}>
                {t('means.remove')}
              </button>
            </>
          )}
        </td>
      </tr>
      {editing && (
        <tr>
          <td colSpan={7}>
            <ScenarioForm around={around} row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

function List({ around }: { around: Around }) {
  const [stand, setStand] = useState<Stands | ''>('');
  const rows = around.data.items.filter((row) => !stand || row.stands === stand);
  return (
    <Panel title={t('scenario.title')} count={rows.length} id="scenarios">
      <p class="quiet">{t('scenario.hint')}</p>
      {around.data.items.length === 0 && <p>{t('scenario.none')}</p>}
      {around.data.items.length > 0 && (
        <>
          <p class="steps-nav">
            {(['', 'open', 'expired', 'accepted', 'treated'] as const).map((name) => (
              <button key={name} type="button" class="chip-button" aria-pressed={name === stand} onClick={() => setStand(name)}>
                {name ? word('scenario.state', name) : t('scenario.all')} {around.data.items.filter((row) => !name || row.stands === name).length}
              </button>
            ))}
          </p>
          <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('scenario.title')}>
            <Sheet class="plain">
              <thead>
                <tr>
                  {['title', 'impact', 'threats', 'measures', 'risk', 'state'].map((name) => (
                    <th key={name} scope="col">
                      {word('scenario.field', name)}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={`${row.id} ${row.revision}`} row={row} around={around} />
                ))}
              </tbody>
            </Sheet>
          </div>
        </>
      )}
      <ScenarioForm around={around} />
    </Panel>
  );
}

/** Where it is worst: scenarios that are open, by zone and by what they hurt. */
function ByZone({ around }: { around: Around }) {
  const open = around.data.items.filter((row) => row.stands === 'open' || row.stands === 'expired');
  const places = [...around.zones, { id: '', name: t('scenario.no_zone') }].filter((zone) => open.some((row) => (row.zone ?? '') === zone.id));
  if (open.length === 0) return null;
  const at = (zone: string, index: number) => open.filter((row) => (row.zone ?? '') === zone && row.impact[index] !== '0');
  return (
    <Panel title={t('scenario.by_zone')} id="by-zone">
      <p class="quiet">{t('scenario.by_zone_hint')}</p>
      <Figure table>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{t('basics.zone')}</th>
              {impacts.map((name) => (
                <th key={name} scope="col">
                  {word('impact', name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((zone) => (
              <tr key={zone.id}>
                <th scope="row">
                  <bdi>{zone.name}</bdi>
                </th>
                {impacts.map((name, index) => {
                  const rows = at(zone.id, index);
                  const worst = Math.max(0, ...rows.map((row) => Number(row.impact[index])));
                  return (
                    <td key={name}>
                      {rows.length > 0 && <StateMark state={worst === 3 ? 'act' : worst === 2 ? 'look' : 'calm'} size={10} />} {rows.length ? t('scenario.cell', { count: rows.length, grade: word('grade', String(worst)) }) : <span class="quiet">–</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
    </Panel>
  );
}

/** How three levels become a value: ours until the plant writes in its own (S1-099). */
function RiskTable({ around }: { around: Around }) {
  const { data, changed } = around;
  const [wrong, setWrong] = useState('');
  const keep = (change: (body: Kept['body']) => Kept['body']) => void amend<Kept['body']>('risktable', 'risk', (body) => ({ ...body, ...change(body) }), around.kept?.id).then(changed, (cause) => setWrong(faultText(cause)));
  const keepCell = (at: number, letter: string) =>
    keep((body) => {
      const table = body.table ?? data.table;
      return { table: table.slice(0, at) + letter + table.slice(at + 1) };
    });
  const counts = [...'ABCDE'].map((letter) => ({ letter, count: data.items.filter((row) => row.risk === letter).length }));
  return (
    <Panel title={t('scenario.risk')} id="risk-table">
      <p>{t('scenario.risk_hint')}</p>
      <p>
        {counts.map(({ letter, count }) => (
          <Chip key={letter} state={count && letter === 'A' ? 'act' : count && letter === 'B' ? 'look' : 'calm'}>
            {letter} {count}
          </Chip>
        ))}
      </p>
      <Field label={t('scenario.line')} hint={t('scenario.line_hint')}>
        <select class="input" disabled={!mayEdit()} value={around.line} onChange={({ currentTarget: { value: line } }) => keep(() => ({ line }))}>
          {[...'ABCDE'].map((letter) => (
            <option key={letter} value={letter}>
              {t('scenario.line_from', { line: letter })}
            </option>
          ))}
        </select>
      </Field>
      <details>
        <summary>{data.table_own ? t('scenario.table_own') : t('scenario.table_ours')}</summary>
        <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('scenario.risk')}>
          <Sheet class="plain">
            <thead>
              <tr>
                <th scope="col">{word('scenario.field', 'worth')}</th>
                <th scope="col">{word('scenario.field', 'threat')}</th>
                {[1, 2, 3].map((weakness) => (
                  <th key={weakness} scope="col">
                    {word('scenario.field', 'weakness')} {word('grade', String(weakness))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[3, 2, 1].flatMap((worth) =>
                [3, 2, 1].map((threat) => (
                  <tr key={`${worth}${threat}`}>
                    <th scope="row">{word('grade', String(worth))}</th>
                    <td>{word('grade', String(threat))}</td>
                    {[1, 2, 3].map((weakness) => {
                      const at = (worth - 1) * 9 + (threat - 1) * 3 + weakness - 1;
                      return (
                        <td key={weakness}>
                          <select class="input" disabled={!mayEdit()} aria-label={t('scenario.risk_cell', { worth: word('grade', String(worth)), threat: word('grade', String(threat)), weakness: word('grade', String(weakness)) })} value={data.table[at]} onChange={(event) => keepCell(at, event.currentTarget.value)}>
                            {[...'ABCDE'].map((letter) => (
                              <option key={letter}>{letter}</option>
                            ))}
                          </select>
                        </td>
                      );
                    })}
                  </tr>
                )),
              )}
            </tbody>
          </Sheet>
        </div>
      </details>
      <Wrong text={wrong} />
    </Panel>
  );
}

export function ScenarioList() {
  const { data, error, reload } = useLoad<Data>('/scenarios');
  const uses = useLoad<Uses>('/uses').data;
  const tasks = useLoad<{ items: Task[] }>('/tasks').data;
  const tables = useLoad<{ items: Kept[] }>('/register?kind=risktable');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data || !uses || !tasks || !tables.data) return <Loading />;
  const kept = tables.data.items.at(-1);
  const changed = () => {
    reload();
    tables.reload();
  };
  const items = [...data.items].sort((a, b) => Number(b.stands === 'expired') - Number(a.stands === 'expired') || worstOf(b) - worstOf(a));
  const around: Around = { data: { ...data, items }, uses: uses.items.filter((use) => use.state === 'open'), zones: uses.zones, tasks: tasks.items, kept, line: kept?.body.line ?? defaultLine, changed };
  return (
    <>
      <List around={around} />
      <ByZone around={around} />
      <RiskTable around={around} />
    </>
  );
}
