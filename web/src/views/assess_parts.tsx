/* assess_parts.tsx - one item: its words, its answer, and what the network says of it. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayEdit, patch, query } from '../api';
import { dateTime } from '../format';
import { comma, t, word, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { StateMark, type State } from '../parts/icons';
import { Related } from '../parts/related';
import { Chip, Field, Time, Wrong } from '../parts/small';
import { Proof } from './assess_proof';
import { notApplicable, say, stepsOf, type Answer, type Gauge, type Item, type Match, type Pack, type Part } from './assess_types';

const matchStates: Record<Match, State> = { open: 'calm', unmeasured: 'calm', agrees: 'ok', differs: 'act', better: 'new', overridden: 'look', excepted: 'look' };

/** 実測と一致, 実測と不一致, 実測なし: what answer and network say together. */
export function MatchChip({ item }: { item: Item }) {
  if (item.match === 'open' && item.verdict !== 'unknown') {
    return <Chip state={item.verdict === 'supports' ? 'ok' : 'look'}>{word('measured', item.verdict)}</Chip>;
  }
  if (item.match === 'open' || item.gauged === 'people') return <Chip>{word('gauged', item.gauged)}</Chip>;
  return <Chip state={matchStates[item.match]}>{word('match', item.match)}</Chip>;
}

const gaugeStates: Record<Gauge['verdict'], State> = { supports: 'ok', contradicts: 'act', unknown: 'calm' };

export function GaugeLine({ gauge }: { gauge: Gauge }) {
  return (
    <div class="gauge">
      <p>
        <StateMark state={gaugeStates[gauge.verdict]} /> <b>{say(gauge.title)}</b> {say(gauge.detail)}
      </p>
      {gauge.verdict === 'contradicts' && gauge.samples.length > 0 && (
        <ul class="gauge-samples">
          {gauge.samples.map((sample) => (
            <li key={sample.text}>{sample.link ? <a href={sample.link}>{sample.text}</a> : sample.text}</li>
          ))}
        </ul>
      )}
      <p class="quiet">
        {gauge.as_of && t('assess.as_of', { time: dateTime(gauge.as_of) })} {gauge.coverage !== null && t('assess.coverage', { percent: gauge.coverage })}{' '}
        {gauge.link && gauge.verdict !== 'unknown' && <a href={gauge.link}>{t('assess.traffic')}</a>}
      </p>
    </div>
  );
}

/** What came to the plant since this was put on record: a reason to look through the answers again (S0-033). */
export function News({ pack, news }: { pack: string; news: Part[] }) {
  if (news.length === 0) return null;
  return (
    <p class="notice notice-look">
      <StateMark state="look" />
      <span>
        {t('assess.news', { list: news.map(({ kind, name }) => (kind === 'role' ? word('role', name) : name)).join(comma()) })} <a href={`#/records?pack=${pack}`}>{t('page.records')}</a>
      </span>
    </p>
  );
}

type Change = Partial<Record<'value' | 'reason' | 'override' | 'document' | 'reviewed_on' | 'due_on', string>>;

/** Keeps an answer; what stood there before goes along, so that nothing is lost. Gives what went wrong, or ''. */
export async function keepAnswer(pack: string, item: { id: string; part: string; answer: Answer | null }, change: Change, kind: 'answer' | 'target' | 'watch' = 'answer'): Promise<string> {
  const old = item.answer;
  try {
    await patch('/answers', {
      pack,
      item: item.id,
      part: item.part,
      kind,
      revision: old?.revision ?? 0,
      value: old?.value ?? '',
      reason: old?.reason ?? '',
      override: old?.override ?? '',
      document: old?.document ?? '',
      reviewed_on: old?.reviewed_on ?? '',
      due_on: old?.due_on ?? '',
      ...change,
    });
    return '';
  } catch (cause) {
    if (!(cause instanceof ApiError)) return String(cause);
    if (cause.status === 409) return t('assess.overtaken', { detail: cause.detail });
    return cause.status === 0 ? t('error.unreachable') : cause.status === 403 ? t('error.forbidden') : cause.detail;
  }
}

interface ItemProps {
  pack: Pack;
  item: Item;
  saved: () => void;
}

/** The steps of the scale as buttons, and 該当なし, which asks for its reason first. */
export function ValueButtons({ pack, item, saved, label }: ItemProps & { label: string }) {
  const [wrong, setWrong] = useState('');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState(item.answer?.reason ?? '');
  const value = item.answer?.value ?? '';
  const keep = async (change: Change) => {
    const fault = await keepAnswer(pack.id, item, change);
    setWrong(fault);
    if (!fault) setAsking(false);
    saved();
  };
  const short = pack.scale.every((step) => step.value.length === 1);
  return (
    <div class="values">
      <div role="radiogroup" aria-label={label} class="value-row">
        {stepsOf(pack, item).map((step) => (
          <button key={step.value} type="button" role="radio" class="value" disabled={!mayEdit()} aria-checked={value === step.value} title={say(step.label)} aria-label={say(step.label)} onClick={() => void keep({ value: value === step.value ? '' : step.value })}>
            {short ? step.value : say(step.label)}
          </button>
        ))}
        <button type="button" role="radio" class="value" disabled={!mayEdit()} aria-checked={value === notApplicable} onClick={() => (value === notApplicable ? void keep({ value: '' }) : setAsking(true))}>
          {t('assess.na')}
        </button>
      </div>
      {asking && (
        <form
          class="value-reason"
          onSubmit={(event) => {
            event.preventDefault();
            void keep({ value: notApplicable, reason });
          }}
        >
          <input class="input" autofocus required value={reason} placeholder={t('assess.na_why')} aria-label={t('assess.na_why')} onInput={(event) => setReason(event.currentTarget.value)} />
          <button type="submit" class="button">
            {t('assess.keep')}
          </button>
        </form>
      )}
      <Wrong text={wrong} block />
    </div>
  );
}

