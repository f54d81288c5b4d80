/* check.tsx - 応答確認: the one thing that is sent into a plant; off until somebody says why, whom and until when. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, may, patch, post, remove } from '../api';
import { duration } from '../format';
import { t } from '../i18n';
import { refresh, useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { AssetLink, Field, Panel, Time, Wrong } from '../parts/small';
import type { Check, CheckResult, CheckTarget, Page } from '../types';
import { CheckResults, way } from './check_results';
import { told } from './people';

const mostDays = 30;

interface Fault {
  key: string;
  text: string;
}

/* The server names the field that it does not like: "target: only private ...". */
function faultOf(error: unknown): Fault {
  const key = error instanceof ApiError ? (/^(\w+):/.exec(error.detail)?.[1] ?? '') : '';
  return { key, text: told(error).replace(/^\w+: /, '') };
}

const none: Fault = { key: '', text: '' };
const dayFrom = (days: number): string => {
  const at = new Date(Date.now() + days * 86_400_000);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

function Targets({ check, reload }: { check: Check; reload: () => void }) {
  const [wrong, setWrong] = useState('');
  const take = (target: CheckTarget) => remove(`/check/targets/${target.id}`).then(reload, (error: unknown) => setWrong(told(error)));
  if (check.targets.length === 0) return <p class="quiet">{t('check.no_targets')}</p>;
  return (
    <>
      <Sheet class="plain" id="check-targets">
        <thead>
          <tr>
            <th scope="col">{t('check.target')}</th>
            <th scope="col">{t('check.method')}</th>
            <th scope="col">{t('check.interval')}</th>
            {may('administer') && <td />}
          </tr>
        </thead>
        <tbody>
          {check.targets.map((target) => (
            <tr key={target.id}>
              <td class="mono">
                <AssetLink id={target.asset} name={target.target} />
              </td>
              <td>{way(target)}</td>
              <td>{duration(target.interval * 1_000_000)}</td>
              {may('administer') && (
                <td>
                  <button type="button" class="button-plain" aria-label={t('check.remove_one', { target: target.target })} onClick={() => void take(target)}>
                    {t('check.remove')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Sheet>
      <Wrong text={wrong} block />
    </>
  );
}

function Add({ reload }: { reload: () => void }) {
  const [target, setTarget] = useState('');
  const [method, setMethod] = useState<'icmp' | 'tcp'>('icmp');
  const [port, setPort] = useState('');
  const [interval, setEvery] = useState('300');
  const [wrong, setWrong] = useState(none);
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await post('/check/targets', { target: target.trim(), method, interval: Number(interval), ...(method === 'tcp' ? { port: Number(port) } : {}) });
      setTarget('');
      setWrong(none);
      reload();
    } catch (error) {
      setWrong(faultOf(error));
    }
  };
  const of = (key: string) => (wrong.key === key ? wrong.text : undefined);
  return (
    <form class="edit-fields" id="check-add" onSubmit={(event) => void send(event)}>
      <Field label={t('check.target')} hint={t('check.target_hint')} error={of('target')}>
        <input class="input" required value={target} placeholder="192.168.1.20" onInput={(event) => setTarget(event.currentTarget.value)} />
      </Field>
      <Field label={t('check.method')} error={of('method')}>
        <select class="input" value={method} onChange={(event) => setMethod(event.currentTarget.value as 'icmp' | 'tcp')}>
          <option value="icmp">{t('check.icmp')}</option>
          <option value="tcp">{t('check.tcp')}</option>
        </select>
      </Field>
      {method === 'tcp' && (
        <Field label={t('check.port')} error={of('port')}>
          <input class="input" type="number" required min={1} max={65535} value={port} onInput={(event) => setPort(event.currentTarget.value)} />
        </Field>
      )}
      <Field label={t('check.interval_seconds')} hint={t('check.interval_hint')} error={of('interval')}>
        <input class="input" type="number" required min={60} max={86400} value={interval} onInput={(event) => setEvery(event.currentTarget.value)} />
      </Field>
      {!['target', 'method', 'port', 'interval'].includes(wrong.key) && <Wrong text={wrong.text} block />}
      <p class="tools">
        <button type="submit" class="button">
          {t('check.add')}
        </button>
      </p>
    </form>
  );
}

function SwitchOn({ done }: { done: () => void }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(dayFrom(7));
  const [rate, setRate] = useState('1');
  const [wrong, setWrong] = useState(none);
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await patch('/check', { enabled: true, reason: reason.trim(), until: new Date(`${until}T23:59:59`).toISOString(), rate: Number(rate) });
      setWrong(none);
      done();
    } catch (error) {
      setWrong(faultOf(error));
    }
  };
  const of = (key: string) => (wrong.key === key ? wrong.text : undefined);
  return (
    <form class="edit-fields" id="check-on" onSubmit={(event) => void send(event)}>
      <Field label={t('check.reason')} error={of('reason')}>
        <input class="input" required maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
      <Field label={t('check.until')} hint={t('check.until_hint')} error={of('until')}>
        <input class="input" type="date" required min={dayFrom(0)} max={dayFrom(mostDays - 1)} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </Field>
      <Field label={t('check.rate')} hint={t('check.rate_hint')} error={of('rate')}>
        <input class="input" type="number" required min={1} max={10} value={rate} onInput={(event) => setRate(event.currentTarget.value)} />
      </Field>
      {!['reason', 'until', 'rate'].includes(wrong.key) && <Wrong text={wrong.text} block />}
      <p class="tools">
        <button type="submit" class="button">
          {t('check.switch_on')}
        </button>
      </p>
    </form>
  );
}

/* What it is now, and how it ends. */
function State({ check, done }: { check: Check; done: () => void }) {
  const [wrong, setWrong] = useState('');
  const stop = () => patch('/check', { enabled: false }).then(done, (error: unknown) => setWrong(told(error)));
  return (
    <div id="check-state" class={check.enabled ? 'notice notice-look' : 'notice'} role="status">
      <StateMark state={check.enabled ? 'look' : 'calm'} />
      <div>
        <p>
          <b>{t(check.enabled ? 'check.on' : 'check.off')}</b> {t('check.sent', { count: check.sent })}
        </p>
        {check.enabled && (
          <p>
            {t('check.until')} <Time at={check.until} /> · {t('check.rate_is', { count: check.rate })} · {t('check.reason')} {check.reason} ({check.by})
          </p>
        )}
        {check.enabled && may('administer') && (
          <button type="button" class="button" onClick={() => void stop()}>
            {t('check.stop')}
          </button>
        )}
        <Wrong text={wrong} block />
      </div>
    </div>
  );
}

function Log({ check }: { check: Check }) {
  const [open, setOpen] = useState(false);
  const { data } = useLoad<Page<CheckResult>>(open ? '/check/results?limit=100' : null, useVersion('status', 3000));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('check.results')}</summary>
      {open && <p class="quiet" id="check-overheard">{t('check.overheard', { count: check.overheard })}</p>}
      {open && data && (data.items.length > 0 ? <CheckResults rows={data.items} devices /> : <p class="quiet">{t('check.no_results')}</p>)}
    </details>
  );
}

export function ActiveCheck() {
  const { data: check, reload } = useLoad<Check>('/check', useVersion('status', 3000));
  const done = () => {
    reload();
    void refresh();
  };
  if (!check) return null;
  return (
    <Panel title={t('check.title')} id="check">
      <State check={check} done={done} />
      <p>{t('check.what')}</p>
      <p>{t('check.harm')}</p>
      <h3>{t('check.targets')}</h3>
      <p class="quiet">{t('check.targets_why')}</p>
      <Targets check={check} reload={done} />
      {may('administer') && <Add reload={done} />}
      {may('administer') && !check.enabled && check.targets.length > 0 && (
        <>
          <h3>{t('check.switch_on')}</h3>
          <SwitchOn done={done} />
        </>
      )}
      <Log check={check} />
    </Panel>
  );
}
