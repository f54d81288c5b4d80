/* signin.tsx - name and password, or the link of the first start. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError, signedIn } from '../api';
import { language, speak, t } from '../i18n';
import { Logo } from '../parts/icons';
import { Field, Wrong } from '../parts/small';
import { go } from '../router';
import type { Session } from '../types';
import { PasswordForm } from './password';

function reason(cause: unknown, token: boolean): string {
  if (!(cause instanceof ApiError)) return String(cause);
  if (cause.status === 0) return t('error.unreachable');
  if (cause.problem === 'Disabled') return t('signin.disabled');
  if (cause.status === 401 || cause.status === 403) return token ? t('signin.link_used') : t('signin.wrong');
  if (cause.status === 429) return t('signin.too_many');
  return cause.detail || t('error.other', { status: cause.status });
}

function Frame({ children, inside }: { children: preact.ComponentChildren; inside?: boolean }) {
  if (inside) return <div class="signin-inside">{children}</div>;
  return (
    <div class="signin">
      <main class="signin-box">
        <p class="signin-brand">
          <Logo size={40} />
          <span>Yagura</span>
        </p>
        {children}
        <p class="signin-foot">
          <button type="button" class="button-plain" onClick={() => void speak(language.get() === 'ja' ? 'en' : 'ja')} lang={language.get() === 'ja' ? 'en' : 'ja'}>
            {language.get() === 'ja' ? 'English' : '日本語'}
          </button>
        </p>
      </main>
    </div>
  );
}

function useToken(token: string | null, fail: (text: string) => void): boolean {
  const [busy, setBusy] = useState(token !== null);
  useEffect(() => {
    if (token === null) return;
    setBusy(true);
    api<Session>('/session', { method: 'POST', body: { token }, anonymous: true })
      .then((answer) => {
        go('#/');
        signedIn(answer);
      })
      .catch((cause) => {
        fail(reason(cause, true));
        setBusy(false);
      });
  }, [token]);
  return busy;
}

export function SignIn({ token, inside }: { token: string | null; inside?: boolean }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');
  const busy = useToken(token, setError);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), [busy]);
  const send = async (event: Event) => {
    event.preventDefault();
    setError('');
    try {
      const answer = await api<Session>('/session', { method: 'POST', body: { name, password }, anonymous: true });
      if (location.hash.startsWith('#/signin')) go('#/');
      signedIn(answer);
    } catch (cause) {
      setError(reason(cause, false));
    }
  };
  if (busy) return <Frame>{<p role="status">{t('signin.checking')}</p>}</Frame>;
  return (
    <Frame inside={inside}>
      {!inside && <h1>{t('signin.title')}</h1>}
      {inside && <p>{t('signin.kept')}</p>}
      <form onSubmit={(event) => void send(event)}>
        <Field label={t('signin.name')}>
          <input ref={first} class="input" autocomplete="username" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </Field>
        <Field label={t('signin.password')}>
          <input class="input" type="password" autocomplete="current-password" required value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
        </Field>
        <Wrong text={error} block />
        <button type="submit" class="button button-main">
          {t('signin.button')}
        </button>
      </form>
      {!inside && <p class="quiet">{t('signin.first')}</p>}
    </Frame>
  );
}

/** Before anything else: a password that nobody else chose. */
export function NewPassword({ name }: { name: string }) {
  const done = (now: Session) => {
    signedIn(now);
    go('#/');
  };
  return (
    <Frame>
      <h1>{t('password.title')}</h1>
      <p>{t('password.why', { name })}</p>
      <PasswordForm name={name} known={false} done={done} />
    </Frame>
  );
}
