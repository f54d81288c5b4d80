/* suppliers_orders.tsx - orders: what is bought, what is proposed to require and why, what came of each (S4-169 S4-172 S1-097 S1-098). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { base, may, patch, query, remove } from '../api';
import { dot, language, t, word } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Field, Loading, Panel, Typed, Wrong } from '../parts/small';
import { assetHref, href, setQuery } from '../router';
import { faultText, valueOf } from './assess_proof';
import { say } from './assess_types';
import type { TabProps } from './suppliers';
import { isOutside, mayBuy } from './suppliers_data';
import type { Book, Line, Order, Whole } from './suppliers_orders_types';

const roles = ['plc', 'hmi', 'robot', 'cnc', 'drive', 'sensor', 'remote-io', 'safety', 'camera', 'engineering-station', 'scada', 'server', 'pc', 'switch', 'router', 'firewall', 'access-point', 'gateway', 'vpn'] as const;
const states = ['draft', 'sent', 'ordered', 'accepted'] as const;
const today = (): string => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

const checked = (form: HTMLFormElement, name: string): string[] => [...form.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)].map((box) => box.value);
const bodyOf = (order: Order) => ({ ...order, id: Number(order.id), supplier: Number(order.supplier), role: order.role ?? '', line: order.line ?? '', due_on: order.due_on ?? '', note: order.note ?? '', asset: order.asset ?? '' });

/** What is bought, in words that a buyer knows; the requirements come of it. */
function OrderForm({ book, data, order, done }: { book: Book; data: TabProps['data']; order?: Order; done: (id: string) => void }) {
  const [wrong, setWrong] = useState('');
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = (name: string) => valueOf(form, name).trim();
    try {
      const { id } = await patch<{ id: string }>('/orders', {
        id: Number(order?.id ?? 0), revision: order?.revision ?? 0, state: order?.state ?? 'draft', asset: order?.asset ?? '',
        title: text('title'), grain: text('grain'), role: text('role'), line: text('line'), supplier: Number(text('supplier')), importance: Number(text('importance')),
        conditions: checked(form, 'conditions'), protocols: checked(form, 'protocols'), due_on: text('due_on'), note: text('note'),
      });
      done(id);
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  const options = (rows: { id: string; text: string }[], chosen: string) =>
    rows.map((row) => (
      <option key={row.id} value={row.id} selected={row.id === chosen}>
        {row.text}
      </option>
    ));
  return (
    <form class="supplier-form" onSubmit={send}>
      <Field label={t('buy.what')} hint={t('buy.what_hint')}>
        <input class="input" name="title" required maxLength={100} defaultValue={order?.title ?? ''} />
      </Field>
      <Field label={t('buy.grain')}>
        <select class="input" name="grain">{options(book.grains.map((row) => ({ id: row.id, text: say(row.title) })), order?.grain ?? 'product')}</select>
      </Field>
      <Field label={t('buy.role')}>
        <select class="input" name="role">{options([{ id: '', text: '–' }, ...roles.map((id) => ({ id, text: word('role', id) }))], order?.role ?? '')}</select>
      </Field>
      <Field label={t('buy.line')}>
        <input class="input" name="line" maxLength={100} defaultValue={order?.line ?? ''} />
      </Field>
      <Field label={t('buy.importance')} hint={t('buy.importance_hint')}>
        <select class="input" name="importance">{options(['1', '2', '3', '4', '5'].map((id) => ({ id, text: word('buy.weight', id) })), String(order?.importance ?? 3))}</select>
      </Field>
      <Field label={t('buy.supplier')}>
        <select class="input" name="supplier">{options([{ id: '0', text: t('buy.undecided') }, ...data.items.filter(isOutside).map((row) => ({ id: row.id, text: row.name }))], order?.supplier ?? '0')}</select>
      </Field>
      <fieldset class="field supplier-boxes">
        <legend class="field-label">{t('buy.conditions')}</legend>
        {book.conditions.map((row) => (
          <label key={row.id}>
            <input type="checkbox" name="conditions" value={row.id} defaultChecked={order?.conditions.includes(row.id)} /> {say(row.title)}
          </label>
        ))}
      </fieldset>
      <fieldset class="field supplier-boxes">
        <legend class="field-label">{t('buy.protocols')}</legend>
        {[...new Set(book.protocols)].map((name) => (
          <label key={name}>
            <input type="checkbox" name="protocols" value={name} defaultChecked={order?.protocols.includes(name)} /> {name}
          </label>
        ))}
      </fieldset>
      <Field label={t('ask.due')}>
        <input class="input" type="date" name="due_on" defaultValue={order?.due_on ?? ''} />
      </Field>
      <Field label={t('buy.note')}>
        <input class="input" name="note" maxLength={1000} defaultValue={order?.note ?? ''} />
      </Field>
      <p class="answer-foot">
        <button type="submit" class="button button-main">
          {t(order ? 'assess.keep' : 'buy.propose')}
        </button>
        <Wrong text={wrong} />
      </p>
    </form>
  );
}

/** "importance:3" or "target:d-6:middle" in words. */
function reason(book: Book, code: string): string {
  const [kind, name = '', more] = code.split(':');
  if (kind === 'condition') return say(book.conditions.find((row) => row.id === name)?.title);
  if (kind === 'target') return t('buy.because_target', { item: name, strength: word('buy.strength', more) });
  return kind === 'importance' ? t('buy.because_importance', { importance: name }) : name;
}

/** How it stands with one requirement: met, a further measure, or accepted until a day. */
function Outcome({ line, keep }: { line: Line; keep: (change: Partial<Line>) => void }) {
  const [chosen, choose] = useState(line.outcome);
  const needs = chosen === 'extra' || chosen === 'accepted';
  const title = line.own_title || say(line.title);
  return (
    <>
      <select
        class="input"
        disabled={!mayBuy()}
        aria-label={t('buy.outcome_of', { name: title })}
        value={chosen}
        onChange={(event) => {
          const outcome = event.currentTarget.value;
          choose(outcome);
          if (outcome !== 'extra' && outcome !== 'accepted') keep({ outcome, how: '', until: '' });
        }}
      >
        {['', 'met', 'extra', 'accepted'].map((value) => (
          <option key={value} value={value}>
            {word('buy.outcome', value || 'open')}
          </option>
        ))}
      </select>
      {needs && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const form = event.currentTarget;
            keep({ outcome: chosen, how: valueOf(form, 'how').trim(), until: chosen === 'accepted' ? valueOf(form, 'until') : '' });
          }}
        >
          <input class="input" name="how" required maxLength={1000} disabled={!mayBuy()} aria-label={t(chosen === 'extra' ? 'buy.how_of' : 'buy.accept_of', { name: title })} placeholder={t(chosen === 'extra' ? 'buy.how' : 'buy.accept')} defaultValue={line.how || say(line.instead)} />
          {chosen === 'accepted' && <input class="input" type="date" name="until" required min={today()} disabled={!mayBuy()} aria-label={t('buy.until_of', { name: title })} defaultValue={line.until} />}
          {mayBuy() && (
            <button type="submit" class="button">
              {t('assess.keep')}
            </button>
          )}
        </form>
      )}
      {line.outcome === 'accepted' && line.until && (
        <p>
          <Chip state={line.until < today() ? 'act' : line.exception?.approved_by ? 'ok' : 'look'}>{line.until < today() ? t('buy.ended', { day: line.until }) : line.exception?.approved_by ? t('exception.approved', { name: line.exception.approved_by }) : t('exception.waits')}</Chip>
        </p>
      )}
    </>
  );
}

