/* search.tsx - one search over devices, operations and words. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, may, query } from './api';
import { words } from './glossary';
import { fullName } from './format';
import { t, word } from './i18n';
import { protocolName } from './live';
import { Icon, RoleIcon } from './parts/icons';
import { assetHref, go, href } from './router';
import { mentions, shelf, type Shelf } from './shelf';
import { say } from './views/assess_types';
import type { Asset, Operation, Page } from './types';

interface Hit {
  id: string;
  group: 'assets' | 'operations' | 'library' | 'words';
  role?: string | null;
  title: string;
  detail: string;
  address: string;
}

const assetHit = (asset: Asset): Hit => ({
  id: `a-${asset.id}`,
  group: 'assets',
  role: asset.role,
  title: fullName(asset),
  detail: [word('role', asset.role), asset.ip[0], asset.vendor, asset.model].filter(Boolean).join(' · '),
  address: assetHref(asset.id),
});

const operationHit = (row: Operation): Hit => ({
  id: `o-${row.id}`,
  group: 'operations',
  title: `${word('class', row.class)} ${row.function ?? ''}`,
  detail: `${row.client.name} → ${row.server.name} · ${protocolName(row.protocol)}`,
  address: href('/communications', { tab: 'operations', id: row.id, asset: row.server.asset, class: row.class }),
});

function wordHits(text: string): Hit[] {
  const low = text.toLowerCase();
  return words()
    .filter((entry) => entry.name.toLowerCase().includes(low))
    .slice(0, 3)
    .map((entry) => ({ id: `w-${entry.id}`, group: 'words', title: entry.name, detail: entry.text, address: href('/help', { word: entry.id }) }));
}

/* What the title says comes first. */
function libraryHits(data: Shelf | undefined, text: string): Hit[] {
  const found = data?.items.filter((entry) => mentions(entry, text)) ?? [];
  const low = text.toLowerCase();
  const titled = found.filter((entry) => say(entry.title).toLowerCase().includes(low));
  return [...titled, ...found.filter((entry) => !titled.includes(entry))]
    .slice(0, 4)
    .map((entry) => ({ id: `l-${entry.id}`, group: 'library', title: say(entry.title), detail: say(entry.text), address: href('/library', { open: entry.id }) }));
}

async function hitsFor(text: string, abort: AbortSignal): Promise<Hit[]> {
  const [assets, operations, papers] = await Promise.all([
    get<Page<Asset>>(`/assets${query({ q: text, limit: 8 })}`, abort),
    get<Page<Operation>>(`/operations${query({ q: text, limit: 4 })}`, abort),
    may('risk') ? shelf().catch(() => undefined) : undefined,
  ]);
  const hits = [...assets.items.map(assetHit), ...operations.items.map(operationHit), ...libraryHits(papers, text), ...wordHits(text)];
  if (assets.total > assets.items.length) {
    hits.splice(assets.items.length, 0, {
      id: 'all', group: 'assets', title: t('search.all_assets', { count: assets.total }), detail: '', address: href('/assets', { q: text }),
    });
  }
  return hits;
}

export function Search() {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<Hit[] | undefined>();
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setAt(0);
    if (!text.trim()) return setHits(undefined);
    const abort = new AbortController();
    const wait = window.setTimeout(() => hitsFor(text.trim(), abort.signal).then(setHits, () => setHits(wordHits(text))), 120);
    return () => {
      window.clearTimeout(wait);
      abort.abort();
    };
  }, [text]);
  const follow = (hit: Hit) => {
    setOpen(false);
    setText('');
    input.current?.blur();
    go(hit.address);
  };
  const onKey = (event: KeyboardEvent) => {
    const count = hits?.length ?? 0;
    if (event.key === 'ArrowDown') setAt((n) => Math.min(count - 1, n + 1));
    else if (event.key === 'ArrowUp') setAt((n) => Math.max(0, n - 1));
    else if (event.key === 'Enter' && hits?.[at]) follow(hits[at]!);
    else if (event.key === 'Escape') {
      setOpen(false);
      setText('');
      input.current?.blur();
    } else return;
    event.preventDefault();
  };
  const shown = open && text.trim() !== '';
  return (
    <div class="search" role="search">
      <Icon name="search" size={16} />
      <input
        ref={input}
        id="search"
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls="search-hits"
        aria-activedescendant={shown && hits?.[at] ? `hit-${hits[at]!.id}` : undefined}
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => window.setTimeout(() => setOpen(false), 150)}
        onKeyDown={onKey}
      />
      <kbd>/</kbd>
      <div id="search-hits" class={shown ? 'hits' : 'hits hits-closed'} role="listbox" aria-label={t('search.label')}>
        {shown && hits?.length === 0 && <div class="hit quiet" role="option" aria-selected={false}>{t('search.none')}</div>}
        {shown &&
          hits?.map((hit, index) => (
            <div
              key={hit.id}
              id={`hit-${hit.id}`}
              class={index === at ? 'hit hit-at' : 'hit'}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                follow(hit);
              }}
            >
              {hit.group === 'assets' ? <RoleIcon role={hit.role ?? 'unknown'} /> : <Icon name={hit.group === 'words' ? 'help' : hit.group === 'library' ? 'library' : 'communications'} />}
              <span class="hit-title">{hit.title}</span>
              <span class="hit-detail">{hit.detail}</span>
            </div>
          ))}
      </div>
    </div>
  );
}
