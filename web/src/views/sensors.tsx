/* sensors.tsx - 観測点: where we look, whether we see everything, and what we send. SPDX-License-Identifier: Apache-2.0 */
import { useRef, useState } from 'preact/hooks';
import { ApiError, mayDescribe, patch } from '../api';
import { bits, bytes, dateTime, number } from '../format';
import { has, t, word, type TextKey } from '../i18n';
import { protocolName, rates, refresh, status, useVersion } from '../live';
import { useLoad } from '../load';
import { addCapture, captureTypes, DropArea } from '../parts/drop';
import { StateMark } from '../parts/icons';
import { EmptyPlant } from '../parts/empty';
import { Figure, Sheet } from '../parts/keep';
import { NextStep, ofSource } from '../parts/nextstep';
import { Bar, Field, Loading, Time } from '../parts/small';
import { nameOf, reasonOf, stateOf, stateWord, worstFirst } from '../parts/source';
import { useSignal } from '../signal';
import type { Point, Source } from '../types';
import { ActiveCheck } from './check';
import { SourceSite } from './sensors_site';

/** The last minute of packets a second, as a grey line. */
function Trace({ id }: { id: string }) {
  const list = rates.get(id) ?? [];
  if (list.length < 3) return null;
  const most = Math.max(1, ...list);
  const points = list.map((value, index) => `${((index / (list.length - 1)) * 160).toFixed(1)},${(30 - (value / most) * 28).toFixed(1)}`).join(' ');
  return (
    <Figure>
    <svg class="trace" viewBox="0 0 160 32" role="img" aria-label={t('sensor.trace', { most: Math.round(most) })}>
      <polyline points={points} />
    </svg>
    </Figure>
  );
}

const methods = ['mirror', 'tap', 'host', 'port', 'other'] as const;
const pointFields = ['line', 'switch', 'date', 'method'] as const;

function PointForm({ source }: { source: Source }) {
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  const [point, setPoint] = useState<Point>(source.point ?? {});
  const timer = useRef<number>();
  const save = async (next: Point) => {
    setWrong('');
    setSaid(t('edit.saving'));
    try {
      await patch(`/sources/${encodeURIComponent(source.id)}`, { point: next });
      setSaid(t('edit.saved'));
      void refresh();
    } catch (cause) {
      setSaid('');
      setWrong(cause instanceof ApiError && cause.status === 403 ? t('error.forbidden') : cause instanceof ApiError ? cause.detail || t('error.unreachable') : String(cause));
    }
  };
  const change = (name: keyof Point, value: string) => {
    const next = { ...point, [name]: value || null };
    setPoint(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(next), 700);
  };
  return (
    <fieldset class="edit-fields" disabled={!mayDescribe()}>
      {pointFields.map((name) => (
        <Field key={name} label={t(`point.${name}` as TextKey)} hint={name === 'line' ? t('point.line_hint') : undefined} error={name === 'line' ? wrong || undefined : undefined}>
          {name === 'method' ? (
            <select class="input" value={point.method ?? ''} onChange={(event) => change('method', event.currentTarget.value)}>
              <option value="">{t('not_set')}</option>
              {methods.map((value) => (
                <option key={value} value={value}>
                  {word('method', value)}
                </option>
              ))}
            </select>
          ) : (
            <input class="input" type={name === 'date' ? 'date' : 'text'} value={point[name] ?? ''} onInput={(event) => change(name, event.currentTarget.value)} />
          )}
        </Field>
      ))}
      <p class="quiet edit-state" role="status">
        {said}
      </p>
    </fieldset>
  );
}

interface Counter {
  name: string;
  value: number;
}

const groups = ['drop', 'evict', 'unknown', 'malformed', 'decode', 'stream', 'other'] as const;
const marks: [RegExp, (typeof groups)[number]][] = [
  [/^decode\.drop/, 'decode'],
  [/drop|lost|missed|refused/, 'drop'],
  [/evict/, 'evict'],
  [/unknown|unread/, 'unknown'],
  [/malformed|anomal/, 'malformed'],
  [/^decode/, 'decode'],
  [/^stream/, 'stream'],
];
const groupOf = (name: string): (typeof groups)[number] => marks.find(([mark]) => mark.test(name))?.[1] ?? 'other';

function counterName(name: string): string {
  const key = `counter.${name}`;
  return has(key) ? t(key) : name;
}

