/* uses.tsx - 測る: what data are used for, met with the traffic, and the risks that each use brings. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, remove } from '../api';
import { dot, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { AssetLink, Chip, Failure, Field, Loading, Panel, ShortTime, Wrong } from '../parts/small';
import { Adding, faultText, valueOf } from './assess_proof';
import { say, type Words } from './assess_types';
import { isBound, keepUse, stages, trafficHref, zoneTitle, type Proposal, type Use, type Uses as Data } from './uses_data';

interface Names {
  classes: { id: string; title: Words }[];
  forms: { id: string; title: Words }[];
}

interface Props {
  data: Data;
  names: Names;
  changed: () => void;
}

const titleOf = (list: { id: string; title: Words }[], id: string | null): string => say(list.find((entry) => entry.id === id)?.title) || '–';

const titles = (list: { id: string; title: Words }[], ids: string[]): string => ids.map((id) => titleOf(list, id)).join(dot());

/* ---- what the traffic shows ---- */

function ProposalRow({ row, data, names, changed }: Props & { row: Proposal }) {
  const [wrong, setWrong] = useState('');
  const take = (state: Use['state']) =>
    void keepUse({ name: `${say(row.title)} (${zoneTitle(data, row.from_zone)} → ${zoneTitle(data, row.to_zone)})`, use_case: row.use_case, flow: row.flow, data: row.data, forms: row.forms, changes: row.changes, protocols: row.protocols, from_zone: row.from_zone, to_zone: row.to_zone, sign: row.sign, state, stage: 'run' }).then(changed, (cause) => setWrong(faultText(cause)));
  return (
    <tr>
      <th scope="row">
        {say(row.title)}
        <div class="quiet">{row.changes.length ? titles(data.book.changes, row.changes) : titleOf(data.book.flows, row.flow)}</div>
      </th>
      <td>
        {zoneTitle(data, row.from_zone)} → {zoneTitle(data, row.to_zone)}
        <div class="quiet">{titles(names.classes, row.data)}</div>
      </td>
      <td>
        <div>
          <a href={trafficHref(row)}>{t('dataflow.pairs', { count: row.pairs })}</a>
        </div>
        {[row.client, row.server].map((end, index) => (
          <div key={index}>
            <AssetLink id={end.id} name={end.name} longest={26} />
          </div>
        ))}
        <ShortTime at={row.last_seen} />
      </td>
      <td>
        {mayEdit() && (
          <>
            <button type="button" class="button" onClick={() => take('open')}>
              {t('uses.take')}
            </button>{' '}
            <button type="button" class="button-plain" onClick={() => take('dropped')}>
              {t('uses.drop')}
            </button>
          </>
        )}
        <Wrong text={wrong} />
      </td>
    </tr>
  );
}

function Proposals(props: Props) {
  const { proposals } = props.data;
  return (
    <Panel title={t('uses.proposals')} count={proposals.length} id="proposals">
      <p class="quiet">{t('uses.proposals_hint')}</p>
      {proposals.length === 0 && <p>{t('uses.no_proposals')}</p>}
      {proposals.length > 0 && (
        <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('uses.proposals')}>
          <Sheet class="plain">
            <thead>
              <tr>
                <th scope="col">{t('uses.shows')}</th>
                <th scope="col">{t('uses.between')}</th>
                <th scope="col">{t('dataflow.seen')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {proposals.map((row) => (
                <ProposalRow key={`${row.sign} ${row.from_zone} ${row.to_zone}`} row={row} {...props} />
              ))}
            </tbody>
          </Sheet>
        </div>
      )}
    </Panel>
  );
}

/* ---- uses as people name them ---- */

function Boxes({ name, list, on }: { name: string; list: { id: string; title: Words }[]; on: string[] }) {
  return (
    <fieldset class="ticks">
      <legend class="field-label">{word('uses.field', name)}</legend>
      {list.map((entry) => (
        <label key={entry.id}>
          <input type="checkbox" name={name} value={entry.id} checked={on.includes(entry.id)} /> {say(entry.title)}
        </label>
      ))}
    </fieldset>
  );
}

