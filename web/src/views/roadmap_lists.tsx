/* roadmap_lists.tsx - departments' activities, products and services, and what nobody brings. SPDX-License-Identifier: Apache-2.0 */
import { mayEdit, remove } from '../api';
import { number } from '../format';
import { dot, t, word } from '../i18n';
import { Sheet } from '../parts/keep';
import { Chip, Field, Panel } from '../parts/small';
import { Adding, valueOf } from './assess_proof';
import { say } from './assess_types';
import type { Road } from './roadmap';
import { broughtTo, categories, cellName, cellsOf, providers, stages, stateOf, type Activity } from './roadmap_data';
import { add } from './register';

/** One product may stand in many cells. */
function CellBoxes({ road }: { road: Road }) {
  return (
    <Field label={t('road.cells_of')}>
      <span class="road-boxes">
        {road.columns.map((column) => (
          <span key={column.id}>
            <span class="quiet">{say(column.title)}</span>
            {road.data.pack.sections.map((section) => (
              <label key={section.id}>
                <input type="checkbox" name="cell" value={cellName(column, section.id)} aria-label={`${say(column.title)} ${section.id}`} /> {section.id}
              </label>
            ))}
          </span>
        ))}
      </span>
    </Field>
  );
}

const chosenCells = (form: HTMLFormElement): string => [...form.querySelectorAll<HTMLInputElement>('[name=cell]:checked')].map((box) => box.value).join(' ');

const cellsText = (cells: string[]): string => cells.map((cell) => cell.replace('/', '-')).join(dot());

function RemoveButton({ id, road }: { id: string; road: Road }) {
  if (!mayEdit()) return null;
  return (
    <button type="button" class="button-plain" onClick={() => void remove(`/register/${id}`).then(road.changed)}>
      {t('means.remove')}
    </button>
  );
}

/** Reached and not contradicted is a strength; contradicted or not met, though somebody works on it, is a weakness. */
function Standing({ road, row }: { road: Road; row: Activity }) {
  const found = cellsOf(row.body.cells).flatMap((cell) => {
    const [id, section] = cell.split('/');
    const column = road.columns.find((entry) => entry.id === id);
    return column && section ? [{ cell, state: stateOf(column, section) }] : [];
  });
  const strong = found.filter(({ state }) => state.state === 'reached' && !state.contradicted);
  const weak = found.filter(({ state }) => state.contradicted || state.state === 'not');
  return (
    <>
      {strong.length > 0 && <Chip state="ok">{t('road.strong', { cells: cellsText(strong.map(({ cell }) => cell)) })}</Chip>} {weak.length > 0 && <Chip state="look">{t('road.weak', { cells: cellsText(weak.map(({ cell }) => cell)) })}</Chip>}
      {strong.length + weak.length === 0 && <span class="quiet">–</span>}
    </>
  );
}

