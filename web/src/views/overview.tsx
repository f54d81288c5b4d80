/* overview.tsx - 今日の要点: what is here, what is new, is the sensor well, what to do next. SPDX-License-Identifier: Apache-2.0 */
import { may } from '../api';
import { bytes, number } from '../format';
import { t, word, type TextKey } from '../i18n';
import { status, useVersion } from '../live';
import { useLoad } from '../load';
import { BasicsPanel } from '../parts/basics';
import { EmptyPlant } from '../parts/empty';
import { RoleIcon, StateMark, type State } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Lead } from '../parts/lead';
import { LearningPanel } from '../parts/learning';
import { asOf, NextStep, problemsOf } from '../parts/nextstep';
import { comparable, newClock } from '../newness';
import { AssetLink, Chip, Loading, Panel, ShortTime } from '../parts/small';
import { SourceLine, worstFirst } from '../parts/source';
import { href } from '../router';
import { useSignal } from '../signal';
import type { Operation, Page, Party, Status } from '../types';
import { markOf, say, type Finding } from './finding_types';

interface Figure {
  key: string;
  count: number;
  to: string;
  state: State;
}

function figuresOf(now: Status): Figure[] {
  const problems = problemsOf(now);
  const of = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const { counts, findings } = now;
  const act = of('act') + findings.critical + findings.high;
  const look = of('look') + findings.medium + findings.low;
  return [
    { key: 'act', count: act, to: '#/', state: act ? 'act' : 'calm' },
    { key: 'look', count: look, to: '#/', state: look ? 'look' : 'calm' },
    { key: 'findings', count: now.findings.open, to: '#/findings', state: now.findings.critical + now.findings.high ? 'act' : now.findings.open ? 'look' : 'calm' },
    { key: 'new', count: counts.assets_new_24h, to: href('/assets', { new: 1 }), state: counts.assets_new_24h && comparable(now) ? 'new' : 'calm' },
    { key: 'assets', count: counts.assets, to: '#/assets', state: 'calm' },
    { key: 'conversations', count: counts.conversations, to: '#/communications', state: 'calm' },
    { key: 'changes', count: counts.changes, to: href('/communications', { tab: 'operations', changes: 1 }), state: 'calm' },
  ];
}

