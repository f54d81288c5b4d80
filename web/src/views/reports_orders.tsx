/* reports_orders.tsx - reports that write themselves on a day of each month, and what was written. SPDX-License-Identifier: Apache-2.0 */
import { may, mayEdit, post, remove } from '../api';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Icon } from '../parts/icons';
import { Field, Panel, Time, Wrong } from '../parts/small';
import { say, type Words } from './assess_types';
import { Adding, valueOf } from './assess_proof';
import type { Kind } from './reports';

interface Order {
  id: string;
  title: Words;
  language: string;
  day: number;
  channel: string;
  by: string;
  at: string;
  written_at: string | null;
  error: string | null;
}

interface Kept {
  id: string;
  title: string;
  period: string;
  language: string;
  at: string;
  hash: string;
}

interface Reader {
  id: string;
  kind: string;
  name: string;
}

const languageName = (code: string): string => (code === 'en' ? 'English' : '日本語'); /* as its readers call it */

const lastDay = 28; /* every month has it */

function Row({ order, readers, changed }: { order: Order; readers: Reader[]; changed: () => void }) {
  const reader = readers.find((one) => one.id === order.channel);
  return (
    <li class="item record">
      <div>
        <b>{say(order.title)}</b> {t('orders.when', { day: order.day })} <span class="quiet">{languageName(order.language)}</span>
        <p class="quiet">
          {reader ? t('orders.told', { name: reader.name }) : t('orders.nobody')} {t('orders.by', { name: order.by })} {order.written_at && <>{t('orders.last')} <Time at={order.written_at} /></>}
        </p>
        <Wrong text={order.error ? t('orders.failed', { why: order.error }) : ''} block />
      </div>
      {mayEdit() && (
        <div class="report-buttons">
          <button type="button" class="button" onClick={() => void post(`/report-orders/${order.id}/write`, {}).then(changed)}>
            {t('orders.now')}
          </button>
          <button type="button" class="button" onClick={() => void remove(`/report-orders/${order.id}`).then(changed)}>
            {t('orders.end')}
          </button>
        </div>
      )}
    </li>
  );
}

function KeptList({ rows, pdf }: { rows: Kept[]; pdf: boolean }) {
  if (!rows.length) return <p class="quiet">{t('orders.none_kept')}</p>;
  return (
    <Sheet class="plain" id="kept-reports">
      <thead>
        <tr>
          <th>{t('orders.column.title')}</th>
          <th>{t('orders.column.period')}</th>
          <th>{t('orders.column.at')}</th>
          <th>{t('orders.column.hash')}</th>
          <th>{t('orders.column.open')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.title}</td>
            <td>{row.period || t('reports.now')}</td>
            <td>
              <Time at={row.at} />
            </td>
            <td>
              <code title={row.hash}>{row.hash.slice(0, 12)}</code>
            </td>
            <td class="nowrap">
              <a class="button" href={`/api/v1/kept-reports/${row.id}`} target="_blank" rel="noopener">
                <Icon name="print" /> {t('reports.open')}
              </a>{' '}
              {pdf && (
                <a class="button" href={`/api/v1/kept-reports/${row.id}?format=pdf`}>
                  {t('reports.pdf')}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

export function Orders({ kinds }: { kinds: Kind[] }) {
  const orders = useLoad<{ items: Order[] }>('/report-orders');
  const kept = useLoad<{ items: Kept[] }>('/kept-reports');
  const changed = () => {
    orders.reload();
    kept.reload();
  };
  const channels = useLoad<{ items: Reader[] }>(may('judge') ? '/channels' : null);
  const readers = (channels.data?.items ?? []).filter((one) => one.kind !== 'syslog');
  const add = async (form: HTMLFormElement) => {
    await post('/report-orders', { report: valueOf(form, 'report'), language: valueOf(form, 'language'), day: Number(valueOf(form, 'day')), channel: Number(valueOf(form, 'channel')) || null });
    orders.reload();
  };
  return (
    <Panel title={t('orders.title')} id="report-orders" count={orders.data?.items.length}>
      <p class="quiet">{t('orders.hint')}</p>
      <ul class="items">
        {orders.data?.items.map((order) => <Row key={order.id} order={order} readers={readers} changed={changed} />)}
      </ul>
      <Adding title={t('orders.add')} send={add}>
        <Field label={t('orders.column.title')}>
          <select class="input" name="report">
            {kinds.map((kind) => (
              <option key={kind.id} value={kind.id} selected={kind.id === 'monthly'}>
                {say(kind.title)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('orders.day')} hint={t('orders.day_hint')}>
          <input class="input" type="number" name="day" required min={1} max={lastDay} value={5} />
        </Field>
        <Field label={t('reports.language')}>
          <select class="input" name="language">
            <option value="ja">{languageName('ja')}</option>
            <option value="en">{languageName('en')}</option>
          </select>
        </Field>
        <Field label={t('orders.channel')} hint={readers.length ? t('orders.channel_hint') : t('orders.no_channel')}>
          <select class="input" name="channel">
            <option value="">{t('orders.nobody')}</option>
            {readers.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </Field>
      </Adding>
      <h3>{t('orders.kept')}</h3>
      <KeptList rows={kept.data?.items ?? []} pdf={kinds.some((kind) => kind.pdf)} />
    </Panel>
  );
}
