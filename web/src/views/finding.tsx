/* finding.tsx - 検知の一件: what happened, why it matters, what to do now, and what it rests on. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { mayHandle, patch, post, session } from '../api';
import { number } from '../format';
import { language, t, word, type TextKey } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Related } from '../parts/related';
import { AssetLink, Chip, Dialog, Failure, Field, Loading, Panel, Time, Wrong } from '../parts/small';
import { href, type Route } from '../router';
import { today } from './allowlist_entries';
import { Packets } from './finding_packets';
import { TakeOne } from './finding_take';
import { causes, markOf, say, type Both, type Evidence, type Finding, type FindingDetail, type FindingState, type Note } from './finding_types';
import { told } from './people';
import { SuppressButton } from './suppress';

const path = (id: string): string => `/findings/${encodeURIComponent(id)}`;

export const setState = (id: string, state: FindingState, event = false): Promise<FindingDetail> => patch<FindingDetail>(path(id), { state, ...(event ? { event } : {}) });

const accept = (id: string, how: object, reason: string, until?: string): Promise<FindingDetail> => patch<FindingDetail>(path(id), { ...how, reason, ...(until ? { until } : {}) });

/* Sends a change; what was wrong with it is a text. */
function useSend(done: (row: FindingDetail) => void): { wrong: string; send: (change: Promise<FindingDetail>) => Promise<boolean> } {
  const [wrong, setWrong] = useState('');
  const send = async (change: Promise<FindingDetail>) => {
    try {
      done(await change);
    } catch (error) {
      setWrong(told(error));
      return false;
    }
    setWrong('');
    return true;
  };
  return { wrong, send };
}

interface AcceptProps {
  id: string;
  /** It is no risk but normal: the allow-list takes it. */
  allow?: boolean;
  close: () => void;
  done: (row: FindingDetail) => void;
}

/* A risk that is taken on purpose: why, and until when. */
function Accept({ id, allow = false, close, done }: AcceptProps) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [wrong, setWrong] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    if (!reason.trim()) return setWrong(t(allow ? 'finding.allow_reason' : 'finding.accept_reason'));
    try {
      done(await accept(id, allow ? { allow } : { state: 'accepted' }, reason.trim(), until ? new Date(`${until}T23:59:59`).toISOString() : undefined));
      close();
    } catch (error) {
      setWrong(told(error));
    }
  };
  return (
    <Dialog title={t(allow ? 'finding.allow' : 'finding.accept')} close={close}>
      <form onSubmit={send}>
        <Field label={t('finding.reason')} error={wrong} hint={t(allow ? 'finding.allow_hint' : 'finding.accept_hint')}>
          <textarea class="input" rows={3} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <Field label={t('finding.until')} hint={t('finding.until_hint')}>
          <input class="input" type="date" min={today()} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="button button-main">
          {t(allow ? 'finding.allow' : 'finding.accept')}
        </button>
      </form>
    </Dialog>
  );
}

const moves: { state: FindingState; key: string }[] = [
  { state: 'acknowledged', key: 'a' },
  { state: 'work', key: 'w' },
  { state: 'closed', key: 'c' },
];

export function Actions({ row, done, event = false }: { row: Finding; done: (row: FindingDetail) => void; event?: boolean }) {
  const [accepting, setAccepting] = useState<'' | 'accept' | 'allow'>('');
  const { wrong, send } = useSend(done);
  if (!mayHandle()) return null;
  return (
    <p class="tools">
      {moves.map(({ state, key }) => (
        <button key={state} type="button" class="button" disabled={row.state === state} onClick={() => void send(setState(row.id, state, event))}>
          {t(`finding.do.${state}` as TextKey)} <kbd>{key}</kbd>
        </button>
      ))}
      <button type="button" class="button" disabled={row.state === 'accepted'} onClick={() => setAccepting('accept')}>
        {t('finding.accept')}
      </button>
      {row.listed && (
        <button type="button" class="button" disabled={row.state === 'closed'} onClick={() => setAccepting('allow')}>
          {t('finding.allow')}
        </button>
      )}
      <SuppressButton row={row} />
      <Wrong text={wrong} />
      {accepting && <Accept id={row.id} allow={accepting === 'allow'} close={() => setAccepting('')} done={done} />}
    </p>
  );
}