interface LinesProps {
  book: Book;
  order: Whole;
  keep: (line: Line, change: Partial<Line>) => void;
  changed: () => void;
}

function Requirement({ book, line, keep, changed }: { book: Book; line: Line; keep: (change: Partial<Line>) => void; changed: () => void }) {
  const [wrong, setWrong] = useState('');
  const title = line.own_title || say(line.title);
  return (
    <tr>
      <td>
        <input type="checkbox" checked={line.wanted} disabled={!mayBuy()} aria-label={t('buy.wanted_of', { name: title })} onChange={(event) => keep({ wanted: event.currentTarget.checked })} />
      </td>
      <th scope="row">
        <bdi>{title}</bdi>
        <p class="quiet">{line.because.map((code) => reason(book, code)).join(dot())}</p>
        {line.proposed && !line.wanted && <Chip state="new">{t('buy.proposed')}</Chip>}
      </th>
      <td>
        <textarea class="input order-text" rows={4} maxLength={1000} disabled={!mayBuy()} aria-label={t('buy.text_of', { name: title })} onChange={(event) => keep({ own_text: event.currentTarget.value === say(line.text) ? '' : event.currentTarget.value })}>
          {line.own_text || say(line.text)}
        </textarea>
        <p class="quiet">{say(line.why)}</p>
        <p>
          {line.context.map((name) => (
            <Chip key={name}>{word('buy.context', name)}</Chip>
          ))}
        </p>
      </td>
      <td>
        {line.wanted && <Outcome key={`${line.outcome} ${line.until}`} line={line} keep={keep} />}
        {line.exception && !line.exception.approved_by && may('approve') && (
          <button type="button" class="button" onClick={() => void patch(`/exceptions/${line.exception!.id}`, { state: 'approved' }).then(changed, (cause) => setWrong(faultText(cause)))}>
            {t('exception.approve')}
          </button>
        )}
        <Wrong text={wrong} block />
      </td>
      <td>
        {line.wanted && (line.check || !line.title) && (
          <>
            <p class="quiet">{say(line.check)}</p>
            <select class="input" disabled={!mayBuy()} aria-label={t('buy.checked_of', { name: title })} value={line.checked} onChange={(event) => keep({ checked: event.currentTarget.value })}>
              {['', 'good', 'bad'].map((value) => (
                <option key={value} value={value}>
                  {word('buy.checked', value || 'open')}
                </option>
              ))}
            </select>
            <Typed maxLength={300} disabled={!mayBuy()} aria-label={t('buy.found_of', { name: title })} placeholder={t('buy.found')} value={line.found} keep={(text) => keep({ found: text })} />
          </>
        )}
      </td>
    </tr>
  );
}

