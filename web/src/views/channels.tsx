/* channels.tsx - 通知: who is told of findings, by mail, webhook or syslog. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, patch, post, remove } from '../api';
import { number } from '../format';
import { language, t, word, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Dialog, Field, Panel, Time } from '../parts/small';
import type { Page } from '../types';
import { severities } from './finding_types';
import { told } from './people';

type Kind = 'mail' | 'webhook' | 'syslog';

interface Channel {
  id: string;
  kind: Kind;
  name: string;
  enabled: boolean;
  captures: boolean;
  has_secret: boolean;
  waiting: number;
  sent_hour: number;
  rate: number;
  quiet: string;
  sent_at: string | null;
  error: string | null;
  error_at: string | null;
  [key: string]: unknown;
}

/* Nothing failed, and yet nothing goes: the limit of an hour, or hours in which it is quiet. */
function whyWaits({ enabled, error, rate, sent_hour, quiet }: Channel): string {
  if (!enabled || error) return '';
  if (rate > 0 && sent_hour >= rate) return t('channel.waits_rate', { rate });
  return quiet ? t('channel.waits_quiet', { quiet }) : '';
}

const kinds: Kind[] = ['mail', 'webhook', 'syslog'];

/* What each kind wants to know; a list is chosen from. */
type Input = { key: string; type?: 'number' | 'password' | 'area'; list?: string[] };

const inputs: Record<Kind, Input[]> = {
  mail: [{ key: 'server' }, { key: 'port', type: 'number' }, { key: 'security', list: ['starttls', 'tls', 'none'] }, { key: 'user' }, { key: 'secret', type: 'password' }, { key: 'from' }, { key: 'to' }],
  webhook: [{ key: 'url' }, { key: 'format', list: ['yagura', 'text'] }, { key: 'secret', type: 'password' }],
  syslog: [{ key: 'server' }, { key: 'port', type: 'number' }, { key: 'transport', list: ['udp', 'tcp', 'tls'] }, { key: 'format', list: ['rfc5424', 'cef'] }, { key: 'facility', type: 'number' }],
};

const always: Input[] = [{ key: 'least', list: [...severities] }, { key: 'quiet' }, { key: 'through', list: [...severities] }, { key: 'rate', type: 'number' }, { key: 'language', list: ['ja', 'en'] }, { key: 'link' }, { key: 'certificate', type: 'area' }];

const option = (key: string, value: string): string => (key === 'least' || key === 'through' ? word('severity', value) : word(`channel.${key}`, value));

const fresh = (kind: Kind): Record<string, unknown> => ({
  name: '', enabled: false, captures: false, least: 'high', quiet: '', through: 'critical', rate: kind === 'syslog' ? 1000 : 12, language: language.get(), link: location.origin,
  ...(kind === 'mail' ? { security: 'starttls' } : kind === 'webhook' ? { format: 'yagura' } : { transport: 'udp', format: 'rfc5424', facility: 16 }),
});

function One({ input, values, set, wrong, kept }: { input: Input; values: Record<string, unknown>; set: (key: string, value: unknown) => void; wrong?: string; kept: boolean }) {
  const { key } = input;
  const label = t(`channel.field.${key}` as TextKey);
  const hint = key === 'secret' && kept ? t('channel.secret_kept') : t(`channel.hint.${key}` as TextKey);
  const value = values[key] === undefined || values[key] === 0 ? '' : String(values[key]);
  const onInput = (event: Event) => {
    const text = (event.currentTarget as HTMLInputElement).value;
    set(key, input.type === 'number' ? Number(text) : text);
  };
  return (
    <Field label={label} hint={hint === `channel.hint.${key}` ? undefined : hint} error={wrong}>
      {input.list ? (
        <select class="input" value={value} onChange={onInput}>
          {input.list.map((name) => (
            <option key={name} value={name}>
              {option(key, name)}
            </option>
          ))}
        </select>
      ) : input.type === 'area' ? (
        <textarea class="input" rows={2} value={value} onInput={onInput} />
      ) : (
        <input class="input" type={input.type ?? 'text'} autocomplete={input.type === 'password' ? 'new-password' : 'off'} value={value} onInput={onInput} />
      )}
    </Field>
  );
}

/* The server names the field that it does not like: "port: a number from ...". */
function fieldOf(error: unknown): { key: string; text: string } {
  const key = error instanceof ApiError ? (/^(\w+):/.exec(error.detail)?.[1] ?? '') : '';
  return { key, text: told(error).replace(/^\w+: /, '') };
}

