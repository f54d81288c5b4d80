/* assess_checklist.tsx - 測る: METI's checklist, each answer held against the network. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayEdit, mayJudge, query, upload } from '../api';
import { dateTime } from '../format';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { DropArea } from '../parts/drop';
import { Icon, StateMark } from '../parts/icons';
import { Bar, Failure, Loading } from '../parts/small';
import { setQuery, type Route } from '../router';
import { AnswerSheet, PackFiles } from './answer_sheet';
import { ItemBody, keepAnswer, MatchChip, News, ValueButtons } from './assess_parts';
import { faultText } from './assess_proof';
import { say, sentences, type Assessment, type Item, type Pack } from './assess_types';

const shown = ['all', 'differs', 'open', 'agrees', 'unmeasured', 'watched'] as const;
type Shown = (typeof shown)[number];

const isShown = (item: Item, which: Shown): boolean =>
  which === 'all' || item.match === which || (which === 'watched' && item.watched) || (which === 'differs' && (item.match === 'better' || (item.match === 'open' && item.verdict === 'contradicts')));

function Head({ data, route }: { data: Assessment; route: Route }) {
  const { pack, tallies } = data;
  const now = (route.query.get('show') ?? 'all') as Shown;
  const asked = pack.people.find((person) => person.id === route.query.get('who'));
  const count = (which: Shown) => data.items.filter((item) => isShown(item, which)).length;
  return (
    <>
      <header class="page-head">
        <h1>
          {say(pack.title)}
          {asked && ` – ${say(asked.title)}`}
        </h1>
        <span class="assess-progress">
          {t('assess.progress', { done: tallies.answered, total: tallies.items })} <Bar done={tallies.answered} total={tallies.items} label={t('assess.progress', { done: tallies.answered, total: tallies.items })} />
        </span>
      </header>
      <p class="quiet">
        {sentences(data.as_of ? t('assess.seen', { time: dateTime(data.as_of) }) : t('assess.unseen'), !data.watching && data.as_of && t('assess.capture_only'))}
      </p>
      <div class="tools">
        {shown.map((which) => (
          <button key={which} type="button" class="chip-button" aria-pressed={now === which} onClick={() => setQuery({ show: which === 'all' ? null : which })}>
            {word('show', which)} {count(which)}
          </button>
        ))}
        <select class="input" aria-label={t('assess.who')} value={route.query.get('who') ?? ''} onChange={(event) => setQuery({ who: event.currentTarget.value })}>
          <option value="">{t('assess.everybody')}</option>
          {pack.people.map((person) => (
            <option key={person.id} value={person.id}>
              {say(person.title)}
            </option>
          ))}
        </select>
        <button type="button" class="button" onClick={() => window.print()}>
          <Icon name="print" /> {t('assess.print')}
        </button>
        <span class="quiet">{t('assess.keys')}</span>
      </div>
    </>
  );
}

interface RowProps {
  data: Assessment;
  item: Item;
  open: boolean;
  current: boolean;
  toggle: () => void;
  saved: () => void;
}

function Row({ data, item, open, current, toggle, saved }: RowProps) {
  const box = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) box.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  /* whoever comes from elsewhere came for this one */
  useEffect(() => {
    if (open) box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <li ref={box} id={`item-${item.id}`} class={`item ${current ? 'item-current' : ''} ${item.match === 'differs' ? 'item-differs' : ''}`}>
      <div class="item-line">
        <span class="item-number">{item.id}</span>
        <button type="button" class="item-title" aria-expanded={open} onClick={toggle}>
          {say(item.title)}
        </button>
        <MatchChip item={item} />
        <ValueButtons pack={data.pack} item={item} saved={saved} label={`${item.id} ${say(data.pack.scale_name)}`} />
      </div>
      {item.match === 'differs' && !open && item.gauges.some((gauge) => gauge.verdict === 'contradicts') && (
        <p class="item-because">
          <StateMark state="act" size={10} /> {t('assess.declared', { value: item.answer?.value ?? '' })} {say(item.gauges.find((gauge) => gauge.verdict === 'contradicts')?.detail)}{' '}
          <a href={item.gauges.find((gauge) => gauge.verdict === 'contradicts')?.link ?? '#/assets'}>{t('assess.traffic')}</a>
        </p>
      )}
      {open && <ItemBody pack={data.pack} item={item} saved={saved} />}
    </li>
  );
}

