/* password.tsx - a new password: at the first sign-in, and later one's own. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, patch, session, signedIn } from '../api';
import { t } from '../i18n';
import { Field, Panel } from '../parts/small';
import { useSignal } from '../signal';
import type { Session } from '../types';

/** The least length, as the server says; characters, not bytes. */
export const shortest = (): number => session.get()?.password_min ?? 10;

export const tooShort = (password: string): string | undefined =>
  [...password].length < shortest() ? t('password.short', { count: shortest() }) : undefined;

interface Wrong {
  current?: string | undefined;
  password?: string | undefined;
  again?: string | undefined;
}

const reason = (cause: unknown): Wrong => {
  if (!(cause instanceof ApiError)) return { password: String(cause) };
  if (cause.problem === 'Wrong password') return { current: t('password.current_wrong') };
  if (cause.status === 429) return { current: t('signin.too_many') };
  if (cause.status === 0) return { password: t('error.unreachable') };
  return { password: cause.detail || cause.title };
};

/** The fields and their sending; `known`: the person has one already, and is asked for it. */
export function PasswordForm({ name, known, done }: { name: string; known: boolean; done: (now: Session) => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const send = async (event: Event) => {
    event.preventDefault();
    const short = tooShort(password);
    if (short) return setWrong({ password: short });
    if (password !== again) return setWrong({ again: t('password.differs') });
    setWrong({});
    try {
      const now = await patch<Session>('/session', known ? { password, current } : { password });
      setCurrent('');
      setPassword('');
      setAgain('');
      done(now);
    } catch (cause) {
      setWrong(reason(cause));
    }
  };
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <input type="text" hidden autocomplete="username" value={name} readOnly />
      {known && (
        <Field label={t('password.current')} error={wrong.current}>
          <input class="input" type="password" autocomplete="current-password" required value={current} onInput={(event) => setCurrent(event.currentTarget.value)} />
        </Field>
      )}
      <Field label={t('password.new')} hint={t('password.hint', { count: shortest() })} error={wrong.password}>
        <input class="input" type="password" autocomplete="new-password" required value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
      </Field>
      <Field label={t('password.again')} error={wrong.again}>
        <input class="input" type="password" autocomplete="new-password" required value={again} onInput={(event) => setAgain(event.currentTarget.value)} />
      </Field>
      <button type="submit" class="button button-main">
        {t('password.save')}
      </button>
    </form>
  );
}

export function OwnPassword() {
  const who = useSignal(session);
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  if (!who) return null;
  const done = (now: Session) => {
    signedIn(now);
    setOpen(false);
    setSaved(true);
  };
  return (
    <Panel title={t('password.own')}>
      {saved && !open && (
        <p class="notice" role="status">
          {t('password.saved')}
        </p>
      )}
      {open ? (
        <PasswordForm name={who.user.name} known done={done} />
      ) : (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {t('password.change')}
        </button>
      )}
    </Panel>
  );
}