function Edit({ kind, channel, close, done }: { kind: Kind; channel?: Channel; close: () => void; done: () => void }) {
  const [values, setValues] = useState<Record<string, unknown>>(channel ?? fresh(kind));
  const [changed, setChanged] = useState<Record<string, unknown>>(channel ? {} : fresh(kind));
  const [wrong, setWrong] = useState({ key: '', text: '' });
  const set = (key: string, value: unknown) => {
    setValues({ ...values, [key]: value });
    setChanged({ ...changed, [key]: value });
  };
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      if (channel) await patch(`/channels/${channel.id}`, changed);
      else await post('/channels', { ...changed, kind });
      done();
      close();
    } catch (error) {
      setWrong(fieldOf(error));
    }
  };
  const all: Input[] = [{ key: 'name' }, ...inputs[kind], ...always];
  const known = all.some((input) => input.key === wrong.key);
  return (
    <Dialog title={`${t('channels.title')}: ${word('channel.kind', kind)}`} close={close} wide>
      <form class="edit-fields" onSubmit={(event) => void send(event)}>
        {all.map((input) => (
          <One key={input.key} input={input} values={values} set={set} wrong={wrong.key === input.key ? wrong.text : undefined} kept={channel?.has_secret ?? false} />
        ))}
        {(['enabled', 'captures'] as const).map((key) => (
          <label key={key} class="check">
            <input type="checkbox" checked={values[key] === true} onChange={(event) => set(key, event.currentTarget.checked)} /> {t(`channel.field.${key}`)}
          </label>
        ))}
        {wrong.text && !known && <p role="alert">{wrong.text}</p>}
        <p class="tools">
          <button type="submit" class="button button-main">
            {t('channel.save')}
          </button>
          <button type="button" class="button" onClick={close}>
            {t('close')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function Line({ channel, edit, reload }: { channel: Channel; edit: () => void; reload: () => void }) {
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const test = async () => {
    setBusy(true);
    setResult(null);
    try {
      await post(`/channels/${channel.id}/test`, {});
      setResult({ good: true, text: t('channel.test_sent') });
    } catch (error) {
      setResult({ good: false, text: told(error) });
    }
    setBusy(false);
  };
  return (
    <li class="channel">
      <p>
        <StateMark state={channel.error ? 'look' : channel.enabled ? 'ok' : 'calm'} size={10} /> <b>{channel.name}</b> <span class="quiet">{word('channel.kind', channel.kind)}</span> {t(channel.enabled ? 'channel.on' : 'channel.off')}
        {channel.waiting > 0 && <span class="quiet"> · {t('channel.waiting', { count: number(channel.waiting) })}{whyWaits(channel)}</span>}
        {channel.sent_at && (
          <span class="quiet">
            {' '}
            · {t('channel.sent_at')} <Time at={channel.sent_at} />
          </span>
        )}
      </p>
      {channel.error && (
        <p>
          {t('channel.failed')} <Time at={channel.error_at} />: <span class="mono">{channel.error}</span>
        </p>
      )}
      <p class="tools">
        <button type="button" class="button" disabled={busy} onClick={() => void test()}>
          {t(busy ? 'channel.testing' : 'channel.test')}
        </button>
        <button type="button" class="button" onClick={edit}>
          {t('channel.edit')}
        </button>
        <button type="button" class="button" onClick={() => void patch(`/channels/${channel.id}`, { enabled: !channel.enabled }).finally(reload)}>
          {t(channel.enabled ? 'channel.switch_off' : 'channel.switch_on')}
        </button>
        <button type="button" class="button-plain" onClick={() => (sure ? void remove(`/channels/${channel.id}`).finally(reload) : setSure(true))}>
          {t(sure ? 'channel.remove_sure' : 'channel.remove')}
        </button>
        {result && (
          <span role={result.good ? 'status' : 'alert'}>
            <StateMark state={result.good ? 'ok' : 'act'} size={10} /> {result.text}
          </span>
        )}
      </p>
    </li>
  );
}

export function Channels() {
  const { data, reload } = useLoad<Page<Channel>>('/channels');
  const [open, setOpen] = useState<{ kind: Kind; channel?: Channel } | null>(null);
  return (
    <Panel title={t('channels.title')} count={data?.items.length} id="channels">
      <p class="quiet">{t('channels.why')}</p>
      <ul class="lines">
        {data?.items.map((channel) => (
          <Line key={channel.id} channel={channel} edit={() => setOpen({ kind: channel.kind, channel })} reload={reload} />
        ))}
      </ul>
      <p class="tools">
        {kinds.map((kind) => (
          <button key={kind} type="button" class="button" onClick={() => setOpen({ kind })}>
            {t(`channel.add.${kind}`)}
          </button>
        ))}
      </p>
      {open && <Edit kind={open.kind} channel={open.channel} close={() => setOpen(null)} done={reload} />}
    </Panel>
  );
}
