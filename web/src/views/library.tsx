/* library.tsx - 資料室: what documents bring, searched, sorted, linked to one's own plant (S1-009). SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { dot, t, word, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Loading } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { facetTitle, linksOf, mentions, type Shelf, type ShelfEntry } from '../shelf';
import { say } from './assess_types';
import type { Task } from './assess_tasks';
import { Card } from './library_card';

const kindOf = (data: Shelf, entry: ShelfEntry) => data.kinds.find((kind) => kind.id === entry.kind)!;

function Kinds({ data, chosen }: { data: Shelf; chosen: string }) {
  return (
    <nav class="steps-nav" aria-label={t('library.kinds')}>
      {[{ id: '', title: undefined, count: data.items.length }, ...data.kinds].map((kind) => (
        <button key={kind.id} type="button" class="chip-button" aria-pressed={kind.id === chosen} onClick={() => setQuery({ kind: kind.id, open: null })}>
          {kind.title ? say(kind.title) : t('library.all')} <span class="quiet">{kind.count}</span>
        </button>
      ))}
    </nav>
  );
}

/** Only what the entries of the kind differ by. */
function Facets({ data, entries, chosen }: { data: Shelf; entries: ShelfEntry[]; chosen: string[] }) {
  const used = new Set(entries.flatMap((entry) => entry.facets));
  const set = (name: string, value: string) => setQuery({ facet: [...chosen.filter((one) => !one.startsWith(`${name}:`)), value && `${name}:${value}`].filter(Boolean).join(',') });
  return (
    <>
      {data.facets
        .filter((facet) => facet.values.some((value) => used.has(`${facet.id}:${value.id}`)))
        .map((facet) => (
          <select key={facet.id} class="input" aria-label={say(facet.title)} value={chosen.find((one) => one.startsWith(`${facet.id}:`))?.split(':')[1] ?? ''} onChange={(event) => set(facet.id, event.currentTarget.value)}>
            <option value="">{say(facet.title)}</option>
            {facet.values
              .filter((value) => used.has(`${facet.id}:${value.id}`))
              .map((value) => (
                <option key={value.id} value={value.id}>
                  {say(value.title)}
                </option>
              ))}
          </select>
        ))}
    </>
  );
}

function List({ data, entries, chosen, mixed }: { data: Shelf; entries: ShelfEntry[]; chosen: string | null; mixed: boolean }) {
  const timed = entries.every((entry) => entry.minutes);
  const tasks = useLoad<{ items: Task[] }>(timed ? '/tasks' : null);
  const stateOf = (entry: ShelfEntry) => tasks.data?.items.find((task) => task.pack === 'library' && task.item === entry.id && task.state !== 'dropped')?.state;
  const done = entries.filter((entry) => stateOf(entry) === 'done').length;
  const sorted = entries.some((entry) => entry.facets.length);
  const sourced = entries.some((entry) => entry.clause);
  const dated = entries.some((entry) => entry.year);
  return (
    <>
    {timed && <p role="status">{t('library.easy_done', { done, count: entries.length })}</p>}
    <Sheet class="plain library-list">
      <thead>
        <tr>
          <th scope="col">{t('library.entry')}</th>
          {mixed && <th scope="col">{t('library.kind')}</th>}
          {timed && <th scope="col">{t('library.who')}</th>}
          {timed && <th scope="col" class="right">{t('library.minutes')}</th>}
          {timed && <th scope="col">{t('library.state')}</th>}
          {sorted && <th scope="col">{t('library.facets')}</th>}
          {dated && <th scope="col">{t('library.year')}</th>}
          {sourced && <th scope="col">{t('library.clause')}</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} class={entry.id === chosen ? 'row-at' : undefined}>
            <th scope="row">
              <a href={href('/library', { ...Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? '')), open: entry.id })}>{say(entry.title)}</a>
              <div class="quiet">{say(entry.text)}</div>
            </th>
            {mixed && <td>{say(kindOf(data, entry).title)}</td>}
            {timed && <td>{say(entry.who ?? undefined)}</td>}
            {timed && <td class="right">{entry.minutes && t('library.min', { count: Number(entry.minutes) })}</td>}
            {timed && <td>{stateOf(entry) ? <Chip state={stateOf(entry) === 'done' ? 'ok' : 'new'}>{word('tasks_state', stateOf(entry))}</Chip> : t('library.not_planned')}</td>}
            {sorted && <td>{entry.facets.map((facet) => facetTitle(data, facet)).join(dot())}</td>}
            {dated && <td>{entry.year}</td>}
            {sourced && <td class="quiet">{say(entry.clause ?? undefined)}</td>}
          </tr>
        ))}
      </tbody>
    </Sheet>
    </>
  );
}

/** What leads to the item that one came from. */
function Asked({ data, link }: { data: Shelf; link: string }) {
  const one = data.items.flatMap((entry) => [...entry.links, ...entry.parts.flatMap((part) => part.links)]).find((found) => found.link === link);
  const title = one?.title ? say(one.title) : word('page', one?.page.split('?')[0]);
  return (
    <p>
      {one ? <a href={`#/${one.page}`}>{title}</a> : link} {t('library.leads_here')}{' '}
      <button type="button" class="button-plain" onClick={() => setQuery({ link: null })}>
        {t('library.unlink')}
      </button>
    </p>
  );
}

export function Library({ route }: { route: Route }) {
  const { data, error, reload } = useLoad<Shelf>('/library');
  const [text, setText] = useState(route.query.get('q') ?? '');
  const open = route.query.get('open');
  useEffect(() => setText(route.query.get('q') ?? ''), [route.query.get('q')]);
  useEffect(() => {
    if (open && data) document.getElementById('library-card')?.scrollIntoView({ block: 'nearest' });
  }, [open, data]);
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  const kind = route.query.get('kind') ?? '';
  const facets = (route.query.get('facet') ?? '').split(',').filter(Boolean);
  const link = route.query.get('link');
  const ofKind = data.items.filter((entry) => !kind || entry.kind === kind);
  const entries = ofKind.filter((entry) => (!link || linksOf(entry).includes(link)) && facets.every((facet) => entry.facets.includes(facet)) && mentions(entry, text));
  const entry = data.items.find((one) => one.id === open);
  const told = data.kinds.find((one) => one.id === kind);
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.library')}</h1>
        <span class="quiet">{told ? say(told.says) : t('library.hint')}</span>
      </header>
      <Kinds data={data} chosen={kind} />
      <div class="tools">
        <input
          class="input tools-search"
          type="search"
          value={text}
          placeholder={t('library.search')}
          aria-label={t('library.search')}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setQuery({ q: event.currentTarget.value });
          }}
        />
        <Facets data={data} entries={ofKind} chosen={facets} />
        <span class="count" role="status">
          {t('library.count' as TextKey, { count: entries.length })}
        </span>
      </div>
      {link && <Asked data={data} link={link} />}
      {entry && <Card key={entry.id} data={data} entry={entry} />}
      {!entry && open && <Chip state="look">{t('error.gone')}</Chip>}
      {entries.length > 0 ? <List data={data} entries={entries} chosen={open} mixed={!kind} /> : <p class="quiet">{t('library.none')}</p>}
      <p class="quiet">{told ? say(told.source) : t('library.own_words')}</p>
    </div>
  );
}
