/* basics.tsx - 測る: the basics of OT security as measured figures, how the plant is judged, and when what is weak is mended. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { number } from '../format';
import { has, t, word, type TextKey } from '../i18n';
import { protocolName, useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Figure, Sheet } from '../parts/keep';
import { Bar, Chip, Failure, Loading, Panel, Typed, Wrong } from '../parts/small';
import { href } from '../router';
import { faultText } from './assess_proof';
import { say } from './assess_types';
import { stateOf, type Basic } from './basics_data';
import { amend } from './register';

interface ZoneRisk {
  id: string;
  name: string;
  smkl: string | null;
  devices: number;
  unsupported: number;
  undecided: number;
  decided: number;
  worst: number;
}

interface Basics {
  items: Basic[];
  judged: { learning_detectors: number; other_detectors: number; entries: number; accepted: number; block_entries: number; deviations: number; known_bad: number };
  zones: ZoneRisk[];
}

interface Renewal {
  id: string;
  name: string;
  revision: number;
  body: { installed?: string; cycle?: string };
}

/* A part is one of ours, or what it is called in the plant. */
const partName = (name: string): string => (has(`basics.part.${name}`) ? t(`basics.part.${name}` as TextKey) : /[.:]$/.test(name) ? `${name}x` : protocolName(name));

function BasicRow({ basic }: { basic: Basic }) {
  const state = stateOf(basic);
  return (
    <tr>
      <th scope="row">
        <StateMark state={state} size={12} /> {say(basic.title)}
      </th>
      <td>
        <div>{basic.all === 0 ? <a href={`#/${basic.page}`}>{t(basic.id === 'partners' ? 'basics.unlearned' : 'basics.nothing')}</a> : <a href={`#/${basic.page}`}>{t('basics.of', { count: number(basic.count), all: number(basic.all) })}</a>}</div>
        {basic.all > 0 && <Bar done={basic.count} total={basic.all} label={`${say(basic.counts)} ${basic.count} / ${basic.all}`} />}
        <div>{say(basic.counts)}</div>
        {basic.parts.map((part) => (
          <div key={part.name}>
            <a href={`#/${part.page}`}>
              {partName(part.name)} {number(part.count)}
            </a>
          </div>
        ))}
      </td>
      <td>{say(basic.means)}</td>
      <td>
        {say(basic.why)}
        {state === 'look' && (
          <div>
            <b>{t('uses.next')}</b> {say(basic.next)}
          </div>
        )}
      </td>
    </tr>
  );
}

function Figures({ items }: { items: Basic[] }) {
  return (
    <Panel title={t('basics.title')} id="basics">
      <p class="quiet">{t('basics.hint')}</p>
      <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('basics.title')}>
        <Figure table>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{t('basics.basic')}</th>
                <th scope="col">{t('basics.measured')}</th>
                <th scope="col">{t('basics.means')}</th>
                <th scope="col">{t('basics.why')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((basic) => (
                <BasicRow key={basic.id} basic={basic} />
              ))}
            </tbody>
          </table>
        </Figure>
      </div>
    </Panel>
  );
}

