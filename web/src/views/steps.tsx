/* steps.tsx - 測る: METI's steps 1-1 to 3 as one path, filled in where the network can. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { comma, dot, language, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Loading, Panel, Wrong } from '../parts/small';
import { TickBoxes } from '../parts/tickboxes';
import { href, setQuery, type Route } from '../router';
import { ItemBody, MatchChip, ValueButtons } from './assess_parts';
import { faultText } from './assess_proof';
import { say, type Assessment } from './assess_types';
import { derive, dropRow, keepRow, modelComponents, modelData, modelWorks, proposeZones, reach, views, worths, type Crossing, type RegisterRow, type Zone } from './steps_data';
import { LevelsPart } from './levels';
import { Profile } from './profile';
import { columnTitle, PackGrid } from './steps_grid';

interface Plant {
  rows: RegisterRow[];
  zones: Zone[];
  networks: { id: string; name: string; zone: string | null; subnets: string[]; devices: number }[];
  crossings: Crossing[];
  roles: { id: string; title: string }[];
  functions: { id: string; name: string; zone: string; devices: number; roles: string[]; protocols: string[] }[];
  changed: () => void;
}

const ofKind = (plant: Plant, kind: string): RegisterRow[] => plant.rows.filter((row) => row.kind === kind);

/** A pack without columns, item by item. */
function PackList({ id }: { id: string }) {
  const { data, error, reload } = useLoad<Assessment>(`/checklist?pack=${id}`);
  const [open, setOpen] = useState('');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.pack.sections.map((section) => (
        <section key={section.id} class="assess-section">
          <h3>{say(section.title)}</h3>
          <ul class="items">
            {data.items
              .filter((item) => item.section === section.id)
              .map((item) => (
                <li key={item.id} class="item">
                  <div class="item-line">
                    <span class="item-number">{item.id}</span>
                    <button type="button" class="item-title" aria-expanded={open === item.id} onClick={() => setOpen(open === item.id ? '' : item.id)}>
                      {say(item.title)}
                    </button>
                    <MatchChip item={item} />
                    <ValueButtons pack={data.pack} item={item} saved={reload} label={`${item.id} ${say(data.pack.scale_name)}`} />
                  </div>
                  {item.answer?.reason && open !== item.id && (
                    <p class="item-because">
                      <bdi>{item.answer.reason}</bdi>
                    </p>
                  )}
                  {open === item.id && <ItemBody pack={data.pack} item={item} saved={reload} />}
                </li>
              ))}
          </ul>
        </section>
      ))}
      <p class="quiet">{say(data.pack.caveat)}</p>
    </>
  );
}

function Grade({ value, label, set }: { value: number; label: string; set: (value: number) => void }) {
  return (
    <select class="input" disabled={!mayEdit()} aria-label={label} value={value} onChange={(event) => set(Number(event.currentTarget.value))}>
      <option value={0}>–</option>
      {[1, 2, 3].map((grade) => (
        <option key={grade} value={grade}>
          {word('grade', String(grade))}
        </option>
      ))}
    </select>
  );
}

/** Tick-boxes of the model factory, and rows of one's own. */
function Ticks({ plant, kind, title, model }: { plant: Plant; kind: string; title: (id: string) => string; model: readonly string[] }) {
  const [own, setOwn] = useState('');
  const rows = ofKind(plant, kind);
  const names = model.map(title);
  const keep = (name: string) => {
    const row = rows.find((entry) => entry.name === name);
    return (row ? dropRow(row.id) : keepRow(kind, name, () => ({}))).then(plant.changed);
  };
  return (
    <>
      <TickBoxes boxes={[...new Set([...names, ...rows.map((row) => row.name)])].map((name) => ({ key: name, label: name, on: rows.some((row) => row.name === name) }))} keep={keep} />
      {mayEdit() && (
        <form
          class="value-reason"
          onSubmit={(event) => {
            event.preventDefault();
            void keepRow(kind, own, () => ({})).then(plant.changed);
            setOwn('');
          }}
        >
          <input class="input" required maxLength={60} value={own} placeholder={t('steps.own')} aria-label={`${word('steps_kind', kind)} ${t('steps.own')}`} onInput={(event) => setOwn(event.currentTarget.value)} />
          <button type="submit" class="button">
            {t('steps.add')}
          </button>
        </form>
      )}
    </>
  );
}

