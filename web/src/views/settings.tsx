/* settings.tsx - language, theme, people, tokens, and what people did. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, patch, post, remove, session } from '../api';
import { has, language, t, useLanguage, word, type Language } from '../i18n';
import { useLoad } from '../load';
import { Copy, Dialog, Failure, Field, Panel, ShortTime, Time } from '../parts/small';
import { Table } from '../parts/table';
import { useSignal } from '../signal';
import { theme, type Theme } from '../theme';
import type { AuditEntry, Page, Token, User } from '../types';

const personRoles = ['administrator', 'security', 'production', 'viewer'] as const;

function Look() {
  const lang = useLanguage();
  const chosen = useSignal(theme);
  const setLanguage = (next: Language) => {
    language.set(next);
    void patch('/session', { language: next }).catch(() => undefined);
  };
  return (
    <Panel title={t('settings.look')}>
      <div class="edit-fields">
        <Field label={t('settings.language')}>
          <select class="input" value={lang} onChange={(event) => setLanguage(event.currentTarget.value as Language)}>
            <option value="ja">日本語</option>
            <option value="en">English</option>
          </select>
        </Field>
        <Field label={t('settings.theme')}>
          <select class="input" value={chosen} onChange={(event) => theme.set(event.currentTarget.value as Theme)}>
            {(['auto', 'light', 'dark'] as const).map((value) => (
              <option key={value} value={value}>
                {word('theme', value)}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </Panel>
  );
}

const told = (cause: unknown): string => (cause instanceof ApiError ? cause.detail || cause.title : String(cause));

function AddUser({ close }: { close: (changed: boolean) => void }) {
  const [user, setUser] = useState({ name: '', role: 'viewer', password: '' });
  const [error, setError] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await post('/users', user);
      close(true);
    } catch (cause) {
      setError(told(cause));
    }
  };
  return (
    <Dialog title={t('users.add')} close={() => close(false)}>
      <form class="form" onSubmit={(event) => void send(event)}>
        <Field label={t('signin.name')} error={error || undefined}>
          <input class="input" required value={user.name} onInput={(event) => setUser({ ...user, name: event.currentTarget.value })} />
        </Field>
        <Field label={t('users.role')} hint={word('person_role_text', user.role)}>
          <select class="input" value={user.role} onChange={(event) => setUser({ ...user, role: event.currentTarget.value })}>
            {personRoles.map((role) => (
              <option key={role} value={role}>
                {word('person_role', role)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('users.first_password')} hint={t('password.hint', { count: 10 })}>
          <input class="input" type="password" autocomplete="new-password" required minLength={10} value={user.password} onInput={(event) => setUser({ ...user, password: event.currentTarget.value })} />
        </Field>
        <button type="submit" class="button button-main">
          {t('users.add')}
        </button>
      </form>
    </Dialog>
  );
}

function Users() {
  const { data, error, reload } = useLoad<Page<User>>('/users');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<string>();
  const me = useSignal(session)?.user.name;
  if (error?.status === 403) return null;
  const setRole = (name: string, role: string) => void patch(`/users/${encodeURIComponent(name)}`, { role }).finally(reload);
  return (
    <Panel title={t('users.title')} count={data?.items.length} actions={<button type="button" class="button" onClick={() => setAdding(true)}>{t('users.add')}</button>}>
      {error && <Failure error={error} again={reload} />}
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t('signin.name')}</th>
            <th scope="col">{t('users.role')}</th>
            <th scope="col">{t('users.last')}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {data?.items.map((user) => (
            <tr key={user.name}>
              <td>{user.name}</td>
              <td>
                <select class="input input-small" aria-label={t('users.role_of', { name: user.name })} value={user.role} disabled={user.name === me} onChange={(event) => setRole(user.name, event.currentTarget.value)}>
                  {personRoles.map((role) => (
                    <option key={role} value={role}>
                      {word('person_role', role)}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <ShortTime at={user.last_seen} />
              </td>
              <td class="right">
                {user.name !== me && (
                  <button type="button" class="button-plain" onClick={() => setLeaving(user.name)}>
                    {t('users.delete')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {adding && <AddUser close={(changed) => { setAdding(false); if (changed) reload(); }} />}
      {leaving && (
        <Dialog title={t('users.delete')} close={() => setLeaving(undefined)}>
          <p>{t('users.delete_sure', { name: leaving })}</p>
          <p class="ledger-send">
            <button type="button" class="button button-main" onClick={() => void remove(`/users/${encodeURIComponent(leaving)}`).finally(() => { setLeaving(undefined); reload(); })}>
              {t('users.delete')}
            </button>
            <button type="button" class="button" onClick={() => setLeaving(undefined)}>
              {t('cancel')}
            </button>
          </p>
        </Dialog>
      )}
    </Panel>
  );
}

function Tokens() {
  const { data, reload } = useLoad<Page<Token>>('/tokens');
  const [name, setName] = useState('');
  const [fresh, setFresh] = useState('');
  const [error, setError] = useState('');
  const make = async (event: Event) => {
    event.preventDefault();
    try {
      setFresh((await post<{ token: string }>('/tokens', { name })).token);
      setError('');
      setName('');
      reload();
    } catch (cause) {
      setError(told(cause));
    }
  };
  return (
    <Panel title={t('tokens.title')} count={data?.items.length}>
      <p class="quiet">{t('tokens.why')}</p>
      {fresh && (
        <p class="notice">
          <span>
            {t('tokens.once')} <Copy text={fresh} />
          </span>
        </p>
      )}
      <ul class="lines">
        {data?.items.map((token) => (
          <li key={token.id}>
            <span>{token.name}</span>
            <span class="quiet">
              {t('tokens.used')} <Time at={token.last_used} />
            </span>
            <button type="button" class="button-plain" onClick={() => void remove(`/tokens/${encodeURIComponent(token.id)}`).finally(reload)}>
              {t('tokens.delete')}
            </button>
          </li>
        ))}
      </ul>
      <form class="inline-form" onSubmit={(event) => void make(event)}>
        <Field label={t('tokens.name')} error={error || undefined}>
          <input class="input" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="button">
          {t('tokens.make')}
        </button>
      </form>
    </Panel>
  );
}

function action(name: string): string {
  const key = `audit_action.${name}`;
  return has(key) ? t(key) : name;
}

function Audit() {
  const { data } = useLoad<Page<AuditEntry>>('/audit?limit=1000');
  if (!data) return null;
  return (
    <Panel title={t('audit.title')} count={data.total}>
      <Table
        name="audit"
        label={t('audit.title')}
        rows={data.items}
        total={data.items.length}
        id={(row) => row.at + row.action + row.object}
        most={420}
        empty={null}
        columns={[
          { key: 'at', title: t('audit.at'), width: 116, text: (row) => row.at, cell: (row) => <ShortTime at={row.at} /> },
          { key: 'user', title: t('audit.user'), width: 110, text: (row) => row.user ?? '', cell: (row) => row.user ?? '–' },
          { key: 'action', title: t('audit.action'), width: 150, text: (row) => action(row.action), cell: (row) => action(row.action) },
          { key: 'object', title: t('audit.object'), width: 130, text: (row) => row.object ?? '', cell: (row) => row.object ?? '–' },
          { key: 'detail', title: t('audit.detail'), width: 240, text: (row) => row.detail ?? '', cell: (row) => <span title={row.detail ?? ''}>{row.detail ?? ''}</span> },
        ]}
      />
    </Panel>
  );
}

export function Settings() {
  const who = useSignal(session);
  const admin = who?.user.role === 'administrator';
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.settings')}</h1>
        <p class="quiet">
          {who && `${who.user.name} · ${word('person_role', who.user.role)}`}
          {who?.version && ` · Yagura ${who.version}`}
        </p>
      </header>
      <div class="grid grid-device">
        <div class="column">
          <Look />
          {admin && <Users />}
        </div>
        <div class="column">
          <Tokens />
          {admin && <Audit />}
        </div>
      </div>
    </div>
  );
}
