/* assess_smkl.tsx - 測る: the SMKL Security matrix on one screen. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, query } from '../api';
import { dateTime } from '../format';
import { language, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { Figure } from '../parts/keep';
import { StateMark, type State } from '../parts/icons';
import { Related } from '../parts/related';
import { Failure, Field, Loading, Panel, Typed, Wrong } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { AnswerSheet } from './answer_sheet';
import { Applies } from './assess_applies';
import { ItemBody, keepAnswer, MatchChip, News, ValueButtons } from './assess_parts';
import { NewThreat } from './assess_newthreat';
import { Readers } from './assess_readers';
import { cellName, pathOf } from './roadmap_data';
import { notApplicable, say, sentences, type Cell, type Column, type Matrix } from './assess_types';

const originalPack = 'smkl-original';

const cellStates: Record<Cell['state'], State> = { open: 'calm', not: 'calm', partly: 'look', reached: 'ok', not_applicable: 'calm' };

const cellOf = (column: Column, section: string): Cell => column.cells.find((cell) => cell.section === section)!;

function CellButton({ data, column, section, chosen, path }: { data: Matrix; column: Column; section: string; chosen: boolean; path: string[] }) {
  const cell = cellOf(column, section);
  const target = column.target?.value === section;
  const onPath = !target && path.includes(cellName(column, section));
  const title = `${say(column.title)} ${section}: ${word('cell', cell.state)}`;
  return (
    <td class={`cell cell-${cell.state} ${target ? 'cell-target' : onPath ? 'cell-path' : ''}`}>
      <button type="button" aria-pressed={chosen} aria-label={title} title={title} onClick={() => setQuery({ cell: chosen ? null : `${column.id}/${section}` })}>
        <span>
          <StateMark state={cell.contradicted ? 'act' : cellStates[cell.state]} /> {word('cell', cell.state)}
        </span>
        {cell.contradicted && <span class="cell-note">{word('match', 'differs')}</span>}
        {!cell.contradicted && cell.supported && <span class="cell-note">{word('match', 'agrees')}</span>}
        {(target || onPath) && <span class="cell-note">{t(target ? 'smkl.target_here' : 'smkl.path_here')}</span>}
        {column.position === section && <span class="cell-note">{t('smkl.here')}</span>}
        <span class="quiet">{data.items.filter((item) => item.part === column.id && item.section === section && item.done).length}/{data.pack.sections.find((entry) => entry.id === section)?.items}</span>
      </button>
    </td>
  );
}

function Target({ data, column, saved }: { data: Matrix; column: Column; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const keep = async (change: Parameters<typeof keepAnswer>[2]) => {
    setWrong(await keepAnswer(data.pack.id, { id: '', part: column.id, answer: column.target }, change, 'target'));
    saved();
  };
  return (
    <fieldset class="target" disabled={!mayEdit()}>
      <select class="input" aria-label={`${say(column.title)} ${t('smkl.target')}`} value={column.target?.value ?? ''} onChange={(event) => void keep({ value: event.currentTarget.value })}>
        <option value="">{t('smkl.no_target')}</option>
        {data.pack.sections.map((section) => (
          <option key={section.id} value={section.id}>
            {section.id} {say(section.title)}
          </option>
        ))}
      </select>
      {column.target?.value && (
        <>
          <input class="input" type="date" aria-label={t('smkl.until')} value={column.target.due_on ?? ''} onChange={(event) => void keep({ due_on: event.currentTarget.value })} />
          <Typed maxLength={1000} aria-label={t('smkl.why')} placeholder={t('smkl.why')} value={column.target.reason ?? ''} keep={(text) => void keep({ reason: text })} />
        </>
      )}
      <Wrong text={wrong} />
    </fieldset>
  );
}

function Grid({ data, columns, chosen, saved }: { data: Matrix; columns: Column[]; chosen: string; saved: () => void }) {
  const rows = [...data.pack.sections].reverse();
  const path = pathOf(data);
  return (
    <Figure table>
    <div class="matrix-box" tabIndex={0} role="region" aria-label={t('page.smkl')}>
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">{t('smkl.grade')}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col" title={language.get() === 'ja' ? (column.alias ?? undefined) : undefined}>
              {say(column.title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((section) => (
          <tr key={section.id}>
            <th scope="row" title={say(section.help)}>
              <b>{section.id}</b> {say(section.title)}
            </th>
            {columns.map((column) => (
              <CellButton key={column.id} data={data} column={column} section={section.id} chosen={chosen === `${column.id}/${section.id}`} path={path} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('smkl.position')}</th>
          {columns.map((column) => (
            <td key={column.id}>
              {column.not_applicable ? t('assess.na') : column.position ? t('smkl.stands', { letter: column.position }) : t('smkl.below')}
              {column.position !== column.unquestioned && (
                <span class="cell-note">
                  <StateMark state="act" size={10} /> {column.unquestioned ? t('smkl.unquestioned', { letter: column.unquestioned }) : t('smkl.unquestioned_none')}
                </span>
              )}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t('smkl.target')}</th>
          {columns.map((column) => (
            <td key={column.id}>
              <Target data={data} column={column} saved={saved} />
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
    </div>
    </Figure>
  );
}

function Requirements({ data, column, section, saved }: { data: Matrix; column: Column; section: string; saved: () => void }) {
  const head = data.pack.sections.find((entry) => entry.id === section)!;
  const items = data.items.filter((item) => item.part === column.id && item.section === section);
  return (
    <Panel title={`${say(column.title)} ／ ${section} ${say(head.title)}`}>
      <p class="quiet">
        {say(head.help)} <Related to={`cell:${column.id}/${section}`} />
      </p>
      {items.map((item) => (
        <div key={item.id} class="item">
          <div class="item-line">
            <span class="item-number">{item.id}</span>
            <b class="item-title">{say(item.title)}</b>
            <MatchChip item={item} />
            <ValueButtons key={item.part} pack={data.pack} item={item} saved={saved} label={item.id} />
          </div>
          <ItemBody pack={data.pack} item={item} saved={saved} />
        </div>
      ))}
    </Panel>
  );
}

/** Three networks, eight questions, no sensor needed (S0-077). */
function Quick({ data, columns, saved }: { data: Matrix; columns: Column[]; saved: () => void }) {
  const first = data.items.filter((item) => item.part === columns[0]!.id);
  const left = columns.flatMap((column) => data.items.filter((item) => item.part === column.id && item.match === 'open')).length;
  return (
    <>
      <p role="status">{left ? t('smkl.quick_left', { count: left }) : t('smkl.quick_done')} <a href={href('/library', { kind: 'easy' })}>{t('smkl.easy')}</a></p>
      {first.map((question) => (
        <section key={question.id} class="panel quick">
          <h2>
            <span class="item-number">{question.id}</span> {say(question.title)}
          </h2>
          <p class="quiet">
            {sentences(say(question.help))} {t('assess.example')} {say(question.example)}
          </p>
          {columns.map((column) => {
            const item = data.items.find((entry) => entry.part === column.id && entry.id === question.id)!;
            return (
              <div key={column.id} class="quick-row">
                <span>{say(column.title)}</span>
                <ValueButtons pack={data.pack} item={item} saved={saved} label={`${question.id} ${say(column.title)}`} />
                <MatchChip item={item} />
              </div>
            );
          })}
        </section>
      ))}
    </>
  );
}