function Works({ plant }: { plant: Plant }) {
  const works = ofKind(plant, 'work');
  return (
    <>
      <p>{t('steps.works')}</p>
      <Ticks plant={plant} kind="work" title={(id) => word('model_work', id)} model={modelWorks} />
      {works.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{word('steps_kind', 'work')}</th>
              <th scope="col">{t('steps.importance')}</th>
            </tr>
          </thead>
          <tbody>
            {works.map((work) => (
              <tr key={work.id}>
                <td>
                  <bdi>{work.name}</bdi>
                </td>
                <td>
                  <Grade value={work.body.importance ?? 0} label={`${work.name} ${t('steps.importance')}`} set={(importance) => void keepRow('work', work.name, () => ({ importance })).then(plant.changed)} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
    </>
  );
}

interface Thing {
  key: string;
  kind: string;
  title: string;
  hint: string;
}

/** Networks, devices and functions from what was seen, data and components from ticks. */
function things(plant: Plant): Thing[] {
  return [
    ...plant.networks.map((row) => ({ key: `network:${row.id}`, kind: 'network', title: row.name || row.subnets.join(' '), hint: t('steps.seen', { count: row.devices }) })),
    ...plant.roles.map((row) => ({ key: `role:${row.id}`, kind: 'device', title: row.title, hint: '' })),
    ...ofKind(plant, 'component').map((row) => ({ key: `component:${row.id}`, kind: 'device', title: row.name, hint: t('steps.declared') })),
    ...plant.functions.map((row) => ({ key: row.id, kind: 'function', title: [word('function', row.name), row.zone].filter(Boolean).join(' – '), hint: `${t('steps.seen', { count: row.devices })}: ${[...row.roles.map((role) => word('role', role)), ...row.protocols].join(comma())}` })),
    ...ofKind(plant, 'data').map((row) => ({ key: `data:${row.id}`, kind: 'data', title: row.name, hint: '' })),
  ];
}

function WorkPicks({ plant, row, name, kind }: { plant: Plant; row: RegisterRow | undefined; name: string; kind: string }) {
  const chosen = row?.body.works ?? [];
  const keep = (_: string, works: string[]) => keepRow(kind, name, () => ({ works })).then(plant.changed);
  return (
    <details>
      <summary>{t('steps.works_count', { count: chosen.length })}</summary>
      <TickBoxes boxes={ofKind(plant, 'work').map((work) => ({ key: work.id, label: work.name, on: chosen.includes(work.id) }))} keep={keep} />
    </details>
  );
}

/** Which of the five things of worth an object serves. */
function Worths({ plant, row, name }: { plant: Plant; row: RegisterRow | undefined; name: string }) {
  const chosen = row?.body.values ?? [];
  const keep = (_: string, values: string[]) => keepRow('object', name, () => ({ values })).then(plant.changed);
  return (
    <details>
      <summary>{chosen.length ? chosen.map((worth) => word('worth_short', worth)).join(dot()) : t('steps.worths_none')}</summary>
      <TickBoxes boxes={worths.map((worth) => ({ key: worth, label: word('worth', worth), on: chosen.includes(worth) }))} keep={keep} />
    </details>
  );
}

/** The same the other way round: what each worth hangs on, and which is still without an object. */
function ByWorth({ plant }: { plant: Plant }) {
  const works = ofKind(plant, 'work');
  const objects = things(plant).map((thing) => ({ thing, row: ofKind(plant, 'object').find((row) => row.name === thing.key) }));
  return (
    <details id="worths">
      <summary>{t('steps.by_worth')}</summary>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('steps.worth')}</th>
            <th scope="col">{t('steps.worth_views')}</th>
            <th scope="col">{t('steps.object')}</th>
            <th scope="col">{t('steps.importance')}</th>
          </tr>
        </thead>
        <tbody>
          {worths.map((worth) => {
            const serving = objects.filter(({ row }) => row?.body.values?.includes(worth));
            const grade = Math.max(0, ...serving.map(({ row }) => derive(row!.body, works)));
            return (
              <tr key={worth}>
                <th scope="row">{word('worth', worth)}</th>
                <td>{word('worth_views', worth)}</td>
                <td>
                  {serving.length ? (
                    <bdi>{serving.map(({ thing }) => thing.title).join(comma())}</bdi>
                  ) : (
                    <>
                      <StateMark state="look" size={10} /> {t('steps.worth_nothing')}
                    </>
                  )}
                </td>
                <td>{grade ? word('grade', String(grade)) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </Sheet>
    </details>
  );
}

function Objects({ plant }: { plant: Plant }) {
  const works = ofKind(plant, 'work');
  return (
    <>
      <p>{t('steps.objects')}</p>
      <h3>{word('steps_kind', 'data')}</h3>
      <Ticks plant={plant} kind="data" title={(id) => word('model_data', id)} model={modelData} />
      <h3>{t('steps.components')}</h3>
      <Ticks plant={plant} kind="component" title={(id) => word('model_component', id)} model={modelComponents} />
      <p class="notice">{t('steps.rule')}</p>
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('steps.step.1-4')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('steps.object')}</th>
              {views.map((view) => (
                <th key={view} scope="col" title={word('steps_view_long', view)}>
                  {word('steps_view', view)}
                </th>
              ))}
              <th scope="col">{word('steps_kind', 'work')}</th>
              <th scope="col">{t('steps.worth')}</th>
              <th scope="col">{t('steps.importance')}</th>
            </tr>
          </thead>
          <tbody>
            {things(plant).map((thing) => {
              const row = ofKind(plant, 'object').find((entry) => entry.name === thing.key);
              const body = row?.body ?? {};
              const grade = derive(body, works);
              return (
                <tr key={thing.key}>
                  <td>
                    <Chip>{word('steps_kind', thing.kind)}</Chip> <bdi>{thing.title}</bdi> <span class="quiet">{thing.hint}</span>
                  </td>
                  {views.map((view) => (
                    <td key={view}>
                      <Grade value={body.ratings?.[view] ?? 0} label={`${thing.title} ${word('steps_view_long', view)}`} set={(value) => void keepRow('object', thing.key, ({ ratings }) => ({ ratings: { ...ratings, [view]: value } })).then(plant.changed)} />
                    </td>
                  ))}
                  <td>
                    <WorkPicks plant={plant} row={row} name={thing.key} kind="object" />
                  </td>
                  <td>
                    <Worths plant={plant} row={row} name={thing.key} />
                  </td>
                  <td>
                    <b>{grade ? word('grade', String(grade)) : '–'}</b>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Sheet>
      </div>
      <ByWorth plant={plant} />
    </>
  );
}

function Zones({ plant }: { plant: Plant }) {
  const [wrong, setWrong] = useState('');
  const works = ofKind(plant, 'work');
  const nameOf = (id: string) => plant.zones.find((zone) => zone.id === id)?.name ?? id;
  if (plant.zones.length === 0)
    return (
      <>
        <p>{t('steps.no_zones')}</p>
        {mayEdit() && (
          <button type="button" class="button button-main" onClick={() => void proposeZones(language.get()).then(plant.changed, (cause) => setWrong(faultText(cause)))}>
            {t('steps.propose')}
          </button>
        )}
        <Wrong text={wrong} block />
      </>
    );
  return (
    <>
      <p>{t('steps.zones')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{word('steps_kind', 'zone')}</th>
            <th scope="col">{t('steps.devices')}</th>
            <th scope="col">{word('steps_kind', 'work')}</th>
            <th scope="col">{t('steps.importance')}</th>
            <th scope="col">{t('steps.reach')}</th>
          </tr>
        </thead>
        <tbody>
          {plant.zones.map((zone) => {
            const row = ofKind(plant, 'zone').find((entry) => entry.name === zone.id);
            const grade = derive(row?.body ?? {}, works);
            const fall = [...reach(zone.id, plant.crossings)].map(nameOf);
            return (
              <tr key={zone.id}>
                <td>
                  <bdi>{zone.name}</bdi> {(zone.draft || !row?.body.works?.length) && <Chip state="new">{t('steps.draft')}</Chip>}
                </td>
                <td>{zone.devices}</td>
                <td>
                  <WorkPicks plant={plant} row={row} name={zone.id} kind="zone" />
                </td>
                <td>
                  <b>{grade ? word('grade', String(grade)) : '–'}</b>
                </td>
                <td>
                  {fall.length > 0 ? (
                    <>
                      <StateMark state="look" size={10} /> {fall.join(comma())}
                    </>
                  ) : (
                    <span class="quiet">{t('steps.alone')}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Sheet>
      <p class="quiet">{t('steps.reach_hint')}</p>
    </>
  );
}

const order = ['1-1', '1-2', '1-4', '1-6', '1-7', '2-1', '2-2', '3'] as const;
type Step = (typeof order)[number];

function Body({ step, plant }: { step: Step; plant: Plant }) {
  if (step === '1-1')
    return (
      <>
        <details open id="profile">
          <summary>
            <b>{t('profile.title')}</b>
          </summary>
          <Profile />
        </details>
        <PackList id="meti-situation" />
        <details>
          <summary>{t('steps.motives')}</summary>
          <PackList id="meti-motives" />
        </details>
      </>
    );
  if (step === '1-2') return <Works plant={plant} />;
  if (step === '1-4') return <Objects plant={plant} />;
  if (step === '1-6') return <Zones plant={plant} />;
  if (step === '1-7') return <Threats />;
  if (step === '2-1')
    return (
      <>
        <PackGrid id="meti-network" targets />
        <details>
          <summary>
            <b>{t('levels.title')}</b>
          </summary>
          <LevelsPart />
        </details>
      </>
    );
  if (step === '2-2') return <PackGrid id="meti-device" targets />;
  return (
    <>
      <PackList id="meti-measures" />
      <p>
        <a href={href('/plan')}>{t('steps.to_plan')}</a>
      </p>
    </>
  );
}

interface Seen {
  days: number;
  watched: string[];
  items: { threat: string; part: string; count: number; last_seen: string }[];
}

/** Impact by people, and beside it what a year of traffic showed of the threat in that zone. Nothing seen is not safe. */
function Threats() {
  const { data } = useLoad<Seen>('/threats', useVersion('findings', 10000));
  const beside = (threat: string, zone: string) => {
    if (!data) return null;
    const found = data.items.find((one) => one.threat === threat && one.part === zone);
    if (found)
      return (
        <a class="cell-seen" title={t('steps.found_last', { day: found.last_seen.slice(0, 10) })} href={href('/findings', { state: 'any', threat, zone: zone.replace('zone-', ''), days: data.days })}>
          <StateMark state="act" size={10} /> {t('steps.found', { count: found.count })}
        </a>
      );
    return <span class="cell-seen quiet">{t(data.watched.includes(threat) ? 'steps.not_seen' : 'steps.never_seen')}</span>;
  };
  return (
    <>
      <p class="quiet">{t('steps.found_hint')}</p>
      <PackGrid id="meti-threats" targets={false} beside={beside} />
    </>
  );
}

/** What is there already, so that one sees where to go on. */
function stateOf(step: Step, plant: Plant): string {
  const works = ofKind(plant, 'work');
  if (step === '1-2') return works.length ? t('steps.state_works', { count: works.length, rated: works.filter((work) => work.body.importance).length }) : '';
  if (step === '1-4') return t('steps.state_objects', { count: things(plant).length, rated: ofKind(plant, 'object').filter((row) => derive(row.body, works)).length });
  if (step === '1-6') return t('steps.state_zones', { count: plant.zones.length, linked: ofKind(plant, 'zone').filter((row) => row.body.works?.length).length });
  return '';
}

export function Steps({ route }: { route: Route }) {
  const [turn, setTurn] = useState(0);
  const rows = useLoad<{ items: RegisterRow[] }>('/register', turn);
  const zones = useLoad<{ zones: Zone[]; networks: Plant['networks'] }>('/zones', turn);
  const crossings = useLoad<{ items: Crossing[] }>('/crossings', turn);
  const functions = useLoad<{ items: Plant['functions'] }>('/functions', turn);
  const devices = useLoad<Assessment>('/checklist?pack=meti-device');
  const none = zones.error?.status === 404; /* a server that draws no zones */
  const error = rows.error ?? (none ? undefined : zones.error) ?? devices.error;
  if (error) return <Failure error={error} again={() => setTurn(turn + 1)} />;
  if (!rows.data || (!zones.data && !none) || !devices.data) return <Loading />;
  const pack = devices.data.pack;
  const plant: Plant = {
    rows: rows.data.items,
    zones: zones.data?.zones ?? [],
    networks: zones.data?.networks ?? [],
    crossings: crossings.data?.items ?? [],
    roles: pack.columns.map((column) => ({ id: column.id, title: columnTitle(pack, column.id) })),
    functions: functions.data?.items ?? [],
    changed: () => setTurn((n) => n + 1),
  };
  const step = (order.find((id) => id === route.query.get('step')) ?? '1-1') as Step;
  const next = order[order.indexOf(step) + 1];
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.steps')}</h1>
        <span class="quiet">{t('steps.hint')}</span>
      </header>
      <nav class="steps-nav" aria-label={t('page.steps')}>
        {order.map((id) => (
          <button key={id} type="button" class="chip-button" aria-pressed={id === step} onClick={() => setQuery({ step: id })}>
            {word('steps.step', id)} <span class="quiet">{stateOf(id, plant)}</span>
          </button>
        ))}
      </nav>
      <Panel title={word('steps.step', step)}>
        <Body key={step} step={step} plant={plant} />
      </Panel>
      {next && (
        <button type="button" class="button button-main" onClick={() => setQuery({ step: next })}>
          {t('steps.next', { name: word('steps.step', next) })}
        </button>
      )}
      <p class="quiet">{say(pack.source)}</p>
    </div>
  );
}
