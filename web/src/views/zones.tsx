/* zones.tsx - ゾーン: zones, the networks in them, the conduits between them, and what keeps to none. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayDescribe, mayJudge, patch, post } from '../api';
import { bytes, number } from '../format';
import { dot, language, t, word } from '../i18n';
import { protocolName, useVersion } from '../live';
import { useLoad } from '../load';
import { EmptyPlant } from '../parts/empty';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Loading, Panel, ShortTime } from '../parts/small';
import { href } from '../router';
import { crossings as crossingNames, type Page } from '../types';
import { Contacts } from './zones_contacts';
import { Segments } from './zones_segments';
import { EditConduit, EditNetwork, EditZone } from './zones_edit';
import { columnWord, columns, crossingMarks, crossingWord, isBroken, talksHref, zoneName, type Conduit, type Crossing, type Network, type Zone, type Zoning } from './zones_types';

type Editing = { zone: Partial<Zone> } | { network: Partial<Network> } | { conduit: Partial<Conduit> } | null;

interface PartProps {
  zoning: Zoning;
  edit: (what: Editing) => void;
}

const mayAcceptAll = mayJudge;

const ZoneNote = ({ text }: { text: string | null }) => (text ? <span class="quiet zone-note">{text}</span> : null);

function Proposal({ done, first }: { done: (zoning: Zoning) => void; first: boolean }) {
  const [busy, setBusy] = useState(false);
  const propose = async (by: 'subnet' | 'group') => {
    setBusy(true);
    try {
      done(await post<Zoning>('/zones/proposal', { by, lang: language.get() }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span class="tools">
      <button type="button" class={first ? 'button button-main' : 'button'} disabled={busy} onClick={() => void propose('subnet')} title={t('zones.propose_subnet_hint')}>
        {t('zones.propose_subnet')}
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => void propose('group')} title={t('zones.propose_group_hint')}>
        {t('zones.propose_group')}
      </button>
    </span>
  );
}

function Drafts({ zoning, done }: { zoning: Zoning; done: (zoning: Zoning) => void }) {
  const decide = async (accept: boolean) => done(await post<Zoning>('/zones/drafts', { accept }));
  if (zoning.counts.drafts === 0) return null;
  return (
    <div class="notice" role="status">
      <StateMark state="new" />
      <div>
        <p>{t('zones.drafts', { count: zoning.counts.drafts })}</p>
        {mayAcceptAll() && (
          <p class="tools">
            <button type="button" class="button button-main" onClick={() => void decide(true)}>
              {t('zones.accept_all')}
            </button>
            <button type="button" class="button" onClick={() => void decide(false)}>
              {t('zones.drop_all')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function NetworkLine({ network, edit }: { network: Network; edit: PartProps['edit'] }) {
  return (
    <li>
      <button type="button" class="button-plain" disabled={!mayDescribe()} onClick={() => edit({ network })}>
        {network.name}
      </button>{' '}
      {network.subnets.join(' ') !== network.name && <span class="mono quiet">{network.subnets.length > 3 ? t('zones.addresses', { count: network.subnets.length }) : network.subnets.join(' ')}</span>}
      {network.vlans.length > 0 && <span class="quiet"> VLAN {network.vlans.join(', ')}</span>}
      {network.smkl && <span class="quiet"> {columnWord(network.smkl)}</span>}
      <span class="quiet"> {t('zones.device_count', { count: network.devices })}</span> {network.draft && <Chip state="new">{t('zones.draft')}</Chip>}
    </li>
  );
}

function ZoneRow({ zone, zoning, edit }: PartProps & { zone: Zone }) {
  const networks = zoning.networks.filter((network) => network.zone === zone.id);
  return (
    <tr>
      <th scope="row">
        {mayDescribe() ? (
          <button type="button" class="button-plain" onClick={() => edit({ zone })}>
            {zone.name}
          </button>
        ) : (
          zone.name
        )}{' '}
        {zone.draft && <Chip state="new">{t('zones.draft')}</Chip>} {zone.specimen && <Chip>{t('sample')}</Chip>}
        <ZoneNote text={zone.note} />
      </th>
      <td>{columnWord(zone.smkl)}</td>
      <td>{word('importance', String(zone.importance))}</td>
      <td class="right">
        <a href={href('/assets', { zone: zone.name })}>{number(zone.devices)}</a>
      </td>
      <td>
        <ul class="zone-networks">
          {networks.map((network) => (
            <NetworkLine key={network.id} network={network} edit={edit} />
          ))}
        </ul>
        {mayDescribe() && (
          <button type="button" class="button-plain" onClick={() => edit({ network: { zone: zone.id } })}>
            {t('zones.add_network')}
          </button>
        )}
      </td>
    </tr>
  );
}

const order = (zone: Zone): number => {
  const at = columns.indexOf((zone.smkl ?? '') as (typeof columns)[number]);
  return at < 0 ? columns.length : at;
};

function Zones({ zoning, edit, set }: PartProps & { set: (zoning: Zoning) => void }) {
  const zones = [...zoning.zones].sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name));
  return (
    <Panel
      title={t('page.zones')}
      id="zones"
      count={zones.length}
      actions={mayDescribe() && <button type="button" class="button" onClick={() => edit({ zone: {} })}>{t('zones.add_zone')}</button>}
    >
      <p class="quiet">
        {t('zones.smkl_words')}{' '}
        {zoning.counts.without_zone > 0 && <a href={href('/assets', { zone: '-' })}>{t('zones.without', { count: zoning.counts.without_zone })}</a>}
      </p>
      <div class="table-scroll">
        <Sheet class="plain zone-table">
          <thead>
            <tr>
              <th scope="col">{t('zones.zone')}</th>
              <th scope="col">{t('zones.smkl')}</th>
              <th scope="col">{t('zones.importance')}</th>
              <th scope="col" class="right">{t('zones.devices')}</th>
              <th scope="col">{t('zones.networks')}</th>
            </tr>
          </thead>
          <tbody>
            {zones.map((zone) => (
              <ZoneRow key={zone.id} zone={zone} zoning={zoning} edit={edit} />
            ))}
          </tbody>
        </Sheet>
      </div>
      {mayDescribe() && <Proposal done={set} first={false} />}
    </Panel>
  );
}

function Passes({ conduit }: { conduit: Conduit }) {
  return (
    <>
      {conduit.protocols.length ? conduit.protocols.map(protocolName).join(', ') : t('zones.any_protocol')}
      {conduit.classes.length > 0 && <span class="quiet"> ({conduit.classes.map((name) => word('class', name)).join(dot())})</span>}
    </>
  );
}

function ConduitRow({ conduit, zoning, edit, set }: PartProps & { conduit: Conduit; set: (zoning: Zoning) => void }) {
  const accept = async () => set(await patch<Zoning>(`/conduits/${conduit.id}`, { draft: false }));
  return (
    <tr>
      <th scope="row">
        {zoneName(zoning.zones, conduit.from)} {conduit.both ? '⇄' : '→'} {zoneName(zoning.zones, conduit.to)} {conduit.draft && <Chip state="new">{t('zones.draft')}</Chip>}
        <ZoneNote text={conduit.note} />
      </th>
      <td>
        <Passes conduit={conduit} />
      </td>
      <td>
        <a href={talksHref(conduit.from, conduit.to)}>{t('zones.show_talks')}</a>
      </td>
      <td class="nowrap">
        {mayDescribe() && conduit.draft && (
          <button type="button" class="button" onClick={() => void accept()}>
            {t('zones.accept')}
          </button>
        )}{' '}
        {mayDescribe() && (
          <button type="button" class="button" onClick={() => edit({ conduit })}>
            {t('zones.edit')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Conduits({ zoning, edit, set }: PartProps & { set: (zoning: Zoning) => void }) {
  return (
    <Panel
      title={t('zones.conduits')}
      id="conduits"
      count={zoning.conduits.length}
      actions={mayDescribe() && <button type="button" class="button" onClick={() => edit({ conduit: {} })}>{t('zones.add_conduit')}</button>}
    >
      <p class="quiet">{t('zones.conduits_lead')}</p>
      <div class="table-scroll">
        <Sheet class="plain">
          <tbody>
            {zoning.conduits.map((conduit) => (
              <ConduitRow key={conduit.id} conduit={conduit} zoning={zoning} edit={edit} set={set} />
            ))}
          </tbody>
        </Sheet>
      </div>
    </Panel>
  );
}

function CrossingRow({ row, zoning, edit }: PartProps & { row: Crossing }) {
  const canAllow = mayDescribe() && isBroken(row.crossing) && row.from && row.to;
  return (
    <tr>
      <td class="nowrap">
        <StateMark state={crossingMarks[row.crossing]} /> {crossingWord(row.crossing)}
      </td>
      <th scope="row">
        {zoneName(zoning.zones, row.from)} → {zoneName(zoning.zones, row.to)}
      </th>
      <td>
        {row.protocol ? row.protocol_title : t('zones.unknown_protocol')}
        {row.classes.length > 0 && <span class="quiet"> ({row.classes.map((name) => word('class', name)).join(dot())})</span>}
      </td>
      <td class="right">
        <a href={talksHref(row.from, row.to, row.protocol ? { protocol: row.protocol, crossing: row.crossing } : { crossing: row.crossing })}>{t('zones.pairs', { count: row.conversations })}</a>
      </td>
      <td class="right">{bytes(row.bytes)}</td>
      <td>
        <ShortTime at={row.last_seen} />
      </td>
      <td>
        {canAllow && (
          <button type="button" class="button" onClick={() => edit({ conduit: { from: row.from!, to: row.to!, protocols: row.protocol ? [row.protocol] : [], classes: row.classes } })}>
            {t('zones.allow')}
          </button>
        )}
      </td>
    </tr>
  );
}

const most = 60;

function Crossings({ zoning, rows, edit }: PartProps & { rows: Crossing[] }) {
  const [only, setOnly] = useState<string | null>(null);
  const counts = new Map(crossingNames.map((name) => [name, rows.filter((row) => row.crossing === name).length]));
  const shown = rows.filter((row) => !only || row.crossing === only);
  return (
    <Panel title={t('zones.crossings')} id="crossings" count={rows.length}>
      <p class="quiet">{t('zones.crossings_lead')}</p>
      <p class="tools">
        {crossingNames.filter((name) => counts.get(name)).map((name) => (
          <button key={name} type="button" class="chip-button" aria-pressed={only === name} onClick={() => setOnly(only === name ? null : name)}>
            <StateMark state={crossingMarks[name]} size={10} /> {crossingWord(name)} {counts.get(name)}
          </button>
        ))}
      </p>
      <div class="table-scroll">
        <Sheet class="plain">
          <tbody>
            {shown.slice(0, most).map((row) => (
              <CrossingRow key={`${row.from} ${row.to} ${row.protocol}`} row={row} zoning={zoning} edit={edit} />
            ))}
          </tbody>
        </Sheet>
      </div>
      {shown.length > most && <p class="quiet">{t('zones.more_crossings', { count: shown.length - most })}</p>}
    </Panel>
  );
}

function First({ done, edit }: { done: (zoning: Zoning) => void; edit: (what: Editing) => void }) {
  return (
    <section class="panel empty-lead">
      <h2>{t('zones.first')}</h2>
      <p>{t('zones.first_what')}</p>
      <p>{t('zones.first_why')}</p>
      {mayDescribe() ? (
        <p class="tools">
          <Proposal done={done} first />
          <button type="button" class="button" onClick={() => edit({ zone: {} })}>
            {t('zones.add_zone')}
          </button>
        </p>
      ) : (
        <p class="quiet">{t('zones.first_ask')}</p>
      )}
    </section>
  );
}

function Editor({ zoning, what, close }: { zoning: Zoning; what: NonNullable<Editing>; close: (zoning?: Zoning) => void }) {
  if ('zone' in what) return <EditZone zoning={zoning} row={what.zone} close={close} />;
  if ('network' in what) return <EditNetwork zoning={zoning} row={what.network} close={close} />;
  return <EditConduit zoning={zoning} row={what.conduit} close={close} />;
}

export function ZonesPage() {
  const version = useVersion('conversations', 20_000);
  const { data: zoning, error, reload, set } = useLoad<Zoning>('/zones', version);
  const crossed = useLoad<Page<Crossing>>('/crossings', version);
  const [editing, edit] = useState<Editing>(null);
  if (error && !zoning) return <div class="page"><Failure error={error} again={reload} /></div>;
  if (!zoning) return <Loading />;
  const take = (fresh?: Zoning) => {
    edit(null);
    if (fresh) set(fresh);
    else reload();
    crossed.reload();
  };
  const none = zoning.zones.length === 0;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.zones')}</h1>
        <p class="quiet">
          <a href={href('/map', { group: 'zone', fold: 'zone' })}>{t('zones.on_map')}</a>
        </p>
      </header>
      {none && zoning.counts.devices === 0 && <EmptyPlant />}
      {none && zoning.counts.devices > 0 && <First done={take} edit={edit} />}
      <Drafts zoning={zoning} done={take} />
      {!none && <Zones zoning={zoning} edit={edit} set={take} />}
      {crossed.data && crossed.data.items.length > 0 && <Crossings zoning={zoning} rows={crossed.data.items} edit={edit} />}
      {!none && <Conduits zoning={zoning} edit={edit} set={take} />}
      {!none && <Segments networks={zoning.networks} zones={zoning.zones} />}
      {!none && <Contacts zones={zoning.zones} />}
      <p class="quiet">{t('smkl.trademark')}</p>
      {editing && <Editor zoning={zoning} what={editing} close={(fresh) => (fresh ? take(fresh) : take())} />}
    </div>
  );
}