/** j k move, 1 to 5 answer, Enter opens. */
function useKeys(items: Item[], data: Assessment | undefined, saved: () => void, toggle: (id: string) => void): string {
  const [current, setCurrent] = useState('');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog') !== null;
      if (!data || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = items.findIndex((item) => item.id === current);
      const item = items[at];
      if (event.key === 'j' || event.key === 'k') setCurrent(items[Math.min(items.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)))]?.id ?? '');
      else if (event.key === 'Enter' && item && event.target === document.body) toggle(item.id);
      else if (item && mayEdit() && data.pack.scale.some((step) => step.value === event.key)) void keepAnswer(data.pack.id, item, { value: event.key }).then(saved);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [items, data, current]);
  return current;
}

/** Frameworks of one's own: a YAML file, refused with line and reason, or there for everybody. */
function OwnPacks() {
  const { data, reload } = useLoad<{ items: Pack[] }>('/packs');
  const [said, setSaid] = useState('');
  const send = async (file: File) => {
    try {
      const pack = await upload<{ id: string; version: string }>('/packs', file, () => undefined);
      setSaid(t('packs.added', pack));
      reload();
    } catch (cause) {
      setSaid(faultText(cause));
    }
  };
  return (
    <details id="packs">
      <summary>{t('packs.title')}</summary>
      <ul class="history">
        {data?.items
          .map((pack) => (
            <li key={pack.id}>
              {pack.columns_of || pack.columns.length ? say(pack.title) : <a href={`#/checklist?pack=${pack.id}`}>{say(pack.title)}</a>}{' '}
              <span class="quiet">
                {pack.id} {pack.version}
              </span>
              <PackFiles id={pack.id} />
            </li>
          ))}
      </ul>
      {mayJudge() && <DropArea take={(file) => void send(file)} accept=".yaml,.yml,.xlsx" title={t('packs.drop')} hint={t('packs.hint')} />}
      <p role="status">{said}</p>
    </details>
  );
}

export function Checklist({ route }: { route: Route }) {
  const { data, error, reload } = useLoad<Assessment>(`/checklist${query({ pack: route.query.get('pack') })}`, useVersion('status', 10000));
  const which = (route.query.get('show') ?? 'all') as Shown;
  const who = route.query.get('who') ?? '';
  const open = route.query.get('open') ?? '';
  const items = data?.items.filter((item) => (isShown(item, which) || item.id === open) && (!who || item.who.includes(who))) ?? [];
  const toggle = (id: string) => setQuery({ open: id === open ? null : id });
  const current = useKeys(items, data, reload, toggle);
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <Head data={data} route={route} />
      <News pack={data.pack.id} news={data.news} />
      {data.pack.sections.map((section) => {
        const list = items.filter((item) => item.section === section.id);
        if (list.length === 0) return null;
        return (
          <section key={section.id} class="panel assess-section">
            <h2>{say(section.title)}</h2>
            <ul class="items">
              {list.map((item) => (
                <Row key={item.id} data={data} item={item} open={item.id === open} current={item.id === current} toggle={() => toggle(item.id)} saved={reload} />
              ))}
            </ul>
          </section>
        );
      })}
      {items.length === 0 && <p class="quiet">{t('assess.none_shown')}</p>}
      <p class="quiet">
        {data.pack.scale.map((step) => `${step.value} ${say(step.label)}`).join(' ／ ')}
      </p>
      <p class="quiet">
        {sentences(say(data.pack.caveat), say(data.pack.source))}
      </p>
      <AnswerSheet key={data.pack.id} pack={data.pack} saved={reload} />
      <OwnPacks />
    </div>
  );
}
