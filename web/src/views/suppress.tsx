/* suppress.tsx - of whom a detector says nothing: for a pair or a device, until a day, with a reason. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, post, remove } from '../api';
import { t } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { AssetLink, Dialog, Failure, Field, Time } from '../parts/small';
import type { Page } from '../types';
import { endOfDay, today } from './allowlist_entries';
import { mayDecideAll } from './allowlist_phases';
import { say, type Finding, type Suppression } from './finding_types';

/* Silence that nobody remembers is how things are missed: it wants a reason, and a day is proposed. */
function SuppressDialog({ row, close }: { row: Finding; close: () => void }) {
  const pair = row.peer !== null && row.peer.asset !== null;
  const [both, setBoth] = useState(pair);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [wrong, setWrong] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    if (!reason.trim()) return setWrong(t('finding.accept_reason'));
    try {
      await post('/suppressions', { detector: row.detector, device: row.device.asset, ...(both && row.peer?.asset ? { peer: row.peer.asset } : {}), reason: reason.trim(), ...(until ? { until: endOfDay(until) } : {}) });
      close();
    } catch (error) {
      setWrong(error instanceof ApiError ? error.detail || error.title : String(error));
    }
  };
  return (
    <Dialog title={t('suppress.title')} close={close}>
      <form onSubmit={send}>
        <p>{t('suppress.what', { title: say(row.title), device: row.device.name })}</p>
        {pair && (
          <p>
            <label>
              <input type="checkbox" checked={both} onChange={(event) => setBoth(event.currentTarget.checked)} /> {t('suppress.pair', { peer: row.peer?.name ?? '' })}
            </label>
          </p>
        )}
        <Field label={t('finding.reason')} error={wrong}>
          <textarea class="input" rows={2} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <Field label={t('finding.until')} hint={t('finding.until_hint')}>
          <input class="input" type="date" min={today()} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="button button-main">
          {t('suppress.do')}
        </button>
      </form>
    </Dialog>
  );
}

export function SuppressButton({ row }: { row: Finding }) {
  const [open, setOpen] = useState(false);
  if (!mayDecideAll() || !row.device.asset) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {t('suppress.button')}
      </button>
      {open && <SuppressDialog row={row} close={() => setOpen(false)} />}
    </>
  );
}

export function SuppressionPanel() {
  const { data, error, set } = useLoad<Page<Suppression>>('/suppressions', useVersion('findings', 10_000));
  const take = async (id: string) => {
    await remove(`/suppressions/${id}`);
    if (data) set({ ...data, items: data.items.filter((row) => row.id !== id) });
  };
  if (error) return <Failure error={error} />;
  if (!data?.items.length) return null;
  return (
    <details class="panel suppressions">
      <summary>{t('suppress.list', { count: data.items.length })}</summary>
      <ul class="entry-list">
        {data.items.map((row) => (
          <li key={row.id}>
            <span>
              {row.title ? say(row.title) : t('suppress.all')} {row.device.asset && <AssetLink id={row.device.asset} name={row.device.name} />} {row.peer.asset && <AssetLink id={row.peer.asset} name={row.peer.name} />}{' '}
              <span class="quiet">
                {row.reason} – {row.user} {row.until ? <Time at={row.until} /> : t('suppress.for_good')}
              </span>
            </span>
            {mayDecideAll() && (
              <button type="button" class="button-plain" onClick={() => void take(row.id)}>
                {t('calendar.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
