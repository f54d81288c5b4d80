/* asset.tsx - one device: what it is, how we know, whom it speaks to, what was done to it. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayDescribe, query, remove } from '../api';
import { because } from '../because';
import { bytes, duration, fullName, middle, number, ranges } from '../format';
import { has, t, word, type TextKey } from '../i18n';
import { protocolName, status, useVersion } from '../live';
import { useLoad } from '../load';
import { Icon, RoleIcon, StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { markNew } from '../newness';
import { AssetLink, Chip, Copy, Failure, Loading, Panel, ShortTime, Time } from '../parts/small';
import { href, type Route } from '../router';
import { useSignal } from '../signal';
import type { AssetDetail, Operation, Page, Peer, TimelineEntry } from '../types';
import { Evidence } from './asset_evidence';
import { DeviceFindings } from './asset_findings';
import { Fields, useEditing } from './asset_edit';
import { DeviceChecks, way } from './check_results';
import { livenessMarks } from './map_zones';
import { DeviceVulnerabilities } from './vulnerabilities_parts';

function Head({ asset, now, edit, editing }: { asset: AssetDetail; now: string; edit: () => void; editing: boolean }) {
  const known = [asset.vendor, asset.model, asset.firmware && `FW ${asset.firmware}`].filter(Boolean).join(' ');
  const old = asset.os_end_of_support !== null && asset.os_end_of_support < now;
  return (
    <header class="device-head">
      <span class="device-icon">
        <RoleIcon role={asset.role} size={36} />
      </span>
      <div class="device-title">
        <h1>{fullName(asset)}</h1>
        <p class="device-place">
          <span title={because(asset.role_evidence)}>{word('role', asset.role)}</span>
          <span title={because(asset.level_evidence)}>{asset.level ? word('level', asset.level) : t('level.unknown')}</span>
          {asset.zone && <span title={because(asset.zone_evidence)}>{asset.zone}</span>}
          {asset.owner && <span>{asset.owner}</span>}
          {markNew(asset) && <Chip state="new">{t('new')}</Chip>}
          {asset.conflicts > 0 && <Chip state="look">{t('conflict.count', { count: asset.conflicts })}</Chip>}
          {asset.in_ledger === false && <Chip state="look">{t('ledger.not_in')}</Chip>}
          {asset.in_ledger === true && <Chip state="ok">{t('ledger.in')}</Chip>}
        </p>
        <p class="device-known">
          {known && <span>{known}</span>}
          {asset.serial && (
            <span>
              S/N <Copy text={asset.serial} />
            </span>
          )}
          {asset.ip.slice(0, 4).map((ip) => (
            <Copy key={ip} text={ip} />
          ))}
          {asset.mac.slice(0, 4).map((mac) => (
            <Copy key={mac} text={mac} />
          ))}
          {asset.ip.length + asset.mac.length > 8 && <span class="quiet">{t('more_addresses', { count: asset.ip.length + asset.mac.length })}</span>}
        </p>
        {asset.os && (
          <p class="device-known">
            {asset.os} {old && <Chip state="look">{t('os.ended', { day: asset.os_end_of_support! })}</Chip>}
          </p>
        )}
      </div>
      <div class="device-side">
        {mayDescribe() && (
          <button type="button" class="button" onClick={edit} aria-expanded={editing}>
            <Icon name="edit" size={16} /> {editing ? t('edit.done') : t('edit.start')}
          </button>
        )}
        <LivenessOf asset={asset} now={now} />
        <p class="quiet">
          {t('last_seen')} <Time at={asset.last_seen} now={now} />
        </p>
        <p class="quiet">
          {t('first_seen')} <Time at={asset.first_seen} />
        </p>
      </div>
    </header>
  );
}

/* The arrow alone; what it means on hover and when read aloud. */
function Direction({ of }: { of: Peer['direction'] }) {
  const told = t(`direction.${of}` as TextKey);
  return (
    <span role="img" aria-label={told} title={told}>
      {told.slice(0, 1)}
    </span>
  );
}

function LivenessOf({ asset, now }: { asset: AssetDetail; now: string }) {
  const { checked } = asset;
  const hint = asset.liveness === 'unknown' ? t('liveness.hint_unknown') : asset.liveness === 'asked' ? t('liveness.hint_asked') : t('liveness.hint', { usual: duration(asset.usual_silence_us) });
  return (
    <p id="liveness" title={hint}>
      <Chip state={livenessMarks[asset.liveness]}>{word('liveness', asset.liveness)}</Chip>{' '}
      {(asset.liveness === 'silent' || asset.liveness === 'gone') && (
        <span class="quiet">
          {t('liveness.since')} <Time at={asset.liveness_since} now={now} />
        </span>
      )}
      {asset.liveness === 'asked' && checked && checked.round_trip_us !== null && (
        <span class="quiet">
          {t('check.evidence', { way: way(checked) })} <Time at={checked.at} now={now} />
        </span>
      )}
    </p>
  );
}

