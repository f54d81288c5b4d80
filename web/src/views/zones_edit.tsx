/* zones_edit.tsx - the forms of zones, networks and conduits. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, patch, post, remove } from '../api';
import { language, t, word } from '../i18n';
import { protocolName } from '../live';
import { Dialog, Field } from '../parts/small';
import { classes as allClasses } from '../types';
import { columnWord, columns, hurdles, isaLevels, networkClasses, outside, zoneName, type Conduit, type Network, type Zone, type Zoning } from './zones_types';

export interface EditProps<T> {
  zoning: Zoning;
  /** Without an id it is new. */
  row: Partial<T> & { id?: string };
  close: (zoning?: Zoning) => void;
}

interface FormProps {
  title: string;
  path: string;
  id: string | undefined;
  body: () => unknown;
  removeText: string;
  close: (zoning?: Zoning) => void;
  children: ComponentChildren;
}

const words = (text: string): string[] => text.split(/[\s,、，]+/).filter(Boolean);

function Form({ title, path, id, body, removeText, close, children }: FormProps) {
  const [wrong, setWrong] = useState('');
  const run = async (work: () => Promise<Zoning | undefined>) => {
    try {
      close(await work());
    } catch (cause) {
      setWrong(!(cause instanceof ApiError) ? String(cause) : cause.status === 409 ? t('zones.exists') : cause.detail || cause.title);
    }
  };
  const send = () => run(() => (id ? patch<Zoning>(`${path}/${id}`, body()) : post<Zoning>(path, body())));
  const away = () =>
    run(async () => {
      await remove(`${path}/${id}`);
      return undefined;
    });
  return (
    <Dialog title={title} close={() => close()}>
      {wrong && (
        <p class="notice notice-act" role="alert">
          {wrong}
        </p>
      )}
      <form class="form" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        {children}
        <p class="tools">
          <button type="submit" class="button button-main">
            {t(id ? 'zones.save' : 'zones.make')}
          </button>
          {id && (
            <button type="button" class="button" onClick={() => void away()}>
              {removeText}
            </button>
          )}
        </p>
      </form>
    </Dialog>
  );
}

function ColumnChoice({ value, set, inherit }: { value: string; set: (text: string) => void; inherit?: string }) {
  return (
    <Field label={t('zones.smkl')} hint={t('zones.smkl_hint')}>
      <select class="input" value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{inherit === undefined ? columnWord('none') : t('zones.as_zone', { column: columnWord(inherit) })}</option>
        {columns.map((name) => (
          <option key={name} value={name}>
            {columnWord(name)}
          </option>
        ))}
      </select>
    </Field>
  );
}