/** A network that the plant has not: all of it does not apply, with one reason. */
function Missing({ data, column, saved }: { data: Matrix; column: Column; saved: () => void }) {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const all = async (event: Event) => {
    event.preventDefault();
    for (const item of data.items.filter((entry) => entry.part === column.id && entry.answer?.value !== notApplicable)) {
      const fault = await keepAnswer(data.pack.id, item, { value: notApplicable, reason });
      setWrong(fault);
      if (fault) break;
    }
    saved();
  };
  return (
    <details>
      <summary>{t('smkl.missing', { name: say(column.title) })}</summary>
      <form class="value-reason" onSubmit={all}>
        <Field label={t('assess.na_why')} error={wrong || undefined}>
          <input class="input" required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </Field>
        <button type="submit" class="button">
          {t('assess.keep')}
        </button>
      </form>
    </details>
  );
}

/** The same engine shows the original SMKL's 16 cells, which people answer (S0-025). */
function Views({ data, columns, route }: { data: Matrix; columns: Column[]; route: Route }) {
  const original = route.query.get('pack') === originalPack;
  const on = (name: string) => route.query.get(name) === '1';
  const button = (pressed: boolean, text: string, change: Parameters<typeof setQuery>[0]) => (
    <button type="button" class="chip-button" aria-pressed={pressed} onClick={() => setQuery(change)}>
      {text}
    </button>
  );
  return (
    <header class="page-head">
      <h1>{say(data.pack.title)}</h1>
      {!original && button(on('quick'), t('smkl.quick'), { quick: on('quick') ? null : 1, cell: null })}
      {!original && button(columns.length === data.columns.length, t('smkl.with_idmz'), { idmz: on('idmz') ? null : 1 })}
      {button(original, t('smkl.original'), { pack: original ? null : originalPack, cell: null, quick: null })}
      {!original && <span class="quiet">{data.as_of ? t('assess.seen', { time: dateTime(data.as_of) }) : t('assess.unseen')}</span>}
    </header>
  );
}

export function Smkl({ route }: { route: Route }) {
  const original = route.query.get('pack') === originalPack;
  const { data, error, reload } = useLoad<Matrix>(`/smkl${query({ pack: original ? originalPack : null })}`, useVersion('status', 10000));
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  const quick = route.query.get('quick') === '1';
  const columns = data.columns.filter((column) => !column.optional || route.query.get('idmz') === '1' || column.cells.some((cell) => cell.state !== 'open'));
  const [part, section] = (route.query.get('cell') ?? '').split('/');
  const column = columns.find((entry) => entry.id === part);
  return (
    <div class="page">
      <Views data={data} columns={columns} route={route} />
      <News pack={data.pack.id} news={data.news} />
      {!quick && !original && <Readers data={data} columns={columns} reader={route.query.get('for') ?? ''} />}
      {quick ? <Quick data={data} columns={columns} saved={reload} /> : <Grid data={data} columns={columns} chosen={route.query.get('cell') ?? ''} saved={reload} />}
      {!quick && column && section && <Requirements data={data} column={column} section={section} saved={reload} />}
      {!quick && !column && <p class="quiet">{t('smkl.click')}</p>}
      {!quick && !original && <Applies />}
      {!quick && !original && <NewThreat data={data} columns={columns.filter((entry) => !entry.not_applicable && !entry.optional)} />}
      {!original && (
        <p class="quiet">
          {t('smkl.rule')} <a href={href('/library', { kind: 'slot' })}>{t('smkl.slots')}</a>
        </p>
      )}
      <p class="quiet">
        {sentences(say(data.pack.caveat), say(data.pack.source))}
      </p>
      <AnswerSheet pack={data.pack} saved={reload} />
      {mayEdit() && columns.filter((entry) => !entry.not_applicable).map((entry) => <Missing key={entry.id} data={data} column={entry} saved={reload} />)}
    </div>
  );
}
