/* rebuild.tsx - old equipment: kept with measures beside it, or built anew? What each costs over the years (S1-087). SPDX-License-Identifier: Apache-2.0 */
import { mayEdit, remove } from '../api';
import { number } from '../format';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Field, Loading } from '../parts/small';
import { Adding, valueOf } from './assess_proof';
import { add } from './register';

const parts = ['once', 'yearly', 'loss'] as const;
type Way = 'keep' | 'new';
type Costs = Partial<Record<`${Way}_${(typeof parts)[number]}` | 'years', string>>;

interface Row {
  id: string;
  kind: string;
  name: string;
  revision: number;
  body: Costs;
}

const amount = (body: Costs, name: keyof Costs): number => Number(body[name]) || 0;
const total = (body: Costs, way: Way, years: number): number => amount(body, `${way}_once`) + years * (amount(body, `${way}_yearly`) + amount(body, `${way}_loss`));

/** The first year in which building anew has cost less; 0 when it never does. */
export function evenAfter(body: Costs): number {
  for (let years = 1; years <= 30; years++) if (total(body, 'new', years) < total(body, 'keep', years)) return years;
  return 0;
}

function Line({ row, changed }: { row: Row; changed: () => void }) {
  const years = amount(row.body, 'years') || 10;
  const [keep, fresh] = [total(row.body, 'keep', years), total(row.body, 'new', years)];
  const even = evenAfter(row.body);
  return (
    <tr>
      <th scope="row">
        <bdi>{row.name}</bdi>
      </th>
      <td class="right">{years}</td>
      <td class="right">{number(keep)}</td>
      <td class="right">{number(fresh)}</td>
      <td>
        <Chip state={fresh < keep ? 'new' : 'ok'}>{t(fresh < keep ? 'rebuild.new_cheaper' : 'rebuild.keep_cheaper', { amount: number(Math.abs(keep - fresh)) })}</Chip>
      </td>
      <td>{even ? t('rebuild.even', { years: even }) : t('rebuild.never')}</td>
      <td>
        {mayEdit() && (
          <button type="button" class="button-plain" onClick={() => void remove(`/register/${row.id}`).then(changed)}>
            {t('means.remove')}
          </button>
        )}
      </td>
    </tr>
  );
}

export function Rebuild({ legacy }: { legacy: number }) {
  const { data, reload } = useLoad<{ items: Row[] }>('/register?kind=rebuild');
  if (!data) return <Loading />;
  const send = async (form: HTMLFormElement) => {
    const body = Object.fromEntries(['years', ...parts.flatMap((part) => [`keep_${part}`, `new_${part}`])].map((name) => [name, valueOf(form, name)]));
    await add('rebuild', valueOf(form, 'name').trim(), body);
    reload();
  };
  const money = (way: Way, part: (typeof parts)[number]) => (
    <Field key={`${way}_${part}`} label={t(`rebuild.${way}_${part}`)}>
      <input class="input" name={`${way}_${part}`} type="number" min={0} max={1_000_000_000_000} />
    </Field>
  );
  return (
    <details id="rebuild" open={data.items.length > 0}>
      <summary>{t('rebuild.title')}</summary>
      <p class="quiet">{t('rebuild.hint')}</p>
      {legacy > 0 && <p>{t('rebuild.legacy', { count: legacy })}</p>}
      {data.items.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              {(['name', 'years', 'keep', 'new', 'result', 'when'] as const).map((name) => (
                <th key={name} scope="col" class={['years', 'keep', 'new'].includes(name) ? 'right' : undefined}>
                  {t(`rebuild.${name}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {data.items.map((row) => (
              <Line key={row.id} row={row} changed={reload} />
            ))}
          </tbody>
        </Sheet>
      )}
      <Adding title={t('rebuild.add')} send={send}>
        <Field label={t('rebuild.name')}>
          <input class="input" name="name" required maxLength={60} />
        </Field>
        <Field label={t('rebuild.years')}>
          <input class="input" name="years" type="number" min={1} max={30} defaultValue="10" />
        </Field>
        {parts.map((part) => money('keep', part))}
        {parts.map((part) => money('new', part))}
      </Adding>
      <p class="quiet">{t('rebuild.rule')}</p>
    </details>
  );
}
