/* blocklists.tsx - the plant's own lists of names and addresses that are not wanted. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { base, remove, upload } from '../api';
import { number } from '../format';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Icon, StateMark } from '../parts/icons';
import { Panel, Time } from '../parts/small';
import { scoped } from '../scope';
import type { Page } from '../types';
import { told } from './people';

interface BlockList {
  id: string;
  name: string;
  entries: number;
  refused: number;
  first_refused: number;
  at: string;
}

export function BlockLists() {
  const { data, reload } = useLoad<Page<BlockList>>('/blocklists');
  const [wrong, setWrong] = useState('');
  const send = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    setWrong('');
    try {
      await upload('/blocklists', file, () => undefined);
    } catch (error) {
      setWrong(told(error));
    }
    input.value = '';
    reload();
  };
  return (
    <Panel title={t('blocklists.title')} count={data?.items.length} id="blocklists">
      <p class="quiet">{t('blocklists.why')}</p>
      <ul class="lines">
        {data?.items.map((list) => (
          <li key={list.id}>
            <span>{list.name}</span>
            <span class="quiet">
              {t('blocklists.entries', { count: number(list.entries) })}
              {list.refused > 0 && ` · ${t('blocklists.refused', { count: number(list.refused), line: list.first_refused })}`} · <Time at={list.at} />
            </span>
            <button type="button" class="button-plain" onClick={() => void remove(`/blocklists/${encodeURIComponent(list.id)}`).finally(reload)}>
              {t('blocklists.remove')}
            </button>
          </li>
        ))}
      </ul>
      <p class="tools">
        <label>
          {t('blocklists.add')} <input type="file" class="input" accept=".txt,.csv,.hosts,.rpz,text/plain" onChange={(event) => void send(event)} />
        </label>
        {(data?.items.length ?? 0) > 0 && (
          <a class="button" href={base + scoped('/exports/rpz')} download>
            <Icon name="download" size={16} /> RPZ (unbound)
          </a>
        )}
      </p>
      {wrong && (
        <p role="alert">
          <StateMark state="act" size={10} /> {wrong}
        </p>
      )}
    </Panel>
  );
}