function Steps({ next }: { next: Both<string[]> }) {
  return (
    <ol>
      {say(next).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ol>
  );
}

/** What, why, next step: the same beside the list and on the page of its own. */
export function Story({ row }: { row: FindingDetail }) {
  return (
    <>
      <p>
        <Chip state={markOf(row)}>{word('severity', row.severity)}</Chip> <Chip>{word('finding.state', row.state)}</Chip>{' '}
        {row.count > 1 && <span class="quiet">{t('finding.times', { count: row.count })}</span>}
      </p>
      <p>{say(row.what)}</p>
      <p class="quiet">{say(row.why)}</p>
      <h3>{t('finding.next')}</h3>
      <Steps next={row.next} />
    </>
  );
}

function evidenceHref(row: FindingDetail, evidence: Evidence): string {
  if (evidence.operation) return href('/communications', { tab: 'operations', id: evidence.operation, asset: row.device.asset });
  return href('/communications', { asset: row.device.asset });
}

function Proof({ row }: { row: FindingDetail }) {
  return (
    <ul class="happenings">
      {row.evidence.map((evidence) => (
        <li key={`${evidence.source} ${evidence.time} ${evidence.count}`}>
          <span class="quiet">
            <Time at={evidence.time} />
          </span>
          <span>
            <a href={evidenceHref(row, evidence)}>{t('finding.in_communications')}</a> <span class="quiet">{t('finding.times', { count: evidence.count })}</span>
            {evidence.record !== undefined && (
              <details>
                <summary>{t('finding.record')}</summary>
                <pre class="mono record">{JSON.stringify(evidence.record, null, 1)}</pre>
              </details>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function noteText(note: Note): string {
  if (note.kind === 'state') return `${word('finding.state', note.value)}${note.text ? ` – ${note.text}` : ''}`;
  if (note.kind === 'assigned') return note.value ? t('finding.assigned_to', { name: note.value }) : t('finding.assigned_nobody');
  if (note.kind === 'reopened') return t('finding.reopened');
  if (note.kind === 'cause') return t('finding.cause_is', { cause: note.value ? word('finding.cause', note.value) : t('finding.cause_open') });
  return note.text ?? '';
}

function TimeLine({ row }: { row: FindingDetail }) {
  const entries = [
    { at: row.first_seen, who: null, text: t('finding.first') },
    ...(row.count > 1 ? [{ at: row.last_seen, who: null, text: t('finding.last', { count: number(row.count) }) }] : []),
    ...row.notes.map((note) => ({ at: note.at, who: note.user, text: noteText(note) })),
  ];
  return (
    <ul class="happenings">
      {entries.map((entry, index) => (
        <li key={index}>
          <span class="quiet">
            <Time at={entry.at} />
          </span>
          <span>
            {entry.who && <b>{entry.who} </b>}
            {entry.text}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Comment({ id, done }: { id: string; done: (row: FindingDetail) => void }) {
  const [text, setText] = useState('');
  const { wrong, send } = useSend(done);
  if (!mayHandle()) return null;
  const say = async (event: Event) => {
    event.preventDefault();
    if (text.trim() && (await send(post<FindingDetail>(`${path(id)}/comments`, { text: text.trim() })))) setText('');
  };
  return (
    <form class="tools" onSubmit={(event) => void say(event)}>
      <input class="input tools-search" value={text} aria-label={t('finding.comment')} placeholder={t('finding.comment')} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="submit" class="button">
        {t('finding.say')}
      </button>
      <Wrong text={wrong} />
    </form>
  );
}

/* Who works on it: a name as people call him; empty is nobody. */
function Assigned({ row, done }: { row: FindingDetail; done: (row: FindingDetail) => void }) {
  const me = session.get()?.user.name ?? '';
  const [name, setName] = useState(row.assigned_to ?? '');
  const { wrong, send } = useSend(done);
  useEffect(() => setName(row.assigned_to ?? ''), [row.assigned_to]);
  if (!mayHandle()) return <>{row.assigned_to ?? '–'}</>;
  const give = (to: string) => {
    if (to !== (row.assigned_to ?? '')) void send(patch<FindingDetail>(path(row.id), { assigned_to: to || null }));
  };
  return (
    <span class="tools">
      <input class="input" value={name} maxLength={80} aria-label={t('finding.assigned')} placeholder={t('finding.assigned_nobody')} onInput={(event) => setName(event.currentTarget.value)} onChange={(event) => give(event.currentTarget.value.trim())} />
      {row.assigned_to !== me && me && (
        <button type="button" class="button" onClick={() => give(me)}>
          {t('finding.assign_me')}
        </button>
      )}
      <Wrong text={wrong} />
    </span>
  );
}

/** Asked when it is closed, and kept in its history; counted beside how fast people act. */
function Cause({ row, done }: { row: FindingDetail; done: (row: FindingDetail) => void }) {
  const last = row.notes.filter((note) => note.kind === 'cause').at(-1)?.value ?? '';
  const { wrong, send } = useSend(done);
  if (!mayHandle()) return <>{last ? word('finding.cause', last) : t('finding.cause_open')}</>;
  return (
    <>
      <select class="input" aria-label={t('finding.cause')} value={last} onChange={(event) => void send(patch<FindingDetail>(path(row.id), { cause: event.currentTarget.value }))}>
        <option value="">{t('finding.cause_open')}</option>
        {causes.map((cause) => (
          <option key={cause} value={cause}>
            {word('finding.cause', cause)}
          </option>
        ))}
      </select>
      <Wrong text={wrong} />
    </>
  );
}

const classes: [TextKey, (row: FindingDetail) => string][] = [
  ['finding.attack', (row) => row.attack_ics.join(', ')],
  ['finding.meti', (row) => row.meti_threat.join(', ')],
  ['finding.iec', (row) => row.iec62443.join(', ')],
  ['finding.smkl', (row) => row.smkl.map((letter) => t('finding.smkl_step', { letter })).join(', ')],
];

function Facts({ row, done }: { row: FindingDetail; done: (row: FindingDetail) => void }) {
  return (
    <dl class="facts">
      <div>
        <dt>{t('finding.assigned')}</dt>
        <dd>
          <Assigned row={row} done={done} />
        </dd>
      </div>
      <div>
        <dt>{t('finding.device')}</dt>
        <dd>
          <AssetLink id={row.device.asset} name={row.device.name} /> <span class="mono">{row.device.ip}</span>
        </dd>
      </div>
      {row.peer && (
        <div>
          <dt>{t('finding.peer')}</dt>
          <dd>
            <AssetLink id={row.peer.asset} name={row.peer.name} /> <span class="mono">{row.peer.ip}</span>
          </dd>
        </div>
      )}
      {classes.map(([key, text]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{text(row)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('finding.detector')}</dt>
        <dd>
          <span class="mono">{row.detector}</span> <Related to={`detector:${row.detector}`} />
        </dd>
      </div>
    </dl>
  );
}

/* What else was found of the same event. */
function Together({ row }: { row: FindingDetail }) {
  const others = row.event_findings.filter((one) => one.id !== row.id);
  if (others.length === 0) return null;
  return (
    <Panel title={t('finding.event')} count={row.event_findings.length}>
      <p class="quiet">{t('finding.event_hint')}</p>
      <ul class="happenings">
        {others.map((one) => (
          <li key={one.id}>
            <span class="quiet">
              <Time at={one.first_seen} />
            </span>
            <span>
              <StateMark state={markOf(one)} size={10} /> <a href={href(`/findings/${encodeURIComponent(one.id)}`)}>{say(one.title)}</a> <span class="quiet">{one.device.name} · {word('finding.state', one.state)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function FindingPage({ route }: { route: Route }) {
  const id = route.parts[1]!;
  const { data, error, set } = useLoad<FindingDetail>(path(id), useVersion('findings', 4000));
  useEffect(() => {
    if (data) document.title = `${say(data.title)} – Yagura`;
  }, [data, language.get()]);
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>
          <StateMark state={markOf(data)} size={16} /> {say(data.title)}
        </h1>
        <a href="#/findings">{t('finding.all')}</a>
      </header>
      <div class="grid grid-overview">
        <div class="stack">
          <Panel title={t('finding.what')}>
            <Story row={data} />
            <Actions row={data} done={set} />
            <p class="tools">
              <TakeOne row={data} />
            </p>
            {data.state === 'closed' && (
              <p class="notice">
                <span>
                  {t('finding.cause_ask')} <Cause row={data} done={set} />
                </span>
              </p>
            )}
          </Panel>
          <Panel title={t('finding.evidence')} count={data.evidence.length}>
            <Packets row={data} />
            <Proof row={data} />
          </Panel>
        </div>
        <div class="stack">
          <Panel title={t('finding.facts')}>
            <Facts row={data} done={set} />
          </Panel>
          <Together row={data} />
          <Panel title={t('finding.timeline')}>
            <TimeLine row={data} />
            <Comment id={id} done={set} />
          </Panel>
        </div>
      </div>
    </div>
  );
}
