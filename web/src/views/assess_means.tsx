/* assess_means.tsx - where logs are kept and where a network is cut off: said by people, met by gauges. SPDX-License-Identifier: Apache-2.0 */
import { mayEdit, remove } from '../api';
import { dot, t } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { Field } from '../parts/small';
import { Adding, valueOf, type Props } from './assess_proof';
import { say, type Pack } from './assess_types';
import { add, amend } from './register';

type Kind = 'collector' | 'containment';

interface Row {
  id: string;
  name: string;
  revision: number;
  body: { address?: string; keeps?: string; drilled_on?: string; columns?: string };
}

const gaugeKinds: Record<string, Kind> = { 'logs-kept': 'collector', containment: 'containment' };

const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

function Line({ kind, row, pack, changed }: { kind: Kind; row: Row; pack: Pack; changed: () => void }) {
  const columns = pack.columns.filter((column) => (row.body.columns ?? '').split(' ').includes(column.id));
  return (
    <li>
      <bdi>{row.name}</bdi> <span class="quiet">{row.body.address}</span>{' '}
      <span class="quiet">
        {kind === 'collector' && row.body.keeps && t('means.kept', { days: row.body.keeps })}
        {kind === 'containment' && (row.body.drilled_on ? t('means.drilled', { date: row.body.drilled_on }) : t('means.undrilled'))}
      </span>{' '}
      <span class="quiet">{columns.map((column) => say(column.title)).join(dot())}</span>{' '}
      {mayEdit() && kind === 'containment' && (
        <button type="button" class="button-plain" onClick={() => void amend<Row['body']>(kind, row.name, (body) => ({ ...body, drilled_on: today() }), row.id).then(changed)}>
          {t('means.drill_today')}
        </button>
      )}{' '}
      {mayEdit() && (
        <button type="button" class="button-plain" onClick={() => void remove(`/register/${row.id}`).then(changed)}>
          {t('means.remove')}
        </button>
      )}
    </li>
  );
}

/** Shown at the requirements that such a registration is measured for. */
export function Means({ pack, item, saved }: Props) {
  const kind = item.gauges.map((gauge) => gaugeKinds[gauge.gauge]).find(Boolean);
  const { data, reload } = useLoad<{ items: Row[] }>(kind ? `/register?kind=${kind}` : null, useVersion('status', 10000));
  if (!kind) return null;
  const rows = data?.items.filter((row) => !item.part || (row.body.columns ?? '').split(' ').includes(item.part)) ?? [];
  const changed = () => {
    reload();
    saved();
  };
  const send = async (form: HTMLFormElement) => {
    const columns = [...form.querySelectorAll<HTMLInputElement>('[name=column]:checked')].map((box) => box.value).join(' ');
    await add(kind, valueOf(form, 'name'), { address: valueOf(form, 'address').trim(), columns, ...(kind === 'collector' ? { keeps: valueOf(form, 'keeps') } : { drilled_on: valueOf(form, 'drilled_on') }) });
    changed();
  };
  return (
    <section class="proof">
      <h3>{t(`means.${kind}`)}</h3>
      {rows.length > 0 && (
        <ul class="history">
          {rows.map((row) => (
            <Line key={row.id} kind={kind} row={row} pack={pack} changed={changed} />
          ))}
        </ul>
      )}
      <Adding title={t(`means.add_${kind}`)} send={send}>
        <Field label={t('means.name')}>
          <input class="input" name="name" required maxLength={60} placeholder={t(`means.name_${kind}`)} />
        </Field>
        <Field label={t('means.address')}>
          <input class="input" name="address" maxLength={60} placeholder="192.168.10.5" />
        </Field>
        {kind === 'collector' ? (
          <Field label={t('means.keeps')}>
            <input class="input" name="keeps" type="number" min={1} max={36500} required />
          </Field>
        ) : (
          <Field label={t('means.drilled_on')}>
            <input class="input" name="drilled_on" type="date" />
          </Field>
        )}
        {pack.columns.length > 0 && (
          <fieldset class="tools">
            <legend>{t('means.columns')}</legend>
            {pack.columns.map((column) => (
              <label key={column.id}>
                <input type="checkbox" name="column" value={column.id} defaultChecked={column.id === item.part} /> {say(column.title)}
              </label>
            ))}
          </fieldset>
        )}
      </Adding>
    </section>
  );
}
