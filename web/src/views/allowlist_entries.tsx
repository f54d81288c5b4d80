/* allowlist_entries.tsx - what a group of the allow-list holds, to be narrowed, widened, refused one by one. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayHandle, patch } from '../api';
import { duration, ranges } from '../format';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Figure } from '../parts/keep';
import { Chip, Failure, Field, Loading, Time, Wrong } from '../parts/small';
import type { Page } from '../types';
import type { AllowedEntry } from './finding_types';

const two = (n: number): string => String(n).padStart(2, '0');

/** As a date field has it, on the plant's own day. */
export function dayOf(iso: string | null): string {
  if (!iso) return '';
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The first day that something can be set to end on. */
export const today = (): string => dayOf(new Date().toISOString());

export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

const asText = (list: [number, number][] = []): string => list.map(([low, high]) => (low === high ? String(low) : `${low}-${high}`)).join(', ');

const where = (entry: AllowedEntry): string =>
  [entry.space, entry.wide && !entry.ranges ? t('allowlist.anywhere') : entry.ranges && ranges(entry.ranges, entry.wide), entry.target !== '-' && entry.target].filter(Boolean).join(' ');

/* A week of 24 hours a row, Monday first, in the plant's hours; the bits are UTC. */
export function Week({ hours }: { hours: string }) {
  const offset = Math.round(-new Date().getTimezoneOffset() / 60);
  const at = (hour: number): boolean => hours[(((hour - offset) % 168) + 168) % 168] === '1';
  const seen = Array.from({ length: 168 }, (_, hour) => at(hour)).filter(Boolean).length;
  return (
    <Figure>
    <svg class="week" viewBox="0 0 96 28" width="192" height="56" role="img" aria-label={t('allowlist.week', { count: seen })}>
      {Array.from({ length: 168 }, (_, hour) => (
        <rect key={hour} x={(hour % 24) * 4} y={Math.floor(hour / 24) * 4} width="3.4" height="3.4" class={at(hour) ? 'week-on' : 'week-off'} />
      ))}
    </svg>
    </Figure>
  );
}

/* Which addresses: fewer, more, or any. */
function Edit({ entry, close }: { entry: AllowedEntry; close: (changed: boolean) => void }) {
  const [text, setText] = useState(asText(entry.ranges));
  const [wide, setWide] = useState(entry.wide);
  const [until, setUntil] = useState(dayOf(entry.expires));
  const [wrong, setWrong] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    const touched = wide !== entry.wide || text !== asText(entry.ranges);
    try {
      await patch(`/allowlist-entries/${entry.id}`, { state: 'accepted', ...(touched ? { wide, ranges: text.trim() } : {}), expires: until ? endOfDay(until) : null });
      close(true);
    } catch (error) {
      setWrong(error instanceof ApiError ? error.detail || error.title : String(error));
    }
  };
  return (
    <form class="entry-edit" onSubmit={send}>
      {entry.kind === 'operation' && (entry.ranges || entry.wide || entry.fixed || entry.space) && (
        <Field label={t('allowlist.ranges')} hint={t('allowlist.ranges_hint')}>
          <input class="input" value={text} disabled={wide} onInput={(event) => setText(event.currentTarget.value)} />
        </Field>
      )}
      {(entry.kind === 'operation' || entry.kind === 'class') && (
        <label>
          <input type="checkbox" checked={wide} onChange={(event) => setWide(event.currentTarget.checked)} /> {t(entry.kind === 'class' ? 'allowlist.any_function' : 'allowlist.any_address', { class: word('class', entry.class) })}
        </label>
      )}
      {entry.kind === 'name' && !entry.target && (
        <label>
          <input type="checkbox" checked={wide} onChange={(event) => setWide(event.currentTarget.checked)} /> {t('allowlist.any_name', { domain: entry.what })}
        </label>
      )}
      <Field label={t('allowlist.until')} hint={t('finding.until_hint')}>
        <input class="input" type="date" min={today()} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </Field>
      <Wrong text={wrong} block />
      <p class="tools">
        <button type="submit" class="button button-main">
          {t('allowlist.keep')}
        </button>
        <button type="button" class="button" onClick={() => close(false)}>
          {t('close')}
        </button>
      </p>
    </form>
  );
}

function nameOf(entry: AllowedEntry): string {
  if (entry.kind === 'identity') return `${entry.what} ${entry.target ?? ''}`;
  if (entry.kind === 'class') return t('allowlist.class', { class: word('class', entry.class) });
  if (entry.kind === 'name') return entry.target || t(entry.wide ? 'allowlist.any_name' : 'allowlist.only_names', { domain: entry.what });
  return entry.function ?? word('allowed.kind', entry.kind);
}

function Entry({ entry, changed }: { entry: AllowedEntry; changed: () => void }) {
  const [editing, setEditing] = useState(false);
  const refuse = async () => {
    await patch(`/allowlist-entries/${entry.id}`, { state: entry.state === 'refused' ? 'accepted' : 'refused' });
    changed();
  };
  return (
    <li>
      <span>
        {entry.kind === 'operation' && <Chip>{word('class', entry.class)}</Chip>} {nameOf(entry)} <span class="quiet">{entry.kind === 'operation' && where(entry)}</span>
        {entry.kind === 'class' && entry.wide && <span class="quiet">{t('allowlist.any_function', { class: word('class', entry.class) })}</span>}
        {entry.period_us !== null && entry.period_us > 0 && (
          <span class="quiet" title={entry.jitter_us !== null ? `± ${duration(entry.jitter_us)}` : undefined}>
            {' '}
            {t('allowlist.every', { period: duration(entry.period_us) })}
          </span>
        )}
        {entry.state === 'refused' && <Chip state="act">{word('allowed', 'refused')}</Chip>}
        {entry.fixed && <Chip>{t('allowlist.fixed')}</Chip>}
        {entry.expires && (
          <span class="quiet">
            {' '}
            {t('allowlist.until')} <Time at={entry.expires} />
          </span>
        )}
      </span>
      {mayHandle() && (
        <span class="nowrap">
          <button type="button" class="button-plain" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {t('allowlist.edit')}
          </button>{' '}
          <button type="button" class="button-plain" onClick={() => void refuse()}>
            {t(entry.state === 'refused' ? 'allowlist.accept' : 'allowlist.refuse')}
          </button>
        </span>
      )}
      {editing && (
        <Edit
          entry={entry}
          close={(done) => {
            setEditing(false);
            if (done) changed();
          }}
        />
      )}
    </li>
  );
}

const unite = (all: string[]): string => Array.from({ length: 168 }, (_, hour) => (all.some((hours) => hours[hour] === '1') ? '1' : '0')).join('');

export function Entries({ id }: { id: string }) {
  const { data, error, reload } = useLoad<Page<AllowedEntry>>(`/allowlist/${encodeURIComponent(id)}`);
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  return (
    <>
      <ul class="entry-list">
        {data.items.map((entry) => (
          <Entry key={entry.id} entry={entry} changed={reload} />
        ))}
      </ul>
      <h3>{t('allowlist.hours')}</h3>
      <Week hours={unite(data.items.map((entry) => entry.hours))} />
    </>
  );
}
