/* scenario_form.tsx - a scenario as somebody writes it. SPDX-License-Identifier: Apache-2.0 */
import { may } from '../api';
import { t, word } from '../i18n';
import { Field } from '../parts/small';
import { Adding, valueOf } from './assess_proof';
import { say } from './assess_types';
import { impacts, keepScenario, type Named, type Scenario, type Scenarios, type Task } from './scenarios_data';
import { stages } from './uses_data';

/** The plant's own table of values, and from which value on something is to be done. */
export interface Kept {
  id: string;
  revision: number;
  body: { table?: string; line?: string };
}

export interface Around {
  kept: Kept | undefined;
  line: string;
  data: Scenarios;
  uses: { id: string; name: string }[];
  zones: { id: string; name: string }[];
  tasks: Task[];
  changed: () => void;
}

function Choice({ name, now, list, none = '–' }: { name: string; now: string | number | null | undefined; list: { id: string; title: string }[]; none?: string }) {
  return (
    <Field label={word('scenario.field', name)}>
      <select class="input" name={name}>
        <option value="">{none}</option>
        {list.map((entry) => (
          <option key={entry.id} value={entry.id} selected={entry.id === String(now ?? '')}>
            {entry.title}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Many({ name, list, on }: { name: string; list: { id: string; title: string }[]; on: string[] }) {
  return (
    <details class="wide-field" open={on.length > 0}>
      <summary>{word('scenario.field', name)}</summary>
      <fieldset class="ticks" aria-label={word('scenario.field', name)}>
        {list.map((entry) => (
          <label key={entry.id}>
            <input type="checkbox" name={name} value={entry.id} checked={on.includes(entry.id)} /> <bdi>{entry.title}</bdi>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

const grades = () => ['1', '2', '3'].map((id) => ({ id, title: word('grade', id) }));
const ofBook = (list: Named[]) => list.map((entry) => ({ id: entry.id, title: say(entry.title) }));
const ofRows = (list: { id: string; name: string }[]) => list.map((entry) => ({ id: entry.id, title: entry.name }));

export function ScenarioForm({ around, row }: { around: Around; row?: Scenario }) {
  const { data, uses, zones, tasks, changed } = around;
  const send = async (form: HTMLFormElement) => {
    const all = (name: string) => new FormData(form).getAll(name).map(String);
    const figure = (name: string) => Number(valueOf(form, name) || 0);
    await keepScenario(
      {
        title: valueOf(form, 'title').trim(),
        impact: impacts.map((name) => valueOf(form, `impact-${name}`) || '0').join(''),
        depth: valueOf(form, 'depth'), stage: valueOf(form, 'stage'), state: valueOf(form, 'state'), because: valueOf(form, 'because').trim(), until: valueOf(form, 'until'), method: valueOf(form, 'method'),
        use: figure('use'), zone: figure('zone'), threat: figure('threat'), weakness: figure('weakness'), worth: figure('worth'), residual: figure('residual'),
        stakeholders: all('stakeholders'), threats: all('threats'), measures: all('measures'), tasks: all('tasks'),
      },
      row,
    );
    changed();
  };
  return (
    <Adding title={row ? t('uses.edit') : t('scenario.add')} send={send} opened={Boolean(row)}>
      <Field label={word('scenario.field', 'title')}>
        <input class="input" name="title" required maxLength={120} value={row?.title ?? ''} placeholder={t('scenario.example')} />
      </Field>
      <Choice name="use" now={row?.use} list={ofRows(uses)} />
      <Choice name="zone" now={row?.zone} list={ofRows(zones)} />
      <Choice name="depth" now={row?.depth} list={ofBook(data.book.depths)} />
      <Choice name="stage" now={row?.stage ?? 'run'} list={stages.map((id) => ({ id, title: word('uses.stage', id) }))} />
      <fieldset class="ticks">
        <legend class="field-label">{word('scenario.field', 'impact')}</legend>
        {impacts.map((name, index) => (
          <label key={name}>
            {word('impact', name)}{' '}
            <select class="input" name={`impact-${name}`} aria-label={word('impact', name)}>
              {['0', '1', '2', '3'].map((value) => (
                <option key={value} value={value} selected={(row?.impact[index] ?? '0') === value}>
                  {value === '0' ? t('scenario.no_impact') : word('grade', value)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>
      <Many name="stakeholders" list={ofBook(data.book.stakeholders)} on={row?.stakeholders ?? []} />
      <Many name="threats" list={ofBook(data.book.threats)} on={row?.threats ?? []} />
      <Many name="measures" list={ofBook(data.book.measures)} on={row?.measures ?? []} />
      <Many name="tasks" list={tasks.map((task) => ({ id: task.id, title: task.title }))} on={row?.tasks ?? []} />
      <Choice name="state" now={row?.state ?? 'open'} list={['open', 'treated', ...(may('approve') ? ['accepted'] : [])].map((id) => ({ id, title: word('scenario.state', id) }))} none={word('scenario.state', 'open')} />
      <Field label={word('scenario.field', 'because')}>
        <input class="input" name="because" maxLength={300} value={row?.because ?? ''} />
      </Field>
      <Field label={word('scenario.field', 'until')}>
        <input class="input" name="until" type="date" value={row?.until ?? ''} />
      </Field>
      <Choice name="residual" now={row?.residual} list={grades()} />
      <Choice name="method" now={row?.method} list={['asset', 'damage'].map((id) => ({ id, title: word('scenario.method', id) }))} none={t('scenario.no_method')} />
      <Choice name="worth" now={row?.worth} list={grades()} />
      <Choice name="threat" now={row?.threat} list={grades()} />
      <Choice name="weakness" now={row?.weakness} list={grades()} />
    </Adding>
  );
}
