/* settings.tsx - language, theme, tokens, and what people did. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { may, patch, post, remove, session } from '../api';
import { has, speak, t, useLanguage, word, type Language, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { KeepList } from '../parts/keep';
import { Copy, Field, Panel, ShortTime, Time } from '../parts/small';
import { Table, type Column } from '../parts/table';
import { assetHref } from '../router';
import { useSignal } from '../signal';
import { theme, type Theme } from '../theme';
import type { AuditEntry, Page, Token } from '../types';
import { BlockLists } from './blocklists';
import { Channels } from './channels';
import { OwnPassword } from './password';
import { Customers } from './customers';
import { People, told } from './people';

function Look() {
  const lang = useLanguage();
  const chosen = useSignal(theme);
  const setLanguage = (next: Language) => {
    void speak(next);
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

const packPages: Record<string, TextKey> = { 'meti-checklist': 'page.checklist', 'smkl-security': 'page.smkl', 'smkl-scoring': 'page.scoring' };

/* What it was done to, as the pages call it: scope/pack/part/item of an answer. */
function objectOf({ object }: AuditEntry): string {
  const [, pack, ...item] = (object ?? '').split('/');
  const page = packPages[pack ?? ''];
  return page ? `${t(page)} ${item.filter(Boolean).join(' ')}` : object || '–';
}

/* revision 2: 3 ... */
const detailOf = ({ detail }: AuditEntry): string =>
  (detail ?? '').replace(/^revision (\d+): /, (_, n: string) => `${t('audit.revision', { n })} `);

function ObjectCell({ row }: { row: AuditEntry }) {
  const text = objectOf(row);
  return /^a-\d+$/.test(text) ? <a href={assetHref(text)}>{text}</a> : <>{text}</>;
}

const auditColumns = (): Column<AuditEntry>[] => [
  { key: 'at', title: t('audit.at'), width: 116, text: (row) => row.at, cell: (row) => <ShortTime at={row.at} /> },
  { key: 'user', title: t('audit.user'), width: 90, text: (row) => row.user ?? '', cell: (row) => row.user ?? '–' },
  { key: 'action', title: t('audit.action'), width: 130, text: (row) => action(row.action), cell: (row) => action(row.action) },
  { key: 'object', title: t('audit.object'), width: 170, text: objectOf, cell: (row) => <ObjectCell row={row} /> },
  { key: 'detail', title: t('audit.detail'), width: 240, text: detailOf, cell: detailOf },
];

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
        columns={auditColumns()}
      />
      <KeepList columns={auditColumns()} all={async () => data.items} />
    </Panel>
  );
}

export function Settings() {
  const who = useSignal(session);
  const admin = may('administer');
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.settings')}</h1>
        <p class="quiet">
          {who && `${who.user.name} · ${[...new Set(who.user.grants.map((grant) => word('person_role', grant.role)))].join(' · ')}`}
          {who?.version && ` · Yagura ${who.version}`}
        </p>
      </header>
      <div class="grid grid-device">
        <div class="column">
          <Look />
          <OwnPassword />
          {admin && <People />}
          {admin && <Customers />}
        </div>
        <div class="column">
          <Tokens />
          {admin && <Channels />}
          {may('judge') && <BlockLists />}
          {may('audit') && <Audit />}
        </div>
      </div>
    </div>
  );
}