/** In a plant what is right is known: whatever else is seen is told (S1-082). */
function Judged({ judged }: { judged: Basics['judged'] }) {
  return (
    <Panel title={t('basics.judged')} id="judged">
      <p>{t('basics.judged_how')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('basics.way')}</th>
            <th scope="col">{t('basics.rests_on')}</th>
            <th scope="col" class="right">
              {t('basics.detectors')}
            </th>
            <th scope="col" class="right">
              {t('basics.open')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              {t('basics.allow')} <Chip state="ok">{t('basics.default')}</Chip>
            </th>
            <td>
              <a href="#/allowlist">{t('basics.entries', { count: number(judged.entries), accepted: number(judged.accepted) })}</a>
            </td>
            <td class="right">{judged.learning_detectors}</td>
            <td class="right">{number(judged.deviations)}</td>
          </tr>
          <tr>
            <th scope="row">
              {t('basics.block')} <Chip>{t('basics.beside')}</Chip>
            </th>
            <td>
              <a href="#/settings">{t('basics.block_entries', { count: number(judged.block_entries) })}</a>
            </td>
            <td class="right">{judged.other_detectors}</td>
            <td class="right">{number(judged.known_bad)}</td>
          </tr>
        </tbody>
      </Sheet>
      <p class="quiet">{judged.entries === 0 ? t('basics.not_learned') : t('basics.open_total', { count: judged.deviations + judged.known_bad })}</p>
    </Panel>
  );
}

/* A machine of the line stays ten years, what the office uses three to five. */
const usualCycle = (zone: ZoneRisk): number => (zone.smkl === 'office' ? 4 : 10);

function ZoneRow({ zone, row, changed }: { zone: ZoneRisk; row: Renewal | undefined; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const cycle = Number(row?.body.cycle) || usualCycle(zone);
  const installed = Number(row?.body.installed) || 0;
  const keep = (change: Renewal['body']) =>
    void amend<Renewal['body']>('renewal', zone.id, (body) => ({ ...body, ...change })).then(changed, (cause) => setWrong(faultText(cause)));
  return (
    <tr>
      <th scope="row">
        <a href={href('/assets', { zone: zone.name })}>
          <bdi>{zone.name}</bdi>
        </a>
      </th>
      <td class="right">{zone.devices}</td>
      <td class="right">{zone.unsupported > 0 ? <Chip state="look">{zone.unsupported}</Chip> : 0}</td>
      <td class="right">
        <a href={href('/vulnerabilities', { open: true })}>{number(zone.undecided)}</a>
      </td>
      <td class="right">{zone.undecided > 0 ? zone.worst : '–'}</td>
      <td class="right">{number(zone.decided)}</td>
      <td>
        <Typed type="number" min={1970} max={2100} disabled={!mayEdit()} aria-label={`${zone.name} ${t('basics.installed')}`} value={String(installed || '')} keep={(text) => keep({ installed: text })} />
      </td>
      <td>
        <Typed type="number" min={1} max={50} disabled={!mayEdit()} aria-label={`${zone.name} ${t('basics.cycle')}`} value={String(cycle)} keep={(text) => keep({ cycle: text })} />
      </td>
      <td>
        {installed ? installed + cycle : '–'}
        {(zone.unsupported > 0 || zone.undecided > 0) && (
          <div>
            <a href="#/plan">{t(installed && installed + cycle > new Date().getFullYear() + 1 ? 'basics.until_renewal' : 'basics.at_renewal')}</a>
          </div>
        )}
        <Wrong text={wrong} />
      </td>
    </tr>
  );
}

/** Patches are put in when the line stands, the worst first; what waits longer is covered until it is renewed (S1-083). */
function Planned({ zones }: { zones: ZoneRisk[] }) {
  const { data, reload } = useLoad<{ items: Renewal[] }>('/register?kind=renewal');
  return (
    <Panel title={t('basics.planned')} id="planned">
      <p>{t('basics.planned_how')}</p>
      {zones.length === 0 && (
        <p>
          <a href="#/zones">{t('basics.no_zones')}</a>
        </p>
      )}
      {zones.length > 0 && (
        <div class="ledger-box dataflow-box" tabIndex={0} role="region" aria-label={t('basics.planned')}>
          <Sheet class="plain">
            <thead>
              <tr>
                <th scope="col">{t('basics.zone')}</th>
                {['devices', 'unsupported', 'undecided', 'worst', 'decided'].map((name) => (
                  <th key={name} scope="col" class="right">
                    {word('basics', name)}
                  </th>
                ))}
                {['installed', 'cycle', 'renewal'].map((name) => (
                  <th key={name} scope="col">
                    {word('basics', name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {zones.map((zone) => (
                <ZoneRow key={zone.id} zone={zone} row={data?.items.find((row) => row.name === zone.id)} changed={reload} />
              ))}
            </tbody>
          </Sheet>
        </div>
      )}
    </Panel>
  );
}

export function BasicFigures() {
  const { data, error, reload } = useLoad<Basics>('/basics', useVersion('conversations', 15000));
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      <Figures items={data.items} />
      <Judged judged={data.judged} />
      <Planned zones={data.zones} />
    </>
  );
}
