/* people.tsx - who may sign in: adding, roles, new passwords, disabling, deleting. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, patch, post, remove, session } from '../api';
import { t, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Dialog, Failure, Field, Panel, ShortTime } from '../parts/small';
import { useSignal } from '../signal';
import type { Page, User } from '../types';
import { shortest, tooShort } from './password';
import { Roles, rolesText, type Site } from './people_roles';

/** What the server said, in words that help. */
export function told(cause: unknown): string {
  if (!(cause instanceof ApiError)) return String(cause);
  if (cause.status === 409) return t(cause.problem === 'Exists already' ? 'users.exists' : 'users.last_administrator');
  return cause.detail || cause.title;
}

const path = (name: string) => `/users/${encodeURIComponent(name)}`;

function FirstPassword({ value, set, error }: { value: string; set: (text: string) => void; error?: string | undefined }) {
  return (
    <Field label={t('users.first_password')} hint={`${t('password.hint', { count: shortest() })} ${t('users.first_hint')}`} error={error}>
      <input class="input" type="password" autocomplete="new-password" required value={value} onInput={(event) => set(event.currentTarget.value)} />
    </Field>
  );
}

function AddUser({ sites, close }: { sites: Site[]; close: (changed: boolean) => void }) {
  const [user, setUser] = useState({ name: '', grants: [{ role: 'viewer', scope: sites[0]?.id ?? '' }], password: '' });
  const [wrong, setWrong] = useState<{ name?: string | undefined; password?: string | undefined }>({});
  const send = async (event: Event) => {
    event.preventDefault();
    const short = tooShort(user.password);
    if (short) return setWrong({ password: short });
    if (/[\s/]/.test(user.name)) return setWrong({ name: t('users.name_wrong') });
    try {
      await post('/users', user);
      close(true);
    } catch (cause) {
      setWrong({ name: told(cause) });
    }
  };
  return (
    <Dialog title={t('users.add')} close={() => close(false)}>
      <form class="form" onSubmit={(event) => void send(event)}>
        <Field label={t('signin.name')} error={wrong.name}>
          <input class="input" required autocomplete="off" value={user.name} onInput={(event) => setUser({ ...user, name: event.currentTarget.value })} />
        </Field>
        <Roles value={user.grants} set={(grants) => setUser({ ...user, grants })} sites={sites} />
        <FirstPassword value={user.password} set={(password) => setUser({ ...user, password })} error={wrong.password} />
        <button type="submit" class="button button-main">
          {t('users.add')}
        </button>
      </form>
    </Dialog>
  );
}

function EditUser({ user, sites, close }: { user: User; sites: Site[]; close: (changed: boolean) => void }) {
  const [grants, setGrants] = useState(user.grants);
  const same = JSON.stringify(grants) === JSON.stringify(user.grants);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState('');
  const me = useSignal(session)?.user.name === user.name;
  const change = async (body: unknown) => {
    try {
      await patch(path(user.name), body);
      close(true);
    } catch (cause) {
      setWrong(told(cause));
    }
  };
  const setAnew = (event: Event) => {
    event.preventDefault();
    const short = tooShort(password);
    if (short) setWrong(short);
    else void change({ password });
  };
  return (
    <Dialog title={t('users.edit_of', { name: user.name })} close={() => close(false)}>
      {wrong && (
        <p class="notice" role="alert">
          {wrong}
        </p>
      )}
      <form class="form" onSubmit={(event) => { event.preventDefault(); void change({ grants }); }}>
        <Roles value={grants} set={setGrants} sites={sites} />
        <button type="submit" class="button" disabled={same}>
          {t('users.role_save')}
        </button>
      </form>
      {user.elsewhere && <p class="quiet">{t('users.elsewhere')}</p>}
      {!me && !user.elsewhere && (
        <>
          <form class="form" onSubmit={setAnew}>
            <FirstPassword value={password} set={setPassword} />
            <button type="submit" class="button" disabled={password === ''}>
              {t('users.password_save')}
            </button>
          </form>
          <div class="form">
            <p class="quiet">{t(user.disabled ? 'users.enable_why' : 'users.disable_why')}</p>
            <button type="button" class="button" onClick={() => void change({ disabled: !user.disabled })}>
              {t(user.disabled ? 'users.enable' : 'users.disable')}
            </button>
          </div>
          <Delete user={user} close={close} fail={setWrong} />
        </>
      )}
    </Dialog>
  );
}

/* Asked once: it cannot be taken back. */
function Delete({ user, close, fail }: { user: User; close: (changed: boolean) => void; fail: (text: string) => void }) {
  const [sure, setSure] = useState(false);
  const leave = () => void remove(path(user.name)).then(() => close(true), (cause) => fail(told(cause)));
  return (
    <div class="form">
      <p class="quiet">{t('users.delete_sure', { name: user.name })}</p>
      <button type="button" class={sure ? 'button button-main' : 'button'} onClick={() => (sure ? leave() : setSure(true))}>
        {t(sure ? 'users.delete_really' : 'users.delete')}
      </button>
    </div>
  );
}

function stateOf(user: User): TextKey {
  if (user.disabled) return 'users.state_disabled';
  return user.must_set_password ? 'users.state_waiting' : 'users.state_active';
}

export function People() {
  const { data, error, reload } = useLoad<Page<User>>('/users');
  const known = useLoad<{ items: Site[] }>('/sites').data?.items;
  const sites = known ?? [];
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<User>();
  if (error?.status === 403) return null;
  const closed = (changed: boolean) => {
    setAdding(false);
    setEditing(undefined);
    if (changed) reload();
  };
  return (
    <Panel title={t('users.title')} count={data?.items.length} actions={<button type="button" class="button" disabled={!known} onClick={() => setAdding(true)}>{t('users.add')}</button>}>
      {error && <Failure error={error} again={reload} />}
      <div class="scroll-wide" tabIndex={0} role="region" aria-label={t('users.title')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('signin.name')}</th>
              <th scope="col">{t('users.role')}</th>
              <th scope="col">{t('users.state')}</th>
              <th scope="col">{t('users.last')}</th>
              <th scope="col" class="right">
                {t('users.edit')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((user) => (
              <tr key={user.name}>
                <td>{user.name}</td>
                <td>{rolesText(user.grants, sites)}</td>
                <td>{user.disabled || user.must_set_password ? <Chip>{t(stateOf(user))}</Chip> : t(stateOf(user))}</td>
                <td>{user.last_seen ? <ShortTime at={user.last_seen} /> : t('users.never')}</td>
                <td class="right">
                  <button type="button" class="button-plain" onClick={() => setEditing(user)} aria-label={t('users.edit_of', { name: user.name })}>
                    {t('users.edit')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
      {adding && <AddUser sites={sites} close={closed} />}
      {editing && <EditUser user={editing} sites={sites} close={closed} />}
    </Panel>
  );
}