function ImportanceChoice({ value, set }: { value: number; set: (n: number) => void }) {
  return (
    <Field label={t('zones.importance')}>
      <select class="input" value={String(value)} onChange={(event) => set(Number(event.currentTarget.value))}>
        {[0, 1, 2, 3, 4, 5].map((n) => (
          <option key={n} value={String(n)}>
            {word('importance', String(n))}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Note({ value, set }: { value: string; set: (text: string) => void }) {
  return (
    <Field label={t('zones.note')}>
      <input class="input" value={value} onInput={(event) => set(event.currentTarget.value)} />
    </Field>
  );
}

export function EditZone({ zoning, row, close }: EditProps<Zone>) {
  const [zone, set] = useState({ kind: row.kind ?? '', name: row.name ?? '', smkl: row.smkl ?? '', importance: row.importance ?? 0, note: row.note ?? '' });
  const model = (kind: string) => {
    const chosen = zoning.model.find((entry) => entry.kind === kind);
    set(chosen ? { ...zone, kind, smkl: chosen.smkl, name: chosen[language.get()] } : { ...zone, kind });
  };
  return (
    <Form title={t(row.id ? 'zones.edit_zone' : 'zones.add_zone')} path="/zones" id={row.id} body={() => ({ ...zone, draft: false })} removeText={t('zones.remove_zone')} close={close}>
      <Field label={t('zones.kind')} hint={t('zones.kind_hint')}>
        <select class="input" value={zone.kind} onChange={(event) => model(event.currentTarget.value)}>
          <option value="">{t('zones.own_kind')}</option>
          {zoning.model.map((entry) => (
            <option key={entry.kind} value={entry.kind}>
              {entry[language.get()]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('zones.name')}>
        <input class="input" required maxLength={40} value={zone.name} onInput={(event) => set({ ...zone, name: event.currentTarget.value })} />
      </Field>
      <ColumnChoice value={zone.smkl} set={(smkl) => set({ ...zone, smkl })} />
      <ImportanceChoice value={zone.importance} set={(importance) => set({ ...zone, importance })} />
      <Note value={zone.note} set={(note) => set({ ...zone, note })} />
    </Form>
  );
}

interface SegmentValues {
  class: string;
  level: string;
  model: string;
  hurdles: string[];
  renewal: string;
}

/** What the network is as a segment: class and level, how it is protected, whether it is being renewed. */
function Segment({ value, set }: { value: SegmentValues; set: (change: Partial<SegmentValues>) => void }) {
  const choice = (name: 'class' | 'level' | 'model' | 'renewal', values: readonly string[]) => (
    <Field label={t(`segment.${name}`)} hint={t(`segment.${name}_hint`)}>
      <select class="input" value={value[name]} onChange={(event) => set({ [name]: event.currentTarget.value })}>
        <option value="">{t('segment.unsaid')}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {word(`segment.${name}`, one)}
          </option>
        ))}
      </select>
    </Field>
  );
  const toggle = (name: string) => set({ hurdles: value.hurdles.includes(name) ? value.hurdles.filter((one) => one !== name) : [...value.hurdles, name] });
  return (
    <details>
      <summary>{t('segment.fold')}</summary>
      {choice('class', networkClasses)}
      {choice('level', isaLevels)}
      {choice('renewal', ['renewed', 'continued'])}
      {choice('model', ['perimeter', 'zero-trust'])}
      {value.model === 'zero-trust' && (
        <fieldset class="form-set">
          <legend>{t('segment.hurdles')}</legend>
          {hurdles.map((name) => (
            <label key={name} class="form-check">
              <input type="checkbox" checked={value.hurdles.includes(name)} onChange={() => toggle(name)} /> {word('segment.hurdle', name)}
            </label>
          ))}
        </fieldset>
      )}
    </details>
  );
}

export function EditNetwork({ zoning, row, close }: EditProps<Network>) {
  const [network, set] = useState({
    zone: row.zone ?? zoning.zones[0]?.id ?? '', name: row.name ?? '', smkl: row.smkl ?? '', subnets: (row.subnets ?? []).join(' '),
    vlans: (row.vlans ?? []).join(' '), importance: row.importance ?? 0, note: row.note ?? '',
    class: row.class ?? '', level: row.level ?? '', model: row.model ?? '', hurdles: row.hurdles ?? [], renewal: row.renewal ?? '',
  });
  const body = () => ({ ...network, name: network.name || network.subnets || `VLAN ${network.vlans}`, subnets: words(network.subnets), vlans: words(network.vlans), draft: false });
  return (
    <Form title={t(row.id ? 'zones.edit_network' : 'zones.add_network')} path="/networks" id={row.id} body={body} removeText={t('zones.remove')} close={close}>
      <Field label={t('zones.zone')}>
        <select class="input" value={network.zone} onChange={(event) => set({ ...network, zone: event.currentTarget.value })}>
          {zoning.zones.map((zone) => (
            <option key={zone.id} value={zone.id}>
              {zone.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('zones.subnets')} hint={t('zones.subnets_hint')}>
        <input class="input mono" value={network.subnets} placeholder="192.168.10.0/24" onInput={(event) => set({ ...network, subnets: event.currentTarget.value })} />
      </Field>
      <Field label="VLAN" hint={t('zones.vlans_hint')}>
        <input class="input mono" value={network.vlans} onInput={(event) => set({ ...network, vlans: event.currentTarget.value })} />
      </Field>
      <Field label={t('zones.name')}>
        <input class="input" maxLength={40} value={network.name} onInput={(event) => set({ ...network, name: event.currentTarget.value })} />
      </Field>
      <ColumnChoice value={network.smkl} set={(smkl) => set({ ...network, smkl })} inherit={zoning.zones.find((zone) => zone.id === network.zone)?.smkl ?? ''} />
      <ImportanceChoice value={network.importance} set={(importance) => set({ ...network, importance })} />
      <Segment value={network} set={(change) => set({ ...network, ...change } as typeof network)} />
    </Form>
  );
}

function EndChoice({ zoning, label, value, set }: { zoning: Zoning; label: string; value: string; set: (id: string) => void }) {
  return (
    <Field label={label}>
      <select class="input" value={value} onChange={(event) => set(event.currentTarget.value)}>
        {zoning.zones.map((zone) => (
          <option key={zone.id} value={zone.id}>
            {zone.name}
          </option>
        ))}
        <option value={outside}>{t('zones.outside')}</option>
      </select>
    </Field>
  );
}

export function EditConduit({ zoning, row, close }: EditProps<Conduit>) {
  const [conduit, set] = useState({
    from: row.from ?? zoning.zones[0]?.id ?? outside, to: row.to ?? zoning.zones[1]?.id ?? outside, both: row.both ?? false,
    protocols: (row.protocols ?? []).join(' '), classes: row.classes ?? [], note: row.note ?? '',
  });
  const toggle = (name: string) => set({ ...conduit, classes: conduit.classes.includes(name) ? conduit.classes.filter((old) => old !== name) : [...conduit.classes, name] });
  const body = () => ({ ...conduit, protocols: words(conduit.protocols), draft: false });
  return (
    <Form title={`${t(row.id ? 'zones.edit_conduit' : 'zones.add_conduit')}: ${zoneName(zoning.zones, conduit.from)} → ${zoneName(zoning.zones, conduit.to)}`} path="/conduits" id={row.id} body={body} removeText={t('zones.remove')} close={close}>
      <EndChoice zoning={zoning} label={t('zones.from')} value={conduit.from} set={(from) => set({ ...conduit, from })} />
      <EndChoice zoning={zoning} label={t('zones.to')} value={conduit.to} set={(to) => set({ ...conduit, to })} />
      <label>
        <input type="checkbox" checked={conduit.both} onChange={(event) => set({ ...conduit, both: event.currentTarget.checked })} /> {t('zones.both')}
      </label>
      <Field label={t('protocols')} hint={t('zones.protocols_hint')}>
        <input class="input mono" value={conduit.protocols} onInput={(event) => set({ ...conduit, protocols: event.currentTarget.value })} />
      </Field>
      {words(conduit.protocols).length > 0 && <p class="quiet">{words(conduit.protocols).map(protocolName).join(', ')}</p>}
      <fieldset class="form-set">
        <legend>{t('zones.classes')}</legend>
        {allClasses.map((name) => (
          <label key={name} class="form-check">
            <input type="checkbox" checked={conduit.classes.includes(name)} onChange={() => toggle(name)} /> {word('class', name)}
          </label>
        ))}
        <p class="quiet">{t('zones.classes_hint')}</p>
      </fieldset>
      <Note value={conduit.note} set={(note) => set({ ...conduit, note })} />
    </Form>
  );
}
