/* small.tsx - the small parts of every page. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api';
import { ago, dateTime, middle, shortTime, utc } from '../format';
import { t, word, type TextKey } from '../i18n';
import { assetHref } from '../router';
import { Icon, RoleIcon, StateMark, type State } from './icons';

export function Chip({ state = 'calm', children, title }: { state?: State; children: ComponentChildren; title?: string }) {
  return (
    <span class={`chip chip-${state}`} title={title}>
      {state !== 'calm' && <StateMark state={state} size={10} />}
      {children}
    </span>
  );
}

/** A moment; hovering tells it in UTC. */
export function Time({ at, now }: { at: string | null | undefined; now?: string }) {
  return (
    <time dateTime={at ?? undefined} title={now ? `${dateTime(at)}\n${utc(at) ?? ''}` : utc(at)}>
      {now ? ago(at, now) : dateTime(at)}
    </time>
  );
}

export function Role({ role, size = 18 }: { role: string | null | undefined; size?: number }) {
  return (
    <span class="role">
      <RoleIcon role={role} size={size} />
      {word('role', role)}
    </span>
  );
}

/** The same, as short as tables need it. */
export function ShortTime({ at }: { at: string | null | undefined }) {
  return (
    <time class="nowrap" dateTime={at ?? undefined} title={utc(at)}>
      {shortTime(at)}
    </time>
  );
}

/* Addresses that are no device: everybody, or a group. */
const casts: [RegExp, TextKey][] = [
  [/^ff:ff:ff:ff:ff:ff$|^(\d+\.){3}255$/, 'cast.all'],
  [/^(22[4-9]|23\d)\.|^ff[0-9a-f]{2}:[0-9a-f:]*:|^(01:00:5e|33:33|01:80:c2|01:0e:cf):/, 'cast.group'],
];

/** The name of a device that leads to its page; plain text for somebody who is no device of ours. */
export function AssetLink({ id, name, longest = 30 }: { id: string | null; name: string; longest?: number }) {
  const text = middle(name, longest);
  if (!id) {
    const cast = casts.find(([address]) => address.test(name));
    return (
      <span title={name}>
        {text}
        {cast && <span class="quiet"> {t(cast[1])}</span>}
      </span>
    );
  }
  return (
    <a href={assetHref(id)} title={name === text ? undefined : name}>
      {text}
    </a>
  );
}

/** An address or a serial: monospaced, copied with a click. */
export function Copy({ text }: { text: string }) {
  const [done, setDone] = useState(false);
  const copy = async (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
    if (await copyText(text)) setDone(true);
  };
  useEffect(() => {
    if (!done) return;
    const wait = window.setTimeout(() => setDone(false), 1500);
    return () => window.clearTimeout(wait);
  }, [done]);
  return (
    <button type="button" class="copy" onClick={copy} title={t('copy.hint')} aria-label={t('copy.label', { text })}>
      <span class="mono">{text}</span>
      <Icon name={done ? 'check' : 'copy'} size={12} />
    </button>
  );
}

/* Over plain HTTP on a plant's network browsers offer no clipboard object; the old way works there. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

export function Failure({ error, again }: { error: ApiError; again?: () => void }) {
  const text = error.status === 0 ? t('error.unreachable') : error.status === 404 ? t('error.gone') : error.status === 403 ? t('error.forbidden') : t('error.other', { status: error.status });
  return (
    <div class="notice notice-act" role="alert">
      <StateMark state="act" />
      <div>
        <p>{text}</p>
        {![0, 403, 404].includes(error.status) && error.detail && <p class="quiet">{error.detail}</p>}
        {again && (
          <button type="button" class="button" onClick={again}>
            {t('error.again')}
          </button>
        )}
      </div>
    </div>
  );
}

export function Loading() {
  return (
    <p class="loading" role="status">
      {t('loading')}
    </p>
  );
}

export function Bar({ done, total, label }: { done: number; total: number; label: string }) {
  return <progress class="bar" value={total > 0 ? done : undefined} max={total > 0 ? total : undefined} aria-label={label} />;
}

interface PanelProps {
  title: ComponentChildren;
  id?: string;
  count?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Panel({ title, id, count, actions, children }: PanelProps) {
  return (
    <section class="panel" id={id}>
      <header class="panel-head">
        <h2>
          {title}
          {count !== undefined && <span class="count">{count}</span>}
        </h2>
        {actions && <div class="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

interface DialogProps {
  title: string;
  close?: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** A dialog over the page; Esc closes it, the keyboard stays inside. */
export function Dialog({ title, close, wide, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = box.current;
    element?.showModal();
    /* Else it would be the button that closes it: Enter would lose what was asked for. */
    element?.querySelector<HTMLElement>('input:not([type=file]), select, textarea')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={box}
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
    >
      <header class="dialog-head">
        <h2>{title}</h2>
        {close && (
          <button type="button" class="button-icon" onClick={close} aria-label={t('close')}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}

/** What went wrong with what was just done, said aloud; nothing while there is nothing. block: a line of its own. */
export function Wrong({ text, block }: { text: string | undefined; block?: boolean }) {
  if (!text) return null;
  const Line = block ? 'p' : 'span';
  return (
    <Line class="field-error" role="alert">
      <StateMark state="act" size={10} /> {text}
    </Line>
  );
}

interface TypedProps extends Omit<JSX.HTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'onInput'> {
  value: string;
  keep: (value: string) => void;
  [attribute: string]: unknown;
}

/** A line that is kept when one leaves it. What is being typed stands, whatever is drawn anew meanwhile. */
export function Typed({ value, keep, ...rest }: TypedProps) {
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => setDraft(null), [value]);
  return <input class="input" {...rest} value={draft ?? value} onInput={(event) => setDraft(event.currentTarget.value)} onChange={(event) => keep(event.currentTarget.value.trim())} />;
}

interface FieldProps {
  label: string;
  error?: string;
  hint?: string;
  children: ComponentChildren;
}

/** A labelled field; an error stands beside it and says how to mend it. */
export function Field({ label, error, hint, children }: FieldProps) {
  return (
    <label class={error ? 'field field-wrong' : 'field'}>
      <span class="field-label">{label}</span>
      {children}
      {hint && <span class="field-hint">{hint}</span>}
      <Wrong text={error} />
    </label>
  );
}