function Counters({ source }: { source: Source }) {
  const [open, setOpen] = useState(false);
  const version = useVersion('status', 5000);
  const { data } = useLoad<{ counters: Counter[] }>(open ? `/stats/${encodeURIComponent(source.id)}` : null, version);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('sensor.counters')}</summary>
      {open && !data && <Loading />}
      <div class="counters">
        {groups.map((group) => {
          const list = data?.counters.filter((counter) => groupOf(counter.name) === group && counter.value > 0) ?? [];
          if (list.length === 0) return null;
          return (
            <div key={group}>
              <h3>{t(`counter_group.${group}` as TextKey)}</h3>
              <Sheet class="plain">
                <tbody>
                  {list.sort((a, b) => b.value - a.value).slice(0, 40).map((counter) => (
                    <tr key={counter.name}>
                      <td title={counter.name}>{counterName(counter.name)}</td>
                      <td class="right">{number(counter.value)}</td>
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            </div>
          );
        })}
      </div>
    </details>
  );
}

const lineNames = ['read', 'alerts', 'others', 'refused', 'dropped'] as const;

function Facts({ source }: { source: Source }) {
  const live = source.kind === 'live';
  const facts: [string, string][] = [
    [t('sensor.packets'), number(source.packets)],
    [t('sensor.rate'), source.state !== 'running' && source.state !== 'reading' ? '–' : `${number(Math.round(source.packets_per_second))} pkt/s · ${bits(source.bits_per_second)}`],
    [t('sensor.kernel_drops'), number(source.kernel_drops)],
    [t('sensor.interface_drops'), number(source.interface_drops)],
    [t('sensor.evictions'), number(source.evictions)],
    [t('sensor.records_lost'), number(source.records_lost)],
    [t('sensor.span'), source.first_packet ? `${dateTime(source.first_packet)} – ${dateTime(source.last_packet)}` : '–'],
  ];
  return (
    <dl class="facts facts-wide">
      {facts.filter(([name]) => live || (name !== t('sensor.interface_drops') && name !== t('sensor.kernel_drops'))).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/* What became of the lines of another sensor's log; the first that was refused stands above. */
function Lines({ lines }: { lines: NonNullable<Source['lines']> }) {
  return (
    <dl class="facts facts-wide">
      {lineNames.map((name) => (
        <div key={name}>
          <dt>{t(`sensor.lines.${name}` as TextKey)}</dt>
          <dd>{number(lines[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Card({ source, few }: { source: Source; few: boolean }) {
  const live = source.kind === 'live';
  return (
    <article class="panel sensor">
      <header class="sensor-head">
        <StateMark state={stateOf(source)} size={14} />
        <h2>{nameOf(source)}</h2>
        <span class="quiet">{live ? source.interface : source.kind === 'log' ? t('source.log') : source.name === nameOf(source) ? t('source.file') : source.name}</span>
        <strong class="sensor-state">{stateWord(source)}</strong>
        {live && <span class="sent">{t('sensor.sent', { count: source.sent_frames })}</span>}
        <span class="grow" />
        {live && <Trace id={source.id} />}
      </header>
      {source.detail && source.state !== 'broken' && <p class="mono">{reasonOf(source)}</p>}
      {source.state === 'reading' && source.kind === 'file' && (
        <>
          <Bar done={source.bytes} total={source.bytes_total} label={t('source.reading', { name: source.name })} />
          <p class="quiet">
            {bytes(source.bytes)} / {bytes(source.bytes_total)}
          </p>
        </>
      )}
      {ofSource(source).map((problem) => (
        <NextStep key={problem.id} open problem={{ ...problem, args: { ...problem.args, link: problem.text_key === 'broadcast_only' ? '#/help?word=mirror_port' : '' } }} />
      ))}
      <SourceSite key={source.site} source={source} />
      {source.kind !== 'log' && <Facts source={source} />}
      {source.lines && <Lines lines={source.lines} />}
      <details open={few && !source.point?.line}>
        <summary>{t('sensor.point')}</summary>
        <PointForm key={source.id} source={source} />
      </details>
      <Counters source={source} />
    </article>
  );
}

const toCheck = (event: Event) => {
  event.preventDefault();
  document.getElementById('check')?.scrollIntoView({ block: 'start' });
};

/* Of more points than these the places stand folded: the page is there to be looked over. */
const mostOpen = 3;

export function Sensors() {
  const now = useSignal(status);
  if (!now) return <Loading />;
  const sent = now.sources.reduce((sum, source) => sum + source.sent_frames, 0);
  const asks = now.check.enabled || now.check.sent > 0;
  const unread = now.by_protocol.filter((entry) => entry.protocol === 'unknown' || entry.protocol === '');
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.sensors')}</h1>
        <p class="quiet">
          <Time at={now.now} />
        </p>
      </header>
      <p>
        <span class="sent">{t('sensor.sent', { count: sent })}</span> <span class="quiet">{t(sent > 0 ? 'sensor.sent_some' : asks ? 'sensor.sent_listening' : 'sensor.sent_why')}</span>
      </p>
      <p id="sent-checks">
        <span class="sent">{t('check.sent', { count: now.check.sent })}</span>{' '}
        <a href="#/sensors" onClick={toCheck}>
          {t(now.check.enabled ? 'check.on' : 'check.off')}
        </a>
      </p>
      {now.sources.length === 0 && <EmptyPlant />}
      <div class="sensors">
        {worstFirst(now.sources).map((source) => (
          <Card key={source.id} source={source} few={now.sources.length <= mostOpen} />
        ))}
      </div>
      {unread.length > 0 && (
        <p class="sensor-unread">
          <a href="#/communications?unknown=1">{t('sensor.unread', { count: unread.reduce((sum, entry) => sum + entry.conversations, 0), name: protocolName('unknown') })}</a> <span class="quiet">{t('sensor.unread_why')}</span>
        </p>
      )}
      {now.sources.length > 0 && <DropArea take={(file) => void addCapture(file)} accept={captureTypes} title={t('sensor.add')} hint={t('empty.drop_hint')} />}
      <ActiveCheck />
    </div>
  );
}
