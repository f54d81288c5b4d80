/* asset_edit.tsx - an operator's own word about a device, saved as it is typed. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get, patch, post, query } from '../api';
import { t, word } from '../i18n';
import type { Loaded } from '../load';
import { Chip, Dialog, Field } from '../parts/small';
import { levels, roles, type Asset, type AssetDetail, type Page } from '../types';

const editable = ['name', 'role', 'level', 'zone', 'owner', 'importance', 'seldom', 'note'] as const;
type Name = (typeof editable)[number];
type Told = { state: 'saving' | 'saved' | 'wrong'; text?: string };

export interface Editor {
  open: boolean;
  toggle: () => void;
  told: Partial<Record<Name, Told>>;
  save: (name: Name, value: string | number | null) => void;
  reload: () => void;
}

function why(cause: unknown): string {
  if (!(cause instanceof ApiError)) return String(cause);
  if (cause.status === 403) return t('error.forbidden');
  return cause.status === 0 ? t('error.unreachable') : cause.detail || cause.title;
}

export function useEditing(loaded: Loaded<AssetDetail>): Editor {
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<Editor['told']>({});
  const say = (name: Name, value: Told) => setTold((old) => ({ ...old, [name]: value }));
  const save = async (name: Name, value: string | number | null) => {
    const asset = loaded.data;
    if (!asset) return;
    say(name, { state: 'saving' });
    try {
      const answer = await patch<Asset>(`/assets/${encodeURIComponent(asset.id)}`, { [name]: value });
      loaded.set({ ...asset, ...answer });
      say(name, { state: 'saved' });
      loaded.reload();
    } catch (cause) {
      say(name, { state: 'wrong', text: why(cause) });
    }
  };
  return { open, toggle: () => setOpen(!open), told, save: (name, value) => void save(name, value), reload: loaded.reload };
}

const seldom = (asset: AssetDetail): string => asset.attributes.find((entry) => entry.name === 'seldom' && entry.rank === 'operator')?.value ?? '';
const valueOf = (asset: AssetDetail, name: Name): string => (name === 'seldom' ? seldom(asset) : asset[name] === null || asset[name] === undefined ? '' : String(asset[name]));

function Input({ asset, name, save }: { asset: AssetDetail; name: Name; save: (value: string | number | null) => void }) {
  const [text, setText] = useState(valueOf(asset, name));
  const timer = useRef<number>();
  const send = (value: string) => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    if (value.trim() !== valueOf(asset, name)) save(value.trim() || null);
  };
  const type = (value: string) => {
    setText(value);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(value), 900);
  };
  if (name === 'role' || name === 'level') {
    return (
      <select class="input" value={valueOf(asset, name)} onChange={(event) => save(event.currentTarget.value || null)}>
        <option value="">{t('unknown')}</option>
        {(name === 'role' ? roles : levels).map((value) => (
          <option key={value} value={value}>
            {word(name, value)}
          </option>
        ))}
      </select>
    );
  }
  if (name === 'importance') {
    return (
      <select class="input" value={valueOf(asset, name)} onChange={(event) => save(event.currentTarget.value ? Number(event.currentTarget.value) : null)}>
        <option value="">{t('not_set')}</option>
        {[1, 2, 3, 4, 5].map((value) => (
          <option key={value} value={value}>
            {word('importance', String(value))}
          </option>
        ))}
      </select>
    );
  }
  if (name === 'seldom') {
    return (
      <select class="input" value={valueOf(asset, name)} onChange={(event) => save(event.currentTarget.value || null)}>
        <option value="">{t('seldom.no')}</option>
        <option value="yes">{t('seldom.yes')}</option>
      </select>
    );
  }
  if (name === 'note') return <textarea class="input" rows={2} value={text} onInput={(event) => type(event.currentTarget.value)} onBlur={() => timer.current !== undefined && send(text)} />;
  return <input class="input" value={text} onInput={(event) => type(event.currentTarget.value)} onBlur={() => timer.current !== undefined && send(text)} />;
}

/** Says that another entry is the same device. */
function MergeWith({ asset, changed }: { asset: AssetDetail; changed: () => void }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<Asset[]>([]);
  const [chosen, setChosen] = useState<Asset>();
  const [error, setError] = useState('');
  useEffect(() => {
    if (!text.trim()) return setHits([]);
    const abort = new AbortController();
    const wait = window.setTimeout(() => {
      get<Page<Asset>>(`/assets${query({ q: text.trim(), limit: 6 })}`, abort.signal).then((page) => setHits(page.items.filter((entry) => entry.id !== asset.id)), () => setHits([]));
    }, 150);
    return () => {
      window.clearTimeout(wait);
      abort.abort();
    };
  }, [text]);
  const merge = async () => {
    try {
      await post(`/assets/${encodeURIComponent(asset.id)}/merges`, { with: chosen!.id });
      setChosen(undefined);
      setText('');
      setError('');
      changed();
    } catch (cause) {
      setError(why(cause));
    }
  };
  return (
    <div class="edit-field edit-wide">
      <Field label={t('merge.with')} hint={t('merge.hint')} error={error || undefined}>
        <input class="input" value={text} placeholder={t('assets.search')} onInput={(event) => setText(event.currentTarget.value)} />
      </Field>
      <ul class="lines">
        {hits.map((entry) => (
          <li key={entry.id}>
            <button type="button" class="button" onClick={() => setChosen(entry)}>
              {entry.name}
            </button>
            <span class="quiet">{[word('role', entry.role), entry.ip[0], entry.mac[0]].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {chosen && (
        <Dialog title={t('merge.with')} close={() => setChosen(undefined)}>
          <p>{t('merge.sure', { other: chosen.name, name: asset.name })}</p>
          <p class="ledger-send">
            <button type="button" class="button button-main" onClick={() => void merge()}>
              {t('merge.do')}
            </button>
            <button type="button" class="button" onClick={() => setChosen(undefined)}>
              {t('cancel')}
            </button>
          </p>
        </Dialog>
      )}
    </div>
  );
}

export function Fields({ asset, editor }: { asset: AssetDetail; editor: Editor }) {
  const [turn, setTurn] = useState(0);
  const said = new Set(asset.attributes.filter((entry) => entry.rank === 'operator').map((entry) => entry.name));
  const takeBack = (name: Name) => {
    editor.save(name, null);
    setTurn(turn + 1);
  };
  return (
    <section class="panel edit" aria-label={t('edit.start')}>
      <p class="quiet">{t('edit.hint')}</p>
      <div class="edit-fields">
        {editable.map((name) => {
          const told = editor.told[name];
          return (
            <div key={`${name}${turn}`} class={name === 'note' ? 'edit-field edit-wide' : 'edit-field'}>
              <Field label={word('attribute', name)} error={told?.state === 'wrong' ? told.text : undefined}>
                <Input asset={asset} name={name} save={(value) => editor.save(name, value)} />
              </Field>
              <p class="edit-state">
                {told?.state === 'saving' && <span class="quiet">{t('edit.saving')}</span>}
                {told?.state === 'saved' && <span class="quiet" role="status">{t('edit.saved')}</span>}
                {said.has(name) && (
                  <>
                    <Chip>{t('edit.operator')}</Chip>
                    <button type="button" class="button-plain" onClick={() => takeBack(name)}>
                      {t('edit.take_back')}
                    </button>
                  </>
                )}
              </p>
            </div>
          );
        })}
        <MergeWith asset={asset} changed={editor.reload} />
      </div>
    </section>
  );
}