const fields = ['reason', 'document', 'reviewed_on', 'due_on'] as const;

function Details({ pack, item, saved }: ItemProps) {
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  const [draft, setDraft] = useState<Change>({});
  const dirty = Object.keys(draft).length > 0;
  const shown = item.match === 'differs' || item.match === 'overridden' ? (['override', ...fields] as const) : fields;
  const keep = async (event: Event) => {
    event.preventDefault();
    const fault = await keepAnswer(pack.id, item, draft);
    setWrong(fault);
    if (fault) return;
    setDraft({});
    setSaid(t('edit.saved'));
    saved();
  };
  return (
    <form class="answer-form" onSubmit={keep}>
      <fieldset disabled={!mayEdit() || !item.answer}>
        {shown.map((name) => (
          <Field key={name} label={t(`answer.${name}` as TextKey)} hint={name === 'override' ? t('assess.override_hint') : undefined}>
            <input class="input" type={name.endsWith('_on') ? 'date' : 'text'} maxLength={1000} value={draft[name] ?? item.answer?.[name] ?? ''} onInput={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })} />
          </Field>
        ))}
        <p class="answer-foot">
          <button type="submit" class="button" disabled={!dirty}>
            {t('assess.keep')}
          </button>
          <span class="quiet" role="status">
            {said}
          </span>
          <Wrong text={wrong} />
        </p>
      </fieldset>
    </form>
  );
}

function History({ pack, item }: { pack: Pack; item: Item }) {
  const [open, setOpen] = useState(false);
  const path = open ? `/answers${query({ pack: pack.id, item: item.id, part: item.part })}` : null;
  const { data } = useLoad<{ items: Answer[] }>(path, item.answer?.revision ?? 0);
  if (!item.answer) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('assess.history')}</summary>
      <ul class="history">
        {data?.items.map((row) => (
          <li key={row.revision}>
            <Time at={row.at} /> {row.user}: <b>{valueLabel(pack, row.value)}</b> {row.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function valueLabel(pack: Pack, value: string | null | undefined): string {
  if (!value) return t('assess.open');
  if (value === notApplicable) return t('assess.na');
  const step = pack.scale.find((entry) => entry.value === value);
  return step ? (step.value.length === 1 ? `${step.value} ${say(step.label)}` : say(step.label)) : value;
}

/** Everything about one item, below its line. */
export function ItemBody({ pack, item, saved }: ItemProps) {
  const people = item.who.map((id) => say(pack.people.find((person) => person.id === id)?.title)).join(comma());
  const gap = !item.done && !item.not_applicable;
  return (
    <div class="item-body">
      <div>
        <p>{say(item.help)}</p>
        {item.example && (
          <p class="quiet">
            {t('assess.example')} {say(item.example)}
          </p>
        )}
        {gap && item.next && (
          <p class="item-next">
            <b>{t('assess.next')}</b> {say(item.next)}
          </p>
        )}
        <h3>{t('assess.measured')}</h3>
        {item.gauges.map((gauge) => (
          <GaugeLine key={gauge.gauge} gauge={gauge} />
        ))}
        {item.gauges.length === 0 && <p class="quiet">{t('assess.people_only')}</p>}
        {item.gauged === 'against' && <p class="quiet">{t('assess.against_only')}</p>}
        <p class="quiet">
          {people && `${t('assess.who')} ${people} · `}
          {t('assess.maps')} {item.maps.join(', ')} <Related to={`${pack.id}:${item.id}`} />
        </p>
      </div>
      <div>
        <h3>{t('assess.answer')}</h3>
        {item.answer ? (
          <p>
            <b>{valueLabel(pack, item.answer.value)}</b> <span class="quiet">{item.answer.user} <Time at={item.answer.at} /></span>{' '}
            {item.answer.specimen && <Chip>{t('sample')}</Chip>}
          </p>
        ) : (
          <p class="quiet">{t('assess.not_yet')}</p>
        )}
        {(item.lacks_document || item.lacks_review) && (
          <p class="notice notice-look">
            <StateMark state="look" /> {t('assess.lacks')}
          </p>
        )}
        {item.overdue && (
          <p class="notice notice-look">
            <StateMark state="look" /> {t('assess.overdue')}
          </p>
        )}
        <Details key={`${item.part}/${item.id}/${item.answer?.revision ?? 0}`} pack={pack} item={item} saved={saved} />
        <History pack={pack} item={item} />
        <Proof pack={pack} item={item} saved={saved} />
      </div>
    </div>
  );
}
