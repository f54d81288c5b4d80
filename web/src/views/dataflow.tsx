/* dataflow.tsx - 測る: data of the plant by class, the ways they take, what threatens them and what helps. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { dot, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Related } from '../parts/related';
import { Chip, Failure, Loading, Panel, Time, Wrong } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { faultText } from './assess_proof';
import { say, type Words } from './assess_types';
import { amend } from './register';
import { BasicFigures } from './basics';
import { Ways, type Way } from './dataflow_ways';
import { ScenarioList } from './scenarios';
import { Uses } from './uses';
import { Vendors } from './vendors';

interface DataClass {
  id: string;
  title: Words;
  way: Words;
  why: Words;
  risk: string[];
  recognised: boolean;
  pairs: number;
  outside: number;
  protocols: string | null;
  classes: string[];
  last_seen: string | null;
}

interface Model {
  id: string;
  title: Words;
  says: Words;
  forms: { id: string; title: Words; data: string[]; seen: boolean }[];
  threats: string[];
}

interface Flows {
  classes: DataClass[];
  models: Model[];
  threats: { id: string; title: Words; measures: string[] }[];
  measures: { id: string; title: Words; page: string }[];
  /** data and forms by their ids */
  ways: Way[];
}

interface Row {
  id: string;
  name: string;
  revision: number;
  body: { risk?: string[]; hseb?: string[]; forms?: string[] };
}

const views = ['c', 'i', 'a'] as const;

/* What the site says instead of the default, kept in the register under the class's id. */
const keep = (kind: 'dataclass' | 'dataform', name: string, change: (body: Row['body']) => Row['body']): Promise<unknown> => amend<Row['body']>(kind, name, change);

const judge = (id: string, now: string[], index: number, value: string, changed: () => void): void => void keep('dataclass', id, (body) => ({ ...body, hseb: changedAt(body.hseb ?? now, index, value) })).then(changed, changed);

const changedAt = (list: string[], index: number, value: string): string[] => list.map((old, at) => (at === index ? value : old));

