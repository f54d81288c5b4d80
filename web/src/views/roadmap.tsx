/* roadmap.tsx - 進める: the path to the targets in three phases, who does what on it already, and who brings what. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, remove } from '../api';
import { dot, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark, type State } from '../parts/icons';
import { Figure } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Typed, Wrong } from '../parts/small';
import { href, type Route } from '../router';
import { Adding, faultText, valueOf } from './assess_proof';
import { say, type Cell, type Column, type Matrix } from './assess_types';
import { Activities, Solutions } from './roadmap_lists';
import { Proposal } from './roadmap_proposal';
import { broughtTo, cellName, cellsOf, outputs, pathOf, phaseOf, phases, stateOf, type Activity, type Kept, type Output, type Passed, type Solution } from './roadmap_data';
import { add, amend } from './register';

const states: Record<Cell['state'], State> = { open: 'calm', not: 'calm', partly: 'look', reached: 'ok', not_applicable: 'calm' };

export interface Road {
  data: Matrix;
  columns: Column[];
  path: string[];
  activities: Activity[];
  solutions: Solution[];
  outputs: Output[];
  passed: Passed[];
  changed: () => void;
}

const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

function Place({ road, column, section }: { road: Road; column: Column; section: string }) {
  const [wrong, setWrong] = useState('');
  const cell = stateOf(column, section);
  const name = cellName(column, section);
  const onPath = road.path.includes(name);
  const brought = broughtTo(road.solutions, name);
  const move = (phase: string) => void amend<Passed['body']>('path', name, () => ({ phase })).then(road.changed, (cause) => setWrong(faultText(cause)));
  return (
    <td class={`road-cell ${onPath ? 'road-path' : ''}`}>
      <p>
        <StateMark state={cell.contradicted ? 'act' : states[cell.state]} size={10} /> {cell.contradicted ? word('match', 'differs') : word('cell', cell.state)}
      </p>
      {onPath && (
        <select class="input" disabled={!mayEdit()} aria-label={t('road.phase_of', { cell: name })} value={phaseOf(road.passed, name)} onChange={(event) => move(event.currentTarget.value)}>
          {phases.map((phase) => (
            <option key={phase} value={phase}>
              {t('road.phase_short', { phase })}
            </option>
          ))}
        </select>
      )}
      {road.activities.filter((row) => cellsOf(row.body.cells).includes(name)).map((row) => (
        <p key={row.id} class="quiet">
          <bdi>{row.body.department}</bdi>: <bdi>{row.name}</bdi>
        </p>
      ))}
      {brought.map((row) => (
        <p key={row.id}>
          <bdi>{row.name}</bdi> <span class="quiet">{word('road.by', row.body.by)}</span>
        </p>
      ))}
      {onPath && brought.length === 0 && <p><Chip state="look">{t('road.nobody')}</Chip></p>}
      <Wrong text={wrong} />
    </td>
  );
}

/** State, path, departments and products in one grid. */
function Grid({ road }: { road: Road }) {
  return (
    <Figure table>
      <div class="matrix-box" tabIndex={0} role="region" aria-label={t('road.grid')}>
        <table class="plain road">
          <thead>
            <tr>
              <th scope="col">{t('smkl.grade')}</th>
              {road.columns.map((column) => (
                <th key={column.id} scope="col">
                  {say(column.title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...road.data.pack.sections].reverse().map((section) => (
              <tr key={section.id}>
                <th scope="row">
                  {section.id} {say(section.title)}
                </th>
                {road.columns.map((column) => (
                  <Place key={column.id} road={road} column={column} section={section.id} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}

/** One thing that a phase leaves behind (S0-043): done on a day, agreed by somebody. */
function OutputLine({ road, phase, name, row }: { road: Road; phase: string; name: string; row?: Output }) {
  const [wrong, setWrong] = useState('');
  const keep = (change: Output['body']) => void amend<Output['body']>('output', name, (body) => ({ ...body, phase, ...change }), row?.id).then(road.changed, (cause) => setWrong(faultText(cause)));
  const label = outputs['1'].concat(outputs['2'], outputs['3']).includes(name) ? word('road.output', name) : name;
  return (
    <li>
      <label>
        <input type="checkbox" disabled={!mayEdit()} checked={Boolean(row?.body.done_on)} onChange={(event) => keep({ done_on: event.currentTarget.checked ? today() : '' })} /> <bdi>{label}</bdi>
      </label>{' '}
      {row?.body.done_on && <span class="quiet">{row.body.done_on}</span>}
      <span class="road-who">
        <Typed aria-label={t('road.owner_of', { name: label })} placeholder={t('road.owner')} maxLength={60} disabled={!mayEdit()} value={row?.body.owner ?? ''} keep={(text) => keep({ owner: text })} />
        <input class="input" type="date" aria-label={t('road.due_of', { name: label })} disabled={!mayEdit()} value={row?.body.due_on ?? ''} onChange={(event) => keep({ due_on: event.currentTarget.value })} />
        <Typed aria-label={t('road.agreed_of', { name: label })} placeholder={t('road.agreed')} maxLength={60} disabled={!mayEdit()} value={row?.body.agreed ?? ''} keep={(text) => keep({ agreed: text })} />
        {mayEdit() && row && !outputs[phase as '1'].includes(name) && (
          <button type="button" class="button-plain" onClick={() => void remove(`/register/${row.id}`).then(road.changed)}>
            {t('means.remove')}
          </button>
        )}
      </span>
      <Wrong text={wrong} />
    </li>
  );
}

function Phase({ road, phase }: { road: Road; phase: (typeof phases)[number] }) {
  const kept = road.outputs.filter((row) => row.body.phase === phase);
  const names = [...outputs[phase], ...kept.map((row) => row.name).filter((name) => !outputs[phase].includes(name))];
  const done = kept.filter((row) => row.body.done_on).length;
  const cells = road.path.filter((cell) => phaseOf(road.passed, cell) === phase);
  const send = async (form: HTMLFormElement) => {
    await add('output', valueOf(form, 'name').trim(), { phase });
    road.changed();
  };
  return (
    <Panel title={t('road.phase', { phase, title: word('road.phase_title', phase) })} count={`${done} / ${names.length}`} id={`phase-${phase}`}>
      <p class="quiet">{word('road.phase_what', phase)}</p>
      <p>
        {cells.length ? t('road.cells', { cells: cells.map((cell) => cell.replace('/', '-')).join(dot()) }) : t('road.no_cells')}
      </p>
      <ul class="history road-outputs">
        {names.map((name) => (
          <OutputLine key={name} road={road} phase={phase} name={name} row={kept.find((row) => row.name === name)} />
        ))}
      </ul>
      <Adding title={t('road.add_output')} send={send}>
        <Field label={t('road.output_name')}>
          <input class="input" name="name" required maxLength={60} />
        </Field>
      </Adding>
    </Panel>
  );
}

/** Targets that nobody set make no path. */
function NoTarget() {
  return (
    <p class="notice">
      <span>
        {t('road.no_target')} <a href={href('/smkl')}>{t('page.smkl')}</a>
      </span>
    </p>
  );
}

export function Roadmap({ route: _ }: { route: Route }) {
  const version = useVersion('status', 10000);
  const { data, error, reload } = useLoad<Matrix>('/smkl', version);
  const kept = useLoad<{ items: Kept[] }>('/register', version);
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data || !kept.data) return <Loading />;
  const rows = kept.data.items;
  const of = <K extends Kept['kind']>(kind: K) => rows.filter((row): row is Extract<Kept, { kind: K }> => row.kind === kind);
  const columns = data.columns.filter((column) => !column.not_applicable && (!column.optional || column.cells.some((cell) => cell.state !== 'open')));
  const road: Road = { data, columns, path: pathOf(data), activities: of('activity'), solutions: of('solution'), outputs: of('output'), passed: of('path'), changed: kept.reload };
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.roadmap')}</h1>
      </header>
      <p class="lead">{t('road.lead')}</p>
      {road.path.length === 0 && <NoTarget />}
      <Panel title={t('road.grid')} count={t('road.path_count', { count: road.path.length })}>
        <Grid road={road} />
        <p class="quiet">{t('road.rule')}</p>
      </Panel>
      {phases.map((phase) => (
        <Phase key={phase} road={road} phase={phase} />
      ))}
      <Activities road={road} />
      <Solutions road={road} />
      <Proposal road={road} />
      <p class="quiet">{t('smkl.trademark')}</p>
    </div>
  );
}