function Peers({ asset }: { asset: AssetDetail }) {
  const version = useVersion('conversations', 5000);
  const { data } = useLoad<Page<Peer>>(`/assets/${encodeURIComponent(asset.id)}/peers`, version);
  const [all, setAll] = useState(false);
  if (!data) return null;
  const rows = all ? data.items : data.items.slice(0, 12);
  return (
    <Panel title={t('asset.peers')} id="peers" count={data.total} actions={<a href={href('/communications', { asset: asset.id })}>{t('asset.all_conversations')}</a>}>
      {data.total === 0 && <p class="quiet">{t('asset.no_peers')}</p>}
      {data.total > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('asset.peer')}</th>
              <th scope="col">{t('asset.direction')}</th>
              <th scope="col">{t('protocol')}</th>
              <th scope="col" class="right">{t('bytes')}</th>
              <th scope="col">{t('last_seen')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((peer, index) => (
              <tr key={index}>
                <td>
                  <span class="role">
                    <RoleIcon role={peer.role} size={16} />
                    <AssetLink id={peer.asset} name={peer.name || peer.ip || '–'} longest={22} />
                  </span>
                </td>
                <td>
                  <Direction of={peer.direction} />
                </td>
                <td>
                  {protocolName(peer.protocol)} <span class="quiet">{peer.port || ''}</span>
                </td>
                <td class="right">{bytes(peer.bytes)}</td>
                <td>
                  <ShortTime at={peer.last_seen} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      {data.items.length > rows.length && (
        <button type="button" class="button-plain" onClick={() => setAll(true)}>
          {t('overview.more', { count: data.items.length - rows.length })}
        </button>
      )}
    </Panel>
  );
}

function Operations({ asset }: { asset: AssetDetail }) {
  const version = useVersion('operations', 5000);
  const { data } = useLoad<Page<Operation>>(`/operations${query({ asset: asset.id, sort: '-count', limit: 12 })}`, version);
  if (!data) return null;
  return (
    <Panel title={t('tab.operations')} id="operations" count={data.total} actions={<a href={href('/communications', { tab: 'operations', asset: asset.id })}>{t('asset.all_operations')}</a>}>
      {data.total === 0 && <p class="quiet">{t('asset.no_operations')}</p>}
      {data.total > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('asset.peer')}</th>
              <th scope="col">{t('operation.class')}</th>
              <th scope="col">{t('operation.what')}</th>
              <th scope="col" class="right">{t('operation.count')}</th>
              <th scope="col" class="right">{t('operation.period')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((row) => {
              const received = row.server.asset === asset.id;
              const other = received ? row.client : row.server;
              return (
                <tr key={row.id}>
                  <td class="nowrap">
                    <span title={t(received ? 'direction.in' : 'direction.out')}>{received ? '← ' : '→ '}</span>
                    <AssetLink id={other.asset} name={other.name || other.ip || other.mac || '–'} longest={20} />
                  </td>
                  <td>
                    <Chip>{word('class', row.class)}</Chip>
                  </td>
                  <td>
                    {row.function ?? `${row.protocol} ${row.code}`} <span class="quiet">{[row.target, row.space, ranges(row.ranges.slice(0, 3), row.wide)].filter(Boolean).join(' ')}</span>
                  </td>
                  <td class="right">{number(row.count)}</td>
                  <td class="right">{duration(row.period_us)}</td>
                </tr>
              );
            })}
          </tbody>
        </Sheet>
      )}
    </Panel>
  );
}

function Parts({ asset }: { asset: AssetDetail }) {
  const modules = asset.modules.filter((module) => module.model || module.product_code || module.vendor || module.firmware || module.serial);
  if (modules.length === 0 && asset.services.length === 0) return null;
  return (
    <Panel title={t('asset.services')} id="services" count={asset.services.length + modules.length}>
      {modules.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col" class="right">{t('asset.slot')}</th>
              <th scope="col">{word('attribute', 'model')}</th>
              <th scope="col">{word('attribute', 'vendor')}</th>
              <th scope="col">{word('attribute', 'firmware')}</th>
              <th scope="col">{word('attribute', 'serial')}</th>
            </tr>
          </thead>
          <tbody>
            {modules.map((module) => (
              <tr key={module.slot}>
                <td class="right">{module.slot}</td>
                <td>{module.model ?? module.product_code ?? '–'}</td>
                <td>{module.vendor ?? '–'}</td>
                <td>{module.firmware ?? '–'}</td>
                <td>{module.serial ? <Copy text={module.serial} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      {asset.services.length > 0 && (
        <ul class="services">
          {asset.services.map((service) => (
            <li key={`${service.proto}${service.port}`}>
              <span class="mono">
                {service.proto} {service.port}
              </span>
              <span>{service.title ?? protocolName(service.app_proto)}</span>
              {service.software && <span class="quiet">{service.software}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function story(entry: TimelineEntry): string {
  const key = entry.text_key === 'attribute' && !entry.args.old ? 'timeline.attribute_first' : `timeline.${entry.text_key}`;
  if (!has(key)) return [entry.text_key, ...Object.values(entry.args)].join(' ');
  const { name, class: group, source, reason } = entry.args;
  const args = { ...entry.args };
  for (const [old, empty] of [['old', t('nothing')], ['value', t('nothing')], ['target', ''], ['function', ''], ['user', t('unknown')], ['other', t('unknown')], ['reason', '']] as const) args[old] = args[old] || empty;
  if (name) args.name = word('attribute', String(name));
  if (group) args.class = word('class', String(group));
  if (source) args.source = protocolName(String(source));
  if (reason) args.reason = word('merge', String(reason));
  return t(key, args);
}

function Timeline({ asset }: { asset: AssetDetail }) {
  const { data } = useLoad<Page<TimelineEntry>>(`/assets/${encodeURIComponent(asset.id)}/timeline`, useVersion('assets', 10_000));
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t('asset.timeline')} id="timeline">
      <ol class="timeline" tabIndex={0} aria-label={t('asset.timeline')}>
        {data.items.slice(0, 60).map((entry, index) => (
          <li key={index} class={`timeline-${entry.kind}`}>
            <Time at={entry.time} />
            <span>{story(entry)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Merges({ asset, changed }: { asset: AssetDetail; changed: () => void }) {
  if (asset.merges.length === 0) return null;
  const undo = (id: string) => void remove(`/merges/${encodeURIComponent(id)}${query({ asset: asset.id })}`).then(changed);
  return (
    <Panel title={t('asset.merges')} id="merges" count={asset.merges.length}>
      <ul class="lines">
        {asset.merges.map((merge) => (
          <li key={merge.id}>
            <span class="mono">{merge.from}</span>
            <span>{word('merge', merge.reason)}</span>
            <Time at={merge.at} />
            {merge.undone || merge.kind === 'split' || !mayDescribe() ? (
              <Chip>{merge.undone ? t('merge.undone') : merge.kind === 'split' ? t('merge.split') : t('merge.done')}</Chip>
            ) : (
              <button type="button" class="button" onClick={() => undo(merge.id)}>
                {t('merge.undo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function AssetPage({ route }: { route: Route }) {
  const id = route.parts[1]!;
  const version = useVersion('assets', 3000);
  const now = useSignal(status)?.now ?? new Date().toISOString();
  const loaded = useLoad<AssetDetail>(`/assets/${encodeURIComponent(id)}`, version);
  const editor = useEditing(loaded);
  const asset = loaded.data;
  if (loaded.error && !asset) return <div class="page">{<Failure error={loaded.error} again={loaded.reload} />}</div>;
  if (!asset) return <Loading />;
  const sections = (['evidence', 'services', 'findings', 'vulnerabilities', 'timeline', 'peers', 'operations', 'merges'] as const).filter((name) => name !== 'merges' || asset.merges.length > 0);
  return (
    <div class="page">
      <p class="crumbs">
        <a href="#/assets">{t('page.assets')}</a> › {middle(fullName(asset), 48)}
      </p>
      <Head asset={asset} now={now} edit={editor.toggle} editing={editor.open} />
      {editor.open && <Fields asset={asset} editor={editor} />}
      {asset.note && !editor.open && (
        <p class="notice">
          <StateMark state="calm" /> {asset.note}
        </p>
      )}
      <nav class="sections" aria-label={t('asset.sections')}>
        {sections.map((name) => (
          <button key={name} type="button" class="button-plain" onClick={() => document.getElementById(name)?.scrollIntoView({ block: 'start' })}>
            {t(name === 'findings' ? 'page.findings' : (`asset.${name === 'operations' ? 'operations_title' : name}` as TextKey))}
          </button>
        ))}
        <a href={href('/map', { focus: asset.id })}>{t('asset.on_map')}</a>
      </nav>
      <div class="grid grid-device">
        <div class="column">
          <Evidence asset={asset} />
          <Parts asset={asset} />
          <DeviceFindings asset={asset.id} />
          <DeviceVulnerabilities asset={asset.id} />
          <Timeline asset={asset} />
        </div>
        <div class="column">
          <Peers asset={asset} />
          <Operations asset={asset} />
          <DeviceChecks asset={asset} />
          <Merges asset={asset} changed={loaded.reload} />
        </div>
      </div>
    </div>
  );
}
