/* zones_segments.tsx - networks as segments: class, level, how each is protected, and where one is the loophole of another. SPDX-License-Identifier: Apache-2.0 */
import { may } from '../api';
import { comma, t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { AssetLink, Chip, Panel } from '../parts/small';
import { say, type Words } from './assess_types';
import { columnWord, hurdles, networkClasses, type Network, type Zone } from './zones_types';

interface SegmentData {
  loopholes: {
    renewed: string;
    continued: string;
    measures: { item: string; title: Words; renewed: Words; continued: Words | null }[];
    devices: { id: string; name: string; ip: string; unsupported: boolean }[];
  }[];
  layers: { class: string; networks: string[]; zero_trust: number; measures: { item: string; title: Words; strength: Words; model: 'perimeter' | 'zero-trust' }[] }[];
}

const usual: Record<string, string> = { office: 'enterprise', idmz: 'idmz', '1': 'production-info', '2': 'control-info', '3': 'control' };

/** As it was said; else by the column of SMKL, which is marked as a proposal. */
function ClassCell({ network, smkl }: { network: Network; smkl: string }) {
  if (network.class) return <>{word('segment.class', network.class)}</>;
  const guess = usual[smkl];
  return guess ? (
    <>
      {word('segment.class', guess)} <span class="quiet">{t('segment.guess', { column: columnWord(smkl) })}</span>
    </>
  ) : (
    <span class="quiet">{t('segment.unsaid')}</span>
  );
}

function Model({ network }: { network: Network }) {
  if (!network.model) return <span class="quiet">{t('segment.unsaid')}</span>;
  const left = network.model === 'zero-trust' ? hurdles.filter((name) => !network.hurdles.includes(name)) : [];
  return (
    <>
      {word('segment.model', network.model)}
      {left.length > 0 && (
        <span class="cell-note">
          <StateMark state="look" size={10} /> {t('segment.left', { hurdles: left.map((name) => word('segment.hurdle', name)).join(comma()) })}
        </span>
      )}
    </>
  );
}

/** Zero trust is begun where it matters most, one segment after another. */
function Stage({ networks, zones }: { networks: Network[]; zones: Zone[] }) {
  const weight = (network: Network) => network.importance || (zones.find((zone) => zone.id === network.zone)?.importance ?? 0);
  const trusted = networks.filter((network) => network.model === 'zero-trust');
  const next = networks.filter((network) => network.model !== 'zero-trust' && weight(network) >= 4).sort((a, b) => weight(b) - weight(a));
  return (
    <p>
      {t('segment.stage', { count: trusted.length, all: networks.length })} {next.length > 0 && t('segment.next', { names: next.slice(0, 3).map((network) => network.name).join(comma()) })}
    </p>
  );
}

function Table({ networks, zones }: { networks: Network[]; zones: Zone[] }) {
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          {(['network', 'class', 'level', 'renewal', 'model'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`segment.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {networks.map((network) => {
          const zone = zones.find((entry) => entry.id === network.zone);
          return (
            <tr key={network.id}>
              <th scope="row">
                <bdi>{network.name}</bdi>
              </th>
              <td>
                <ClassCell network={network} smkl={network.smkl || zone?.smkl || ''} />
              </td>
              <td>{network.level ? word('segment.level', network.level) : <span class="quiet">{t('segment.unsaid')}</span>}</td>
              <td>{network.renewal ? word('segment.renewal', network.renewal) : '–'}</td>
              <td>
                <Model network={network} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Sheet>
  );
}

function Loopholes({ rows, renewed }: { rows: SegmentData['loopholes']; renewed: boolean }) {
  if (rows.length === 0) return renewed ? <p><StateMark state="ok" size={10} /> {t('segment.no_loophole')}</p> : null;
  return (
    <div id="loopholes">
      <h3>{t('segment.loopholes')}</h3>
      <p class="quiet">{t('segment.loopholes_hint')}</p>
      {rows.map((row) => (
        <section key={`${row.renewed} ${row.continued}`} class="notice notice-look">
          <StateMark state="look" />
          <div>
            <p>
              <b>{t('segment.loophole', { continued: row.continued, renewed: row.renewed })}</b>
            </p>
            <ul>
              {row.measures.map((measure) => (
                <li key={measure.item}>
                  {say(measure.title)}: {t('segment.weaker', { renewed: say(measure.renewed), continued: measure.continued ? say(measure.continued) : t('assess.open') })}
                </li>
              ))}
            </ul>
            <p>
              {t('segment.devices')}{' '}
              {row.devices.slice(0, 12).map((device, index) => (
                <span key={device.id}>
                  {index > 0 && comma()}
                  <AssetLink id={device.id} name={device.name || device.ip} /> {device.unsupported && <Chip state="act">{t('segment.unsupported')}</Chip>}
                </span>
              ))}
            </p>
          </div>
        </section>
      ))}
    </div>
  );
}

/** Walls and questions of identity on one axis of logical layers (S0-070). */
function Layers({ layers }: { layers: SegmentData['layers'] }) {
  const cell = (layer: SegmentData['layers'][number], model: 'perimeter' | 'zero-trust') => {
    const measures = layer.measures.filter((measure) => measure.model === model);
    return measures.length ? measures.map((measure) => `${say(measure.title)}（${say(measure.strength)}）`).join(comma()) : '–';
  };
  return (
    <details>
      <summary>{t('segment.layers')}</summary>
      <p class="quiet">{t('segment.layers_hint')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('segment.layer')}</th>
            <th scope="col">{t('segment.network')}</th>
            <th scope="col">{word('segment.model', 'perimeter')}</th>
            <th scope="col">{word('segment.model', 'zero-trust')}</th>
          </tr>
        </thead>
        <tbody>
          {networkClasses.map((name) => {
            const layer = layers.find((entry) => entry.class === name);
            if (!layer) return null;
            return (
              <tr key={name}>
                <th scope="row">{word('segment.class', name)}</th>
                <td>
                  {layer.networks.join(comma()) || '–'} {layer.zero_trust > 0 && <Chip>{t('segment.zero_count', { count: layer.zero_trust })}</Chip>}
                </td>
                <td>{cell(layer, 'perimeter')}</td>
                <td>{cell(layer, 'zero-trust')}</td>
              </tr>
            );
          })}
        </tbody>
      </Sheet>
      <p class="quiet">
        <a href="#/steps?step=2-1">{t('segment.to_measures')}</a>
      </p>
    </details>
  );
}

export function Segments({ networks, zones }: { networks: Network[]; zones: Zone[] }) {
  const { data } = useLoad<SegmentData>(may('risk') ? '/segments' : null, networks.map((network) => `${network.id}${network.renewal ?? ''}${network.class ?? ''}`).join().length);
  if (networks.length === 0) return null;
  return (
    <Panel title={t('segment.title')} id="segments" count={networks.length}>
      <p class="quiet">{t('segment.hint')}</p>
      <div class="table-scroll">
        <Table networks={networks} zones={zones} />
      </div>
      <Stage networks={networks} zones={zones} />
      {data && <Loopholes rows={data.loopholes} renewed={networks.some((network) => network.renewal === 'renewed')} />}
      {data && <Layers layers={data.layers} />}
    </Panel>
  );
}