function Figures({ now }: { now: Status }) {
  const jump = (event: Event, to: string) => {
    if (to !== '#/') return;
    event.preventDefault();
    document.getElementById('next')?.scrollIntoView({ block: 'start' });
  };
  return (
    <ul class="figures">
      {figuresOf(now).map(({ key, count, to, state }) => (
        <li key={key} class={`figure figure-${state}`}>
          <a href={to} onClick={(event) => jump(event, to)}>
            <span class="figure-number">
              {state !== 'calm' && <StateMark state={state} size={14} />}
              {number(count)}
            </span>
            <span class="figure-word">{t(`figure.${key}` as TextKey)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

interface Line {
  key: string;
  icon?: preact.ComponentChildren;
  label: string;
  value: number;
  text: string;
  to: string;
}

/** Lines with a bar each, the longest first; each leads to what it counts. */
function Counts({ lines, more }: { lines: Line[]; more?: { to: string; count: number } }) {
  const most = Math.max(1, ...lines.map((line) => line.value));
  return (
    <ul class="counts">
      {lines.map((line) => (
        <li key={line.key}>
          <a href={line.to}>
            <span class="counts-label" title={line.label}>
              {line.icon}
              <span>{line.label}</span>
            </span>
            <meter class="counts-bar" value={line.value} max={most} aria-hidden="true" />
            <span class="counts-value">{line.text}</span>
          </a>
        </li>
      ))}
      {more && more.count > 0 && (
        <li>
          <a class="counts-more" href={more.to}>
            {t('overview.more', { count: more.count })}
          </a>
        </li>
      )}
    </ul>
  );
}

const shown = 8;

function Roles({ now }: { now: Status }) {
  const lines = now.by_role.map(({ role, count }) => ({
    key: role,
    icon: <RoleIcon role={role} />,
    label: word('role', role),
    value: count,
    text: number(count),
    to: href('/assets', { role }),
  }));
  return <Counts lines={lines.slice(0, shown)} more={{ to: '#/assets', count: lines.length - shown }} />;
}

function Vendors({ now }: { now: Status }) {
  const lines = now.by_vendor.map(({ vendor, count }) => ({
    key: vendor,
    label: vendor || t('unknown'),
    value: count,
    text: number(count),
    to: href('/assets', { vendor: vendor || '-' }),
  }));
  return <Counts lines={lines.slice(0, shown)} more={{ to: '#/assets', count: lines.length - shown }} />;
}

function Protocols({ now }: { now: Status }) {
  const list = [...now.by_protocol].sort((a, b) => Number(b.industrial) - Number(a.industrial) || b.bytes - a.bytes);
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('protocol')}</th>
          <th scope="col">{t('overview.kind')}</th>
          <th scope="col" class="right">{t('conversations')}</th>
          <th scope="col" class="right">{t('bytes')}</th>
        </tr>
      </thead>
      <tbody>
        {list.slice(0, 12).map((row) => (
          <tr key={row.protocol}>
            <td>
              <a href={href('/communications', { protocol: row.protocol })}>{row.title || row.protocol}</a>
            </td>
            <td>{row.industrial ? <Chip>{t('industrial')}</Chip> : <span class="quiet">{t('not_industrial')}</span>}</td>
            <td class="right">{number(row.conversations)}</td>
            <td class="right">{bytes(row.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

const shownFindings = 3;

/* What is wrong in the plant comes before what is wrong with watching it. */
function Urgent({ open }: { open: number }) {
  const { data } = useLoad<Page<Finding>>(`/findings?state=open&grouped=1&sort=-severity&limit=${shownFindings}`, useVersion('findings', 4000));
  if (!data) return null;
  return (
    <>
      {data.items.map((row) => (
        <a key={row.id} class={`problem problem-link problem-${markOf(row)}`} href={href(`/findings/${encodeURIComponent(row.id)}`)}>
          <StateMark state={markOf(row)} />
          <span class="problem-what">
            <strong>{say(row.title)}</strong>
            <br />
            {[row.device.name, row.peer?.name].filter(Boolean).join(' – ')}
          </span>
          <span class="problem-severity">
            {t('page.findings')} · {word('severity', row.severity)}
          </span>
        </a>
      ))}
      {open > data.items.length && (
        <p>
          <a href="#/findings">{t('overview.more_findings', { count: open - data.items.length })}</a>
        </p>
      )}
    </>
  );
}

function NextSteps({ now }: { now: Status }) {
  const problems = problemsOf(now);
  if (problems.length === 0 && now.findings.open === 0) {
    return (
      <p class="notice">
        <StateMark state="ok" /> {t('overview.nothing')}
      </p>
    );
  }
  return (
    <div class="problems">
      {now.findings.open > 0 && may('risk') && <Urgent open={now.findings.open} />}
      {problems.map((problem, index) => (
        <NextStep key={problem.id} problem={problem} open={index === 0 && now.findings.open === 0} />
      ))}
    </div>
  );
}

const changesHref = href('/communications', { tab: 'operations', changes: 1 });

function Who({ party }: { party: Party }) {
  return <AssetLink id={party.asset} name={party.name || party.ip || party.mac || '–'} longest={18} />;
}

/* The last things that somebody changed in the plant: what happened, without looking for it. */
function Changes() {
  const { data } = useLoad<Page<Operation>>('/operations?changes=1&sort=-last_seen&limit=6', useVersion('operations', 5000));
  if (!data) return <Loading />;
  if (data.items.length === 0) return <p class="quiet">{t('overview.no_changes')}</p>;
  return (
    <ul class="happenings">
      {data.items.map((row) => (
        <li key={row.id}>
          <span class="quiet">
            <ShortTime at={row.last_seen} />
          </span>
          <span>
            <Chip>{word('class', row.class)}</Chip> <a href={href('/communications', { tab: 'operations', changes: 1, open: row.id })}>{row.function ?? t('operation.code', { code: `0x${row.code.toString(16)}` })}</a>
            <br />
            <Who party={row.client} /> → <Who party={row.server} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Overview() {
  const now = useSignal(status);
  if (!now) return <Loading />;
  const empty = now.counts.assets === 0;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.overview')}</h1>
        <p class="quiet">{asOf(now)}</p>
      </header>
      <Lead now={now} />
      {empty && <EmptyPlant />}
      {!empty && <Figures now={now} />}
      {!empty && (
        <p class="quiet figures-note">
          {t('figure.new')}: {newClock(now)}
        </p>
      )}
      <div class="grid grid-overview">
        {(!empty || problemsOf(now).length > 0) && (
          <Panel title={t('overview.next')} id="next" count={problemsOf(now).length + now.findings.open || undefined}>
            <NextSteps now={now} />
          </Panel>
        )}
        <div class="stack">
          {now.sources.length > 0 && (
            <Panel title={t('page.sensors')} actions={<a href="#/sensors">{t('details')}</a>}>
              {worstFirst(now.sources).slice(0, 5).map((source) => (
                <SourceLine key={source.id} source={source} now={now.now} />
              ))}
              {now.sources.length > 5 && <a href="#/sensors">{t('overview.more', { count: now.sources.length - 5 })}</a>}
            </Panel>
          )}
          {!empty && (
            <Panel title={t('overview.changes')} count={now.counts.changes} actions={<a href={changesHref}>{t('overview.all')}</a>}>
              <Changes />
            </Panel>
          )}
        </div>
      </div>
      {!empty && (
        <div class="grid grid-three">
          {may('risk') && <LearningPanel />}
          {may('risk') && <BasicsPanel />}
          <Panel title={t('overview.by_role')} count={now.by_role.length}>
            <Roles now={now} />
          </Panel>
          <Panel title={t('overview.by_vendor')} count={now.by_vendor.length}>
            <Vendors now={now} />
          </Panel>
          <Panel title={t('overview.by_protocol')} count={now.by_protocol.length}>
            <Protocols now={now} />
          </Panel>
        </div>
      )}
    </div>
  );
}