function Lines({ book, order, keep, changed }: LinesProps) {
  const [all, setAll] = useState(false);
  const shown = order.lines.filter((line) => all || line.wanted || line.proposed);
  return (
    <Panel
      title={t('buy.requirements')}
      count={order.lines.filter((line) => line.wanted).length}
      id="requirements"
      actions={
        <button type="button" class="chip-button" aria-pressed={all} onClick={() => setAll(!all)}>
          {t('buy.all')}
        </button>
      }
    >
      <p class="quiet">{t('buy.hint')}</p>
      {book.categories.map((category) => {
        const rows = shown.filter((line) => line.category === category.id);
        if (rows.length === 0) return null;
        return (
          <section key={category.id}>
            <h3>{say(category.title)}</h3>
            <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={say(category.title)}>
              <Sheet class="plain">
                <thead>
                  <tr>
                    {(['wanted', 'title', 'text', 'outcome', 'check'] as const).map((name) => (
                      <th key={name} scope="col">
                        {word('buy.column', name)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((line) => (
                    <Requirement key={line.item} book={book} line={line} keep={(change) => keep(line, change)} changed={changed} />
                  ))}
                </tbody>
              </Sheet>
            </div>
          </section>
        );
      })}
    </Panel>
  );
}

function Own({ book, order, saved }: { book: Book; order: Whole; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const next = Math.max(0, ...order.lines.filter((line) => line.item.startsWith('own-')).map((line) => Number(line.item.slice(4)))) + 1;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    try {
      await patch(`/orders/${order.id}/items`, { items: [{ item: `own-${next}`, wanted: true, category: valueOf(form, 'category'), title: valueOf(form, 'title').trim(), text: valueOf(form, 'text').trim() }] });
      form.reset();
      setWrong('');
      saved();
    } catch (cause) {
      setWrong(faultText(cause));
    }
  };
  return (
    <details class="panel">
      <summary>{t('buy.own')}</summary>
      <form class="proof-form" onSubmit={send}>
        <Field label={t('buy.category')}>
          <select class="input" name="category">
            {book.categories.map((row) => (
              <option key={row.id} value={row.id}>
                {say(row.title)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={word('buy.column', 'title')}>
          <input class="input" name="title" required maxLength={100} />
        </Field>
        <Field label={word('buy.column', 'text')}>
          <input class="input" name="text" required maxLength={1000} />
        </Field>
        <p class="answer-foot">
          <button type="submit" class="button">
            {t('assess.keep')}
          </button>
          <Wrong text={wrong} />
        </p>
      </form>
    </details>
  );
}

/** The device that came: what Yagura reads of it stands beside what was promised, and the ledger is next. */
function Came({ order, keep }: { order: Order; keep: (change: Partial<Order>) => void }) {
  const { data } = useLoad<{ items: { id: string; name: string }[] }>('/assets?limit=1000&sort=name');
  return (
    <Field label={t('buy.came')} hint={t('buy.came_hint')}>
      <select class="input" disabled={!mayBuy()} value={order.asset ?? ''} onChange={(event) => keep({ asset: event.currentTarget.value })}>
        <option value="">{t('buy.not_yet')}</option>
        {data?.items.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id} {one.name}
          </option>
        ))}
      </select>
      {order.asset && (
        <p>
          <a href={assetHref(order.asset)}>{order.asset_name || order.asset}</a> {t('buy.firmware', { version: order.firmware ?? '–' })} <a href={href('/ledger')}>{t('buy.ledger')}</a>
        </p>
      )}
    </Field>
  );
}

function One({ id, book, props, changed }: { id: string; book: Book; props: TabProps; changed: () => void }) {
  const { data: order, error, reload } = useLoad<Whole>(`/orders/${id}`);
  const [wrong, setWrong] = useState('');
  if (error && !order) return <Failure error={error} again={reload} />;
  if (!order) return <Loading />;
  const saved = () => {
    setWrong('');
    reload();
    changed();
  };
  const fail = (cause: unknown) => setWrong(faultText(cause));
  const keepLine = (line: Line, change: Partial<Line>) => {
    const { item, category, wanted, own_title, own_text, reply, said, outcome, how, until, checked: seen, found } = { ...line, ...change };
    void patch(`/orders/${id}/items`, { items: [{ item, category, wanted, title: own_title, text: own_text, reply, said, outcome, how, until, checked: seen, found }] }).then(saved, fail);
  };
  const keep = (change: Partial<Order>) => void patch('/orders', { ...bodyOf({ ...order, ...change }), lines: undefined }).then(saved, fail);
  const paper = (kind: string, format: string) => `${base}/orders/${id}/${kind}${query({ lang: language.get(), format })}`;
  return (
    <>
      <Panel
        title={order.title}
        id="order"
        actions={
          <button type="button" class="button" onClick={() => setQuery({ order: null })}>
            {t('buy.back')}
          </button>
        }
      >
        <p>
          {(['specification', 'acceptance'] as const).map((kind) => (
            <span key={kind} class="tools">
              {word('buy.paper', kind)}{' '}
              <a class="button button-main" href={paper(kind, 'html')} target="_blank" rel="noopener">
                {t('reports.open')}
              </a>
              <a class="button" href={paper(kind, 'docx')}>
                {t('reports.word')}
              </a>
              <a class="button" href={paper(kind, 'pdf')}>
                {t('reports.pdf')}
              </a>
            </span>
          ))}
        </p>
        <Field label={t('buy.state')}>
          <select class="input" disabled={!mayBuy()} value={order.state} onChange={(event) => keep({ state: event.currentTarget.value })}>
            {states.map((state) => (
              <option key={state} value={state}>
                {word('buy.state_word', state)}
              </option>
            ))}
          </select>
        </Field>
        <Came order={order} keep={keep} />
        <Wrong text={wrong} block />
        {mayBuy() && (
          <details>
            <summary>{t('buy.edit')}</summary>
            <OrderForm key={order.revision} book={book} data={props.data} order={order} done={saved} />
            <button type="button" class="button-plain" onClick={() => void remove(`/orders/${id}`).then(() => { setQuery({ order: null }); changed(); }, fail)}>
              {t('buy.remove')}
            </button>
          </details>
        )}
      </Panel>
      <Lines book={book} order={order} keep={keepLine} changed={saved} />
      {mayBuy() && <Own book={book} order={order} saved={saved} />}
    </>
  );
}

export function OrdersTab(props: TabProps) {
  const book = useLoad<Book>('/procurement').data;
  const { data, error, reload } = useLoad<{ items: Order[] }>('/orders');
  const chosen = props.route.query.get('order');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data || !book) return <Loading />;
  if (chosen) return <One key={chosen} id={chosen} book={book} props={props} changed={reload} />;
  return (
    <>
      <Panel title={t('buy.title')} count={data.items.length} id="orders">
        {data.items.length === 0 && <p>{t('buy.empty')}</p>}
        {data.items.length > 0 && (
          <Sheet class="plain">
            <thead>
              <tr>
                {(['title', 'supplier', 'state', 'decided', 'checked'] as const).map((name) => (
                  <th key={name} scope="col">
                    {word('buy.list', name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((order) => (
                <tr key={order.id}>
                  <th scope="row">
                    <button type="button" class="item-title" onClick={() => setQuery({ order: order.id })}>
                      <bdi>{order.title}</bdi>
                    </button>
                  </th>
                  <td>
                    <bdi>{order.supplier_name ?? t('buy.undecided')}</bdi>
                  </td>
                  <td>{word('buy.state_word', order.state)}</td>
                  <td>{t('ask.count', { answered: order.decided, items: order.wanted })}</td>
                  <td>{order.checked}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </Panel>
      {mayBuy() && (
        <Panel title={t('buy.new')} id="new-order">
          <p class="quiet">{t('buy.new_hint')}</p>
          <OrderForm book={book} data={props.data} done={(id) => { reload(); setQuery({ order: id }); }} />
        </Panel>
      )}
    </>
  );
}
