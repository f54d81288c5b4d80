/* library_card.tsx - one entry: what it says, what the plant shows of it, and where it leads. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { comma, t, word, type Args, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Panel, Time, Wrong } from '../parts/small';
import { href, setQuery } from '../router';
import { facetTitle, leadingTo, type Shelf, type ShelfEntry, type ShelfLink } from '../shelf';
import { faultText } from './assess_proof';
import { keepTask, newTask, type Task } from './assess_tasks';
import { say, type Words } from './assess_types';
import { Contacts, PlanTags, Products } from './library_kept';
import { ReferenceModel } from './library_model';

export interface Seen {
  name: string;
  state: string;
  page: string | null;
  words: string | null;
  last_seen: string | null;
  numbers: Args;
  parts: number[];
}

export interface One extends ShelfEntry {
  maps: { number: string; pack: string; pack_title: Words; title: Words; page: string }[];
  seen?: Seen;
}

/* A network that was looked at and shows nothing wrong is no proof; what is there wants a look. */
const alarming = new Set(['bypass/some', 'opcua/some', 'recognised/some', 'detection/some']);

const linkTitle = (one: ShelfLink): string => (one.title ? say(one.title) : word('page', one.page.split('?')[0]));

const groups: [string, RegExp][] = [
  ['items', /^(meti-|smkl-|cell:)/],
  ['threats', /^(threat|data|help):/],
  ['detectors', /^detector:/],
  ['pages', /^page:/],
  ['entries', /^entry:/],
];

function Links({ entry }: { entry: ShelfEntry }) {
  return (
    <dl class="library-links">
      {groups.map(([name, pattern]) => {
        const links = entry.links.filter((one) => pattern.test(one.link));
        return (
          links.length > 0 && (
            <div key={name}>
              <dt>{word('library.group', name)}</dt>
              {links.map((one) => (
                <dd key={one.link}>
                  <a href={`#/${one.page}`}>{linkTitle(one)}</a>
                </dd>
              ))}
            </div>
          )
        );
      })}
    </dl>
  );
}

function SeenHere({ seen }: { seen: Seen }) {
  const key = `library.seen.${seen.name}.${seen.state}` as TextKey;
  return (
    <div class={`notice ${alarming.has(`${seen.name}/${seen.state}`) ? 'notice-look' : ''}`}>
      <div>
        <b>{t('library.here')}</b> {t(key, seen.numbers)} {seen.last_seen && <Time at={seen.last_seen} />} {seen.words && <span class="quiet">{seen.words}</span>} {seen.page && <a href={`#/${seen.page}`}>{t('library.look')}</a>}
      </div>
    </div>
  );
}