function Risk({ entry, row, changed }: { entry: DataClass; row: Row | undefined; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const now = row?.body.risk ?? entry.risk;
  const set = (index: number, value: string) =>
    void keep('dataclass', entry.id, (body) => ({ ...body, risk: changedAt(body.risk ?? now, index, value) })).then(changed, (cause) => setWrong(faultText(cause)));
  return (
    <>
      {views.map((view, index) => (
        <td key={view}>
          <select class="input" disabled={!mayEdit()} aria-label={`${say(entry.title)} ${word('cia', view)}`} value={now[index]} onChange={(event) => set(index, event.currentTarget.value)}>
            {['1', '2', '3'].map((value) => (
              <option key={value} value={value}>
                {word('grade', value)}
              </option>
            ))}
          </select>
          {now[index] !== entry.risk[index] && <span class="cell-note">{t('dataflow.default', { grade: word('grade', entry.risk[index]) })}</span>}
          <Wrong text={index === 0 ? wrong : undefined} />
        </td>
      ))}
    </>
  );
}

function Seen({ entry }: { entry: DataClass }) {
  if (!entry.recognised) return <Chip>{t('dataflow.people')}</Chip>;
  if (entry.pairs === 0) return <Chip>{t('dataflow.unseen')}</Chip>;
  const to = entry.classes.length ? href('/communications', { tab: 'operations', class: entry.classes.join(',') }) : href('/communications', { protocol: entry.protocols ?? '' });
  return (
    <>
      <div>
        <a href={to}>{t('dataflow.pairs', { count: entry.pairs })}</a>
      </div>
      {entry.outside > 0 && <Chip state="look">{t('dataflow.outside', { count: entry.outside })}</Chip>}
      <div class="quiet">
        {entry.protocols?.split(',').join(dot())} {entry.last_seen && <Time at={entry.last_seen} />}
      </div>
    </>
  );
}

function Classes({ data, rows, changed }: { data: Flows; rows: Row[]; changed: () => void }) {
  return (
    <Panel title={t('dataflow.classes')}>
      <p class="quiet">{t('dataflow.classes_hint')}</p>
      <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('dataflow.classes')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('dataflow.class')}</th>
              <th scope="col">{t('dataflow.way')}</th>
              {views.map((view) => (
                <th key={view} scope="col">
                  {word('cia', view)}
                </th>
              ))}
              <th scope="col">{t('dataflow.seen')}</th>
            </tr>
          </thead>
          <tbody>
            {data.classes.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  {say(entry.title)} <Related to={`data:${entry.id}`} />
                  <div class="quiet">{say(entry.why)}</div>
                </th>
                <td>{say(entry.way)}</td>
                <Risk entry={entry} row={rows.find((row) => row.name === entry.id)} changed={changed} />
                <td>
                  <Seen entry={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
      <PlantHarm data={data} rows={rows} changed={changed} />
    </Panel>
  );
}

const plantViews = ['h', 's', 'e', 'b'] as const;

/** What a control system is judged by besides: health, safety, environment, business (S1-081). */
function PlantHarm({ data, rows, changed }: { data: Flows; rows: Row[]; changed: () => void }) {
  return (
    <details>
      <summary>{t('dataflow.hseb')}</summary>
      <p class="quiet">{t('dataflow.hseb_hint')}</p>
      <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('dataflow.hseb')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('dataflow.class')}</th>
              {plantViews.map((view) => (
                <th key={view} scope="col">
                  {word('impact', view)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.classes.map((entry) => {
              const row = rows.find((one) => one.name === entry.id);
              const now = plantViews.map((_, index) => row?.body.hseb?.[index] ?? '0');
              return (
                <tr key={entry.id}>
                  <th scope="row">{say(entry.title)}</th>
                  {plantViews.map((view, index) => (
                    <td key={view}>
                      <select class="input" disabled={!mayEdit()} aria-label={`${say(entry.title)} ${word('impact', view)}`} value={now[index]} onChange={(event) => judge(entry.id, now, index, event.currentTarget.value, changed)}>
                        {['0', '1', '2', '3'].map((value) => (
                          <option key={value} value={value}>
                            {value === '0' ? t('scenario.no_impact') : word('grade', value)}
                          </option>
                        ))}
                      </select>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </Sheet>
      </div>
    </details>
  );
}

function Forms({ model, data, row, changed }: { model: Model; data: Flows; row: Row | undefined; changed: () => void }) {
  const on = row?.body.forms ?? [];
  const title = (id: string) => say(data.classes.find((entry) => entry.id === id)?.title);
  const flip = (id: string) => void keep('dataform', model.id, ({ forms = on }) => ({ forms: forms.includes(id) ? forms.filter((old) => old !== id) : [...forms, id] })).then(changed, () => undefined);
  return (
    <ul class="history">
      {model.forms.map((form) => (
        <li key={form.id}>
          <label>
            <input type="checkbox" disabled={!mayEdit()} checked={on.includes(form.id)} onChange={() => flip(form.id)} /> {say(form.title)}
          </label>{' '}
          <span class="quiet">{form.data.map(title).join(dot())}</span>{' '}
          {form.seen && (
            <Chip state={on.includes(form.id) ? 'calm' : 'look'}>{t('dataflow.form_seen')}</Chip>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Threats by measures: where they meet is what helps. */
function Matrix({ model, data }: { model: Model; data: Flows }) {
  const threats = data.threats.filter((threat) => model.threats.includes(threat.id));
  const measures = data.measures.filter((measure) => threats.some((threat) => threat.measures.includes(measure.id)));
  return (
    <div class="ledger-box" tabIndex={0} role="region" aria-label={t('dataflow.threats')}>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('dataflow.measure')}</th>
            {threats.map((threat) => (
              <th key={threat.id} scope="col">
                {say(threat.title)} <Related to={`threat:${threat.id}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure.id}>
              <th scope="row">
                <a href={`#/${measure.page}`}>{say(measure.title)}</a> <Related to={`help:${measure.id}`} />
              </th>
              {threats.map((threat) => (
                <td key={threat.id}>{threat.measures.includes(measure.id) && <StateMark state="ok" size={10} />}{threat.measures.includes(measure.id) && ` ${t('dataflow.helps')}`}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}

const titles = (list: { id: string; title: Words }[], ids: string[]) => list.filter(({ id }) => ids.includes(id)).map(({ title }) => say(title));

const tabs = ['classes', 'uses', 'scenarios', 'basics', 'vendors'] as const;
type Tab = (typeof tabs)[number];

function Body({ tab, data }: { tab: Tab; data: Flows }) {
  const risks = useLoad<{ items: Row[] }>('/register?kind=dataclass');
  const forms = useLoad<{ items: Row[] }>('/register?kind=dataform');
  if (tab === 'uses') return <Uses names={{ classes: data.classes, forms: data.models.flatMap((model) => model.forms) }} />;
  if (tab === 'scenarios') return <ScenarioList />;
  if (tab === 'basics') return <BasicFigures />;
  if (tab === 'vendors') return <Vendors />;
  return (
    <>
      <Classes data={data} rows={risks.data?.items ?? []} changed={risks.reload} />
      <Ways ways={data.ways.map((way) => ({ ...way, data: titles(data.classes, way.data), forms: titles(data.models.flatMap((model) => model.forms), way.forms) }))} />
      {data.models.map((model) => (
        <Panel key={model.id} title={say(model.title)}>
          <p>{say(model.says)}</p>
          <Forms model={model} data={data} row={forms.data?.items.find((row) => row.name === model.id)} changed={forms.reload} />
          <h3>{t('dataflow.threats')}</h3>
          <Matrix model={model} data={data} />
        </Panel>
      ))}
    </>
  );
}

export function DataFlows({ route }: { route: Route }) {
  const { data, error, reload } = useLoad<Flows>('/data-flows', useVersion('operations', 10000));
  const tab = tabs.find((name) => name === route.query.get('tab')) ?? 'classes';
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.dataflow')}</h1>
      </header>
      <nav class="steps-nav" aria-label={t('page.dataflow')}>
        {tabs.map((name) => (
          <button key={name} type="button" class="chip-button" aria-pressed={name === tab} onClick={() => setQuery({ tab: name })}>
            {word('dataflow.tab', name)}
          </button>
        ))}
      </nav>
      <Body tab={tab} data={data} />
    </div>
  );
}