function Pick({ name, list, now, none }: { name: string; list: { id: string; title: string }[]; now: string | null | undefined; none: string }) {
  return (
    <Field label={word('uses.field', name)}>
      <select class="input" name={name}>
        <option value="">{none}</option>
        {list.map((entry) => (
          <option key={entry.id} value={entry.id} selected={entry.id === now}>
            {entry.title}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Line({ name, now, longest = 60 }: { name: string; now: string | null | undefined; longest?: number }) {
  return (
    <Field label={word('uses.field', name)}>
      <input class="input" name={name} required={name === 'name'} maxLength={longest} value={now ?? ''} />
    </Field>
  );
}

function Form({ data, names, changed, use }: Props & { use?: Use }) {
  const devices = useLoad<{ items: { id: string; name: string }[] }>('/assets?limit=1000').data?.items ?? [];
  const ofBook = (list: { id: string; title: Words }[]) => list.map((entry) => ({ id: entry.id, title: say(entry.title) }));
  const places = [{ id: 'outside', title: t('uses.outside_zone') }, ...data.zones.map((zone) => ({ id: zone.id, title: zone.name }))];
  const send = async (form: HTMLFormElement) => {
    const all = (name: string) => new FormData(form).getAll(name).map(String);
    const texts = Object.fromEntries(['name', 'use_case', 'flow', 'stage', 'owner', 'partner', 'agreed', 'from_zone', 'to_zone', 'asset'].map((name) => [name, valueOf(form, name).trim()]));
    await keepUse({ ...texts, name: texts['name'] ?? '', state: 'open', data: all('data'), forms: all('forms'), changes: all('changes'), protocols: valueOf(form, 'protocols').split(/[\s,、]+/).filter(Boolean) }, use);
    changed();
  };
  return (
    <Adding title={use ? t('uses.edit') : t('uses.add')} send={send} opened={Boolean(use)}>
      <Line name="name" now={use?.name} />
      <Pick name="use_case" list={ofBook(data.book.cases)} now={use?.use_case} none={t('uses.choose')} />
      <Pick name="flow" list={ofBook(data.book.flows)} now={use?.flow} none={t('uses.no_flow')} />
      <Pick name="stage" list={stages.map((id) => ({ id, title: word('uses.stage', id) }))} now={use?.stage ?? 'plan'} none="–" />
      <Line name="owner" now={use?.owner} />
      <Line name="partner" now={use?.partner} />
      <Line name="agreed" now={use?.agreed} longest={300} />
      <Pick name="from_zone" list={places} now={use?.from_zone} none={t('uses.anywhere')} />
      <Pick name="to_zone" list={places} now={use?.to_zone} none={t('uses.anywhere')} />
      <Line name="protocols" now={use?.protocols.join(' ')} />
      <Field label={word('uses.field', 'asset')}>
        <input class="input" name="asset" maxLength={40} list="use-devices" value={use?.asset ?? ''} />
        <datalist id="use-devices">
          {devices.map((device) => (
            <option key={device.id} value={device.id}>
              {device.name}
            </option>
          ))}
        </datalist>
      </Field>
      <Boxes name="data" list={names.classes} on={use?.data ?? []} />
      <Boxes name="forms" list={names.forms} on={use?.forms ?? []} />
      <Boxes name="changes" list={data.book.changes} on={use?.changes ?? []} />
    </Adding>
  );
}

/** What the flow brings: seen in the traffic, settled with the partner, or to be looked at (S4-179 to S4-182). */
function Flags({ use, data }: { use: Use; data: Data }) {
  const flow = data.book.flows.find((entry) => entry.id === use.flow);
  if (!flow) return <span class="quiet">{t('uses.no_flow')}</span>;
  return (
    <>
      <div class="quiet">{say(flow.title)}</div>
      {flow.flags.map((flag) => {
        const seen = use.flags.find((entry) => entry.id === flag.id);
        const state = seen?.agreed ? 'ok' : seen?.pairs ? 'look' : 'calm';
        return (
          <details key={flag.id}>
            <summary>
              <StateMark state={state} size={10} /> {say(flag.title)} <span class="quiet">{seen?.agreed ? t('uses.agreed') : seen?.pairs ? t('dataflow.pairs', { count: seen.pairs }) : t('uses.by_flow')}</span>
            </summary>
            <p>{say(flag.why)}</p>
            <p>
              {t('uses.next')} <a href={`#/${flag.page}`}>{say(flag.next)}</a>
            </p>
          </details>
        );
      })}
    </>
  );
}

function Traffic({ use, data }: { use: Use; data: Data }) {
  if (!isBound(use)) return <span class="quiet">{t('uses.unbound')}</span>;
  return (
    <>
      <div>
        {zoneTitle(data, use.from_zone)} → {zoneTitle(data, use.to_zone)}
      </div>
      {use.asset && (
        <div>
          <AssetLink id={use.asset} name={use.asset} />
        </div>
      )}
      <div>{use.pairs > 0 ? <a href={trafficHref(use)}>{t('dataflow.pairs', { count: use.pairs })}</a> : <Chip>{t('dataflow.unseen')}</Chip>}</div>
      {use.outside > 0 && <Chip state="look">{t('dataflow.outside', { count: use.outside })}</Chip>}
      <div class="quiet">
        {use.protocols.join(dot())} {use.last_seen && <ShortTime at={use.last_seen} />}
      </div>
    </>
  );
}

function UseRow(props: Props & { use: Use; scenarios: { use: string | null }[] }) {
  const { use, data, names, changed } = props;
  const scenarios = props.scenarios.filter((row) => row.use === use.id).length;
  const kind = data.book.cases.find((entry) => entry.id === use.use_case);
  const [editing, setEditing] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">
          <bdi>{use.name}</bdi> {use.specimen && <Chip>{t('sample')}</Chip>}
          <div>{kind ? <Chip title={say(kind.says)}>{say(kind.title)}</Chip> : <Chip state="look">{t('uses.no_case')}</Chip>}</div>
          <div class="quiet">
            {scenarios > 0 && (
            <div>
              <a href="#/dataflow?tab=scenarios">{t('uses.scenarios', { count: scenarios })}</a>
            </div>
          )}
          {word('uses.stage', use.stage)} {use.owner && <bdi>{use.owner}</bdi>} {use.partner && <bdi>{t('uses.with', { partner: use.partner })}</bdi>}
          </div>
        </th>
        <td>
          {titles(names.classes, use.data)}
          {use.forms.length > 0 && <div class="quiet">{titles(names.forms, use.forms)}</div>}
          {data.book.changes
            .filter((change) => use.changes.includes(change.id))
            .map((change) => (
              <div key={change.id}>
                <Chip title={say(change.says)}>{say(change.title)}</Chip> <span class="quiet">{say(change.says)}</span>
              </div>
            ))}
        </td>
        <td>
          <Traffic use={use} data={data} />
        </td>
        <td>
          <Flags use={use} data={data} />
        </td>
        <td>
          {mayEdit() && (
            <>
              <button type="button" class="button-plain" aria-expanded={editing} onClick={() => setEditing(!editing)}>
                {t('uses.edit')}
              </button>{' '}
              <button type="button" class="button-plain" onClick={() => void remove(`/uses/${use.id}`).then(changed)}>
                {t('means.remove')}
              </button>
            </>
          )}
        </td>
      </tr>
      {editing && (
        <tr>
          <td colSpan={5}>
            <Form {...props} />
          </td>
        </tr>
      )}
    </>
  );
}

function Kept(props: Props) {
  const scenarios = useLoad<{ items: { use: string | null }[] }>('/scenarios').data?.items ?? [];
  const rows = props.data.items.filter((use) => use.state === 'open');
  return (
    <Panel title={t('uses.title')} count={rows.length} id="uses">
      <p class="quiet">{t('uses.hint')}</p>
      {rows.length === 0 && <p>{t('uses.none')}</p>}
      {rows.length > 0 && (
        <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('uses.title')}>
          <Sheet class="plain">
            <thead>
              <tr>
                <th scope="col">{t('uses.use')}</th>
                <th scope="col">{t('uses.data_changes')}</th>
                <th scope="col">{t('uses.traffic')}</th>
                <th scope="col">{t('uses.risks')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((use) => (
                <UseRow key={`${use.id} ${use.revision}`} use={use} scenarios={scenarios} {...props} />
              ))}
            </tbody>
          </Sheet>
        </div>
      )}
      <Form {...props} />
      <Dropped {...props} />
    </Panel>
  );
}

/** What was said to be none comes back when it is taken off this list. */
function Dropped({ data, changed }: Props) {
  const rows = data.items.filter((use) => use.state === 'dropped');
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('uses.dropped', { count: rows.length })}</summary>
      <ul class="history">
        {rows.map((use) => (
          <li key={use.id}>
            <bdi>{use.name}</bdi> <span class="quiet">{use.user}</span>{' '}
            {mayEdit() && (
              <button type="button" class="button-plain" onClick={() => void remove(`/uses/${use.id}`).then(changed)}>
                {t('uses.again')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Uses({ names }: { names: Names }) {
  const { data, error, reload } = useLoad<Data>('/uses', useVersion('conversations', 15000));
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      <Kept data={data} names={names} changed={reload} />
      <Proposals data={data} names={names} changed={reload} />
    </>
  );
}