export function Activities({ road }: { road: Road }) {
  const send = async (form: HTMLFormElement) => {
    await add('activity', valueOf(form, 'name').trim(), { department: valueOf(form, 'department').trim(), cells: chosenCells(form) });
    road.changed();
  };
  const rows = [...road.activities].sort((a, b) => (a.body.department ?? '').localeCompare(b.body.department ?? ''));
  return (
    <Panel title={t('road.activities')} count={rows.length} id="activities">
      <p class="quiet">{t('road.activities_hint')}</p>
      {rows.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('road.department')}</th>
              <th scope="col">{t('road.activity')}</th>
              <th scope="col">{t('road.cells_of')}</th>
              <th scope="col">{t('road.standing')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <bdi>{row.body.department}</bdi>
                </th>
                <td>
                  <bdi>{row.name}</bdi>
                </td>
                <td>{cellsText(cellsOf(row.body.cells))}</td>
                <td>
                  <Standing road={road} row={row} />
                </td>
                <td>
                  <RemoveButton id={row.id} road={road} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      <Adding title={t('road.add_activity')} send={send}>
        <Field label={t('road.department')}>
          <input class="input" name="department" required maxLength={60} list="road-departments" />
        </Field>
        <datalist id="road-departments">
          {road.data.pack.people.map((person) => (
            <option key={person.id} value={say(person.title)} />
          ))}
        </datalist>
        <Field label={t('road.activity')}>
          <input class="input" name="name" required maxLength={60} placeholder={t('road.activity_hint')} />
        </Field>
        <CellBoxes road={road} />
      </Adding>
    </Panel>
  );
}

/** What the whole path takes, from whom, and what is left over (S0-039 S0-040). */
function OneStop({ road }: { road: Road }) {
  const uncovered = road.path.filter((cell) => broughtTo(road.solutions, cell).length === 0);
  const used = road.solutions.filter((row) => row.body.by !== 'none' && row.body.by !== 'rival' && cellsOf(row.body.cells).some((cell) => road.path.includes(cell)));
  const cost = used.reduce((sum, row) => sum + (Number(row.body.cost) || 0), 0);
  const managed = used.filter((row) => row.body.managed === '1').length;
  if (road.path.length === 0) return null;
  return (
    <>
      <p role="status">{t('road.one_stop', { path: road.path.length, covered: road.path.length - uncovered.length, count: used.length, managed, cost: number(cost) })}</p>
      <p>{uncovered.length ? t('road.uncovered', { cells: cellsText(uncovered) }) : t('road.all_covered')}</p>
    </>
  );
}

export function Solutions({ road }: { road: Road }) {
  const send = async (form: HTMLFormElement) => {
    const body = Object.fromEntries(['by', 'category', 'stage', 'conditions', 'cost'].map((name) => [name, valueOf(form, name).trim()]));
    await add('solution', valueOf(form, 'name').trim(), { ...body, managed: valueOf(form, 'managed') ? '1' : '', cells: chosenCells(form) });
    road.changed();
  };
  return (
    <Panel title={t('road.solutions')} count={road.solutions.length} id="solutions">
      <p class="quiet">{t('road.solutions_hint')}</p>
      <OneStop road={road} />
      {road.solutions.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              {['name', 'category', 'by', 'stage', 'cells', 'conditions', 'cost'].map((name) => (
                <th key={name} scope="col" class={name === 'cost' ? 'right' : undefined}>
                  {word('road.field', name)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {road.solutions.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <bdi>{row.name}</bdi> {row.body.managed === '1' && <Chip>{t('road.managed_short')}</Chip>}
                </th>
                <td>{word('road.category', row.body.category)}</td>
                <td>{word('road.by', row.body.by)}</td>
                <td>{word('road.stage', row.body.stage)}</td>
                <td>{cellsText(cellsOf(row.body.cells))}</td>
                <td>
                  <bdi>{row.body.conditions}</bdi>
                </td>
                <td class="right">{row.body.cost ? number(Number(row.body.cost)) : '–'}</td>
                <td>
                  <RemoveButton id={row.id} road={road} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      <Adding title={t('road.add_solution')} send={send}>
        <Field label={word('road.field', 'name')}>
          <input class="input" name="name" required maxLength={60} />
        </Field>
        {([['category', categories], ['by', providers], ['stage', stages]] as const).map(([name, values]) => (
          <Field key={name} label={word('road.field', name)}>
            <select class="input" name={name}>
              {values.map((value) => (
                <option key={value} value={value}>
                  {word(`road.${name}`, value)}
                </option>
              ))}
            </select>
          </Field>
        ))}
        <Field label={word('road.field', 'conditions')}>
          <input class="input" name="conditions" maxLength={200} placeholder={t('road.conditions_hint')} />
        </Field>
        <Field label={word('road.field', 'cost')}>
          <input class="input" name="cost" type="number" min={0} max={1_000_000_000_000} />
        </Field>
        <Field label={t('road.managed')}>
          <input type="checkbox" name="managed" value="1" />
        </Field>
        <CellBoxes road={road} />
      </Adding>
    </Panel>
  );
}