function Parts({ entry, seen }: { entry: ShelfEntry; seen: Seen | undefined }) {
  const counted = (seen?.parts.length ?? 0) > 0;
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('library.number')}</th>
          <th scope="col">{t('library.part')}</th>
          {counted && <th scope="col" class="right">{t('library.devices')}</th>}
          <th scope="col">{t('library.leads')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.parts.map((part, index) => (
          <tr key={index}>
            <td class="nowrap">{part.id}</td>
            <td>{say(part.title)}</td>
            {counted && <td class="right">{part.links.length ? seen!.parts[index] : '–'}</td>}
            <td>
              {part.links.map((one, at) => (
                <span key={one.link}>
                  {at > 0 && comma()}
                  <a href={`#/${one.page}`}>{linkTitle(one)}</a>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

/** Which items of ours are the framework's numbers (S1-090). */
function Maps({ maps }: { maps: One['maps'] }) {
  const rows = [...maps].sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
  return (
    <>
      <h3>{t('library.maps')}</h3>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('library.number')}</th>
            <th scope="col">{t('library.our_item')}</th>
            <th scope="col">{t('library.from')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td class="nowrap">{row.number}</td>
              <td>
                <a href={`#/${row.page}`}>{say(row.title)}</a>
              </td>
              <td class="quiet">{say(row.pack_title)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </>
  );
}

/** Into the plan, as a measure that remembers where it came from. */
function IntoPlan({ entry }: { entry: ShelfEntry }) {
  const tasks = useLoad<{ items: Task[] }>('/tasks');
  const [wrong, setWrong] = useState('');
  const count = tasks.data?.items.filter((task) => task.pack === 'library' && task.item === entry.id && task.state !== 'dropped').length ?? 0;
  /* one step after the other, as S1-053 has it */
  const stages = async () => {
    let follows = '';
    for (const part of entry.parts) {
      const kept = await keepTask(newTask(`${say(entry.title)}: ${say(part.title)}`, { pack: 'library', item: entry.id, follows }));
      follows = String((kept as { id: string }).id);
    }
  };
  const failed = (cause: unknown) => setWrong(faultText(cause));
  const add = () => void keepTask(newTask(say(entry.title), { pack: 'library', item: entry.id, note: say(entry.text), owner: say(entry.who ?? undefined) })).then(tasks.reload, failed);
  return (
    <p class="answer-foot">
      {mayEdit() && (
        <button type="button" class="button" onClick={add}>
          {t('library.into_plan')}
        </button>
      )}
      {mayEdit() && entry.kind === 'measure' && entry.parts.length > 0 && (
        <button type="button" class="button" onClick={() => void stages().then(tasks.reload, failed)}>
          {t('library.in_stages', { count: entry.parts.length })}
        </button>
      )}
      {count > 0 && <a href={href('/plan')}>{t('library.in_plan', { count })}</a>}
      <Wrong text={wrong} />
    </p>
  );
}

const planned = new Set(['easy', 'measure', 'technology', 'area', 'slot']);

export function Card({ data, entry }: { data: Shelf; entry: ShelfEntry }) {
  const { data: one, error } = useLoad<One>(`/library/${entry.id}`);
  const back = leadingTo(data, `entry:${entry.id}`);
  const head = useRef<HTMLElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <Panel
      id="library-card"
      title={<span ref={head} tabIndex={-1}>{say(entry.title)}</span>}
      actions={
        <button type="button" class="button" onClick={() => setQuery({ open: null })}>
          {t('library.close')}
        </button>
      }
    >
      <p>
        <Chip>{say(data.kinds.find((kind) => kind.id === entry.kind)?.title)}</Chip> {entry.year && <Chip>{entry.year}</Chip>}{' '}
        {entry.minutes && (
          <Chip state="ok">
            {say(entry.who ?? undefined)} {t('library.min', { count: Number(entry.minutes) })} {t('library.free')}
          </Chip>
        )}{' '}
        {entry.facets.map((facet) => (
          <span key={facet}>
            <a class="chip" href={href('/library', { facet })}>
              {facetTitle(data, facet)}
            </a>{' '}
          </span>
        ))}
        {entry.clause && <span class="quiet">{t('library.source', { clause: say(entry.clause) })}</span>}
      </p>
      <p>{say(entry.text)}</p>
      {error && <Failure error={error} />}
      {one?.seen && <SeenHere seen={one.seen} />}
      {entry.kind === 'model' && <ReferenceModel entry={entry} seen={one?.seen} />}
      {planned.has(entry.kind) && <IntoPlan entry={entry} />}
      <Links entry={entry} />
      {entry.parts.length > 0 && <Parts entry={entry} seen={one?.seen} />}
      {one && one.maps.length > 0 && <Maps maps={one.maps} />}
      {entry.kind === 'technology' && <PlanTags entry={entry} />}
      {entry.kind === 'technology' && <Products entry={entry} />}
      {entry.kind === 'community' && <Contacts entry={entry} />}
      {back.length > 0 && (
        <p class="quiet">
          {t('library.back')}{' '}
          {back.map((other, index) => (
            <span key={other.id}>
              {index > 0 && comma()}
              <a href={href('/library', { open: other.id })}>{say(other.title)}</a>
            </span>
          ))}
        </p>
      )}
    </Panel>
  );
}
