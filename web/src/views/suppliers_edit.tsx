/* suppliers_edit.tsx - one row of the register in a dialog. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { patch, remove } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Dialog, Field, Wrong } from '../parts/small';
import { faultText, valueOf } from './assess_proof';
import { say } from './assess_types';
import type { TabProps } from './suppliers';
import type { Named, Supplier } from './suppliers_data';

const texts = ['brings', 'person', 'day', 'night', 'vulnerability', 'contract', 'substitute', 'note'] as const;

interface Props extends TabProps {
  row?: Supplier;
  maker?: string;
  close: (changed: boolean) => void;
}

function Boxes({ label, name, rows, chosen }: { label: string; name: string; rows: { id: string; text: string }[]; chosen: string[] }) {
  return (
    <fieldset class="field supplier-boxes">
      <legend class="field-label">{label}</legend>
      {rows.map((row) => (
        <label key={row.id}>
          <input type="checkbox" name={name} value={row.id} defaultChecked={chosen.includes(row.id)} /> {row.text}
        </label>
      ))}
      {rows.length === 0 && <span class="quiet">{t('suppliers.none')}</span>}
    </fieldset>
  );
}

const named = (rows: Named[]) => rows.map((row) => ({ id: row.id, text: say(row.title) }));
const checked = (form: HTMLFormElement, name: string): string[] => [...form.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)].map((box) => box.value);

/** Devices that are his although their maker does not say so. */
function Devices({ chosen, set }: { chosen: Supplier['devices']; set: (devices: Supplier['devices']) => void }) {
  const { data } = useLoad<{ items: { id: string; name: string; ip: string[] }[] }>('/assets?limit=1000&sort=name');
  const add = (input: HTMLInputElement) => {
    const found = data?.items.find((one) => input.value.startsWith(one.id));
    if (!found) return;
    if (!chosen.some((one) => one.id === found.id)) set([...chosen, { id: found.id, name: found.name || found.id }]);
    input.value = '';
  };
  return (
    <Field label={t('suppliers.chosen')} hint={t('suppliers.chosen_hint')}>
      <input class="input" list="supplier-devices" onChange={(event) => add(event.currentTarget)} />
      <datalist id="supplier-devices">
        {data?.items.map((one) => (
          <option key={one.id} value={`${one.id} ${one.name}`} />
        ))}
      </datalist>
      <span class="tools">
        {chosen.map((one) => (
          <button key={one.id} type="button" class="chip-button" aria-label={t('suppliers.drop_device', { name: one.name })} onClick={() => set(chosen.filter((other) => other.id !== one.id))}>
            <bdi>{one.name}</bdi> ×
          </button>
        ))}
      </span>
    </Field>
  );
}

export function SupplierDialog({ book, data, row, maker, close }: Props) {
  const [kind, setKind] = useState(row?.kind ?? 'equipment');
  const [devices, setDevices] = useState(row?.devices ?? []);
  const [wrong, setWrong] = useState('');
  const zones = useLoad<{ zones: { id: string; name: string }[] }>('/zones').data?.zones;
  const of = book.kinds.find((one) => one.id === kind);
  const makers = row?.makers ?? (maker ? [maker] : []);
  const known = [...new Set([...makers, ...data.makers.map((one) => one.name)])];
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = valueOf(form, 'maker').split(/[,、]/).map((text) => text.trim()).filter(Boolean);
    try {
      await patch('/suppliers', {
        id: Number(row?.id ?? 0),
        revision: row?.revision ?? 0,
        name: valueOf(form, 'name').trim(),
        kind,
        country: valueOf(form, 'country'),
        small: checked(form, 'small').length > 0,
        stages: checked(form, 'stages'),
        sides: checked(form, 'sides'),
        makers: [...new Set([...checked(form, 'makers'), ...typed])],
        zones: checked(form, 'zones'),
        devices: devices.map((one) => one.id),
        ...Object.fromEntries(texts.map((name) => [name, valueOf(form, name).trim()])),
      });
      close(true);
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  return (
    <Dialog title={row ? t('suppliers.edit_of', { name: row.name }) : t('suppliers.add')} close={() => close(false)} wide>
      <form class="supplier-form" onSubmit={send}>
        <Field label={t('suppliers.name')}>
          <input class="input" name="name" required maxLength={100} defaultValue={row?.name ?? maker ?? ''} />
        </Field>
        <Field label={t('suppliers.kind')} hint={of && say(of.says)}>
          <select class="input" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            {book.kinds.map((one) => (
              <option key={one.id} value={one.id}>
                {say(one.title)}
              </option>
            ))}
          </select>
        </Field>
        <Boxes key={`stages ${kind}`} label={t('suppliers.stages')} name="stages" rows={named(book.stages)} chosen={row?.kind === kind ? row.stages : [...new Set(of?.duties.map((duty) => duty.stage))]} />
        <Boxes key={`sides ${kind}`} label={t('suppliers.sides')} name="sides" rows={named(book.sides)} chosen={row?.kind === kind ? row.sides : [of?.side ?? '']} />
        <Boxes label={t('suppliers.makers')} name="makers" rows={known.map((name) => ({ id: name, text: name }))} chosen={makers} />
        <Field label={t('suppliers.maker')} hint={t('suppliers.maker_hint')}>
          <input class="input" name="maker" maxLength={200} />
        </Field>
        <Devices chosen={devices} set={setDevices} />
        {zones && <Boxes label={t('suppliers.zones')} name="zones" rows={zones.map((zone) => ({ id: zone.id, text: zone.name }))} chosen={(row?.zones ?? []).map(String)} />}
        {texts.map((name) => (
          <Field key={name} label={word('suppliers.field', name)} hint={word('suppliers.hint', name)}>
            <input class="input" name={name} maxLength={name === 'note' || name === 'contract' ? 1000 : 100} defaultValue={row?.[name] ?? ''} />
          </Field>
        ))}
        <Field label={t('suppliers.country')}>
          <select class="input" name="country" defaultValue={row?.country ?? 'JP'}>
            {book.countries.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === (row?.country ?? 'JP')}>
                {say(one.title)}
              </option>
            ))}
          </select>
        </Field>
        <label class="field">
          <span>
            <input type="checkbox" name="small" value="1" defaultChecked={row?.small} /> {t('suppliers.small_box')}
          </span>
          <span class="field-hint">{t('suppliers.small_hint')}</span>
        </label>
        <p class="answer-foot">
          <button type="submit" class="button button-main">
            {t('assess.keep')}
          </button>
          {row && (
            <button type="button" class="button-plain" onClick={() => void remove(`/suppliers/${row.id}`).then(() => close(true), (cause) => setWrong(faultText(cause)))}>
              {t('suppliers.remove')}
            </button>
          )}
          <Wrong text={wrong} />
        </p>
      </form>
    </Dialog>
  );
}
