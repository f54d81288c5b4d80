/* steps_device.tsx - a device that differs from its kind: chosen from the inventory, answered for itself (S4-069). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Wrong } from '../parts/small';
import { keepAnswer } from './assess_parts';
import { say, stepsOf, type Item, type Pack } from './assess_types';

interface Props {
  pack: Pack;
  item: Item;
  saved: () => void;
}

/** Below the proof of a kind: which of its devices is not as the others are. */
export function DeviceExcept({ pack, item, saved }: Props) {
  const { data } = useLoad<{ items: { id: string; name: string; ip: string[] }[]; total: number }>(`/assets?role=${item.part}&limit=1000&sort=name`);
  const [wrong, setWrong] = useState('');
  if (!mayEdit() || !data) return null;
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '');
    const device = data.items.find((one) => text('device').startsWith(one.id));
    const fault = device ? await keepAnswer(pack.id, { id: item.id, part: device.id, answer: null }, { value: text('value'), reason: text('reason') }) : t('steps.device_none');
    setWrong(fault);
    if (!fault) saved();
  };
  const list = `devices-${item.id}-${item.part}`;
  return (
    <form class="value-reason" onSubmit={(event) => void keep(event)}>
      <b>{t('steps.device_differs', { kind: word('role', item.part), count: data.total })}</b>
      <input class="input" name="device" list={list} required placeholder={t('steps.device')} aria-label={`${item.id} ${t('steps.device')}`} />
      <datalist id={list}>
        {data.items.map((one) => (
          <option key={one.id} value={[one.id, one.name, one.ip[0]].filter(Boolean).join(' ')} />
        ))}
      </datalist>
      <select class="input" name="value" aria-label={`${item.id} ${t('steps.device_now')}`}>
        {stepsOf(pack, item).map((step) => (
          <option key={step.value} value={step.value}>
            {say(step.label)}
          </option>
        ))}
      </select>
      <input class="input" name="reason" required maxLength={1000} placeholder={t('steps.device_why')} aria-label={`${item.id} ${t('steps.device_why')}`} />
      <button type="submit" class="button">
        {t('steps.add')}
      </button>
      <Wrong text={wrong} />
    </form>
  );
}
