/* assess_plan.tsx - 進める: what to do next, who and until when, and what the matrix becomes. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit, query } from '../api';
import { comma, t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Chip, Failure, Loading, Panel, Typed, Wrong } from '../parts/small';
import { href, setQuery, type Route } from '../router';
import { keepAnswer } from './assess_parts';
import { keepTask, newTask, Tasks, type Task } from './assess_tasks';
import { say, type Item, type Words } from './assess_types';
import { FromFindings } from './finding_take';

interface Gap {
  pack: string;
  contradicted: boolean;
  to_target: boolean;
  waits: boolean;
  stage: 1 | 2 | 3;
  importance: number;
  protects: string | null;
  becomes: string | null;
  column: Words;
  next: Words | null;
  item: Item;
}

interface Position {
  id: string;
  title: Words;
  position: string | null;
  target: string | null;
  not_applicable: boolean;
}

interface Positions {
  checklist_done: number;
  checklist_items: number;
  columns: Position[];
  scores: { id: string; title: Words; points: number }[];
}

interface Plan {
  gaps: Gap[];
  now: Positions;
  then: Positions;
}

const nameOf = (gap: Gap): string => `${gap.pack}/${gap.item.part}/${gap.item.id}`;
/** Strengths of measures are answered in the steps of the guideline. */
const steps: Record<string, string> = { 'meti-network': '2-1', 'meti-device': '2-2' };
const columnOf = (gap: Gap): string => (gap.pack !== 'meti-device' ? say(gap.column) : gap.item.of ? `${say(gap.column)} (${word('role', gap.item.of)})` : word('role', gap.item.part));
const whereIs = (gap: Gap): string => (steps[gap.pack] ? href('/steps', { step: steps[gap.pack]! }) : gap.item.part ? href('/smkl', { cell: `${gap.item.part}/${gap.item.section}` }) : href('/checklist', { open: gap.item.id }));

function Then({ plan, count }: { plan: Plan; count: number }) {
  const letter = (position: string | null) => position ?? t('plan.nothing');
  return (
    <Panel title={count ? t('plan.if', { count }) : t('plan.now')} id={count ? 'plan-if' : 'plan-now'}>
      <ul class="plan-then" aria-live="polite">
        {plan.now.columns.map((column, index) => {
          const then = plan.then.columns[index]!;
          if (column.not_applicable) return null;
          return (
            <li key={column.id}>
              {say(column.title)}: <b>{letter(column.position)}</b>
              {then.position !== column.position && (
                <>
                  {' → '}
                  <b class="plan-moved">{letter(then.position)}</b>
                </>
              )}{' '}
              {column.target && <span class="quiet">{t('plan.target', { letter: column.target })}</span>}
            </li>
          );
        })}
        <li>
          {t('page.checklist')}: <b>{plan.now.checklist_done}</b>
          {plan.then.checklist_done !== plan.now.checklist_done && (
            <>
              {' → '}
              <b class="plan-moved">{plan.then.checklist_done}</b>
            </>
          )}{' '}
          / {plan.now.checklist_items}
        </li>
        {plan.now.scores.map((score, index) => (
          <li key={score.id}>
            {say(score.title)}: <b>{score.points}</b>
            {plan.then.scores[index]!.points !== score.points && (
              <>
                {' → '}
                <b class="plan-moved">{plan.then.scores[index]!.points}</b>
              </>
            )}{' '}
            {t('plan.points')}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who does it and until when: kept as the item's target. */
function Owner({ gap, saved }: { gap: Gap; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const aim = steps[gap.pack] ? gap.item.target!.value : gap.pack === 'smkl-security' ? 'yes' : '3';
  const keep = async (change: { reason?: string; due_on?: string }) => {
    setWrong(await keepAnswer(gap.pack, { id: gap.item.id, part: gap.item.part, answer: gap.item.target }, { value: aim, ...change }, 'target'));
    saved();
  };
  return (
    <fieldset class="plan-owner" disabled={!mayEdit()}>
      <Typed maxLength={200} placeholder={t('plan.owner')} aria-label={`${gap.item.id} ${t('plan.owner')}`} value={gap.item.target?.reason ?? ''} keep={(text) => void keep({ reason: text })} />
      <input class="input" type="date" aria-label={`${gap.item.id} ${t('smkl.until')}`} value={gap.item.target?.due_on ?? ''} onChange={(event) => void keep({ due_on: event.currentTarget.value })} />
      <Wrong text={wrong} />
    </fieldset>
  );
}

/** A plant that runs is not stopped for everything at once (S1-102): at once, when the line stands, when it is renewed. */
function Stages({ gaps }: { gaps: Gap[] }) {
  return (
    <Panel title={t('plan.stages')} id="stages">
      <p class="quiet">{t('plan.stages_hint')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            {(['stage', 'stage_when', 'stage_count', 'stage_first', 'stage_needs'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`plan.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {([1, 2, 3] as const).map((stage) => {
            const rows = gaps.filter((gap) => gap.stage === stage);
            const waiting = rows.filter((gap) => gap.waits);
            return (
              <tr key={stage}>
                <th scope="row">{stage}</th>
                <td>{word('plan.stage_is', String(stage))}</td>
                <td>{rows.length}</td>
                <td>
                  {rows.slice(0, 3).map((gap) => (
                    <p key={nameOf(gap)}>
                      <a href={whereIs(gap)}>
                        {gap.item.id} {say(gap.item.title)}
                      </a>{' '}
                      <span class="quiet">{columnOf(gap)}</span>
                    </p>
                  ))}
                  {rows.length === 0 && '–'}
                </td>
                <td>{waiting.length ? waiting.slice(0, 3).map((gap) => t('plan.stage_needs_is', { item: gap.item.id, needs: gap.item.needs.join(comma()) })).join(' / ') : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </Sheet>
    </Panel>
  );
}

/** Makes a task of a gap: its next step is what is to be done. */
function Take({ gap, taken, done }: { gap: Gap; taken: boolean; done: () => void }) {
  if (taken) return <span class="quiet">{t('tasks.taken')}</span>;
  if (!mayEdit()) return null;
  const take = () => void keepTask(newTask(steps[gap.pack] ? `${columnOf(gap)}: ${say(gap.item.title)} ${say(gap.next)}` : say(gap.next) || say(gap.item.title), { pack: gap.pack, part: gap.item.part, item: gap.item.id, owner: gap.item.target?.reason ?? '', due_on: gap.item.target?.due_on ?? '' })).then(done);
  return (
    <button type="button" class="button-plain" onClick={take}>
      {t('tasks.take')}
    </button>
  );
}

/** Asks for them when somebody looks. */
function Findings({ tasks, done }: { tasks: Task[]; done: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="panel plan-findings" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plan.from_findings')}</summary>
      {open && <FromFindings tasks={tasks} done={done} />}
    </details>
  );
}

export function PlanPage({ route }: { route: Route }) {
  const [turn, setTurn] = useState(0);
  const tasks = useLoad<{ items: Task[] }>('/tasks', turn).data?.items ?? [];
  const chosen = (route.query.get('if') ?? '').split(',').filter(Boolean);
  const { data, error, reload } = useLoad<Plan>(`/plan${query({ if: chosen.join(',') })}`, useVersion('status', 10000));
  const [kept, setKept] = useState<Plan>();
  if (data && data !== kept) setKept(data);
  const plan = data ?? kept;
  if (error && !plan) return <Failure error={error} again={reload} />;
  if (!plan) return <Loading />;
  const moves = (task: Task): string => {
    const gap = plan.gaps.find((one) => one.pack === task.pack && one.item.part === task.part && one.item.id === task.item);
    if (!gap) return '';
    if (steps[gap.pack]) return t('plan.moves_strength', { column: columnOf(gap) });
    if (!gap.item.part) return t('plan.moves_list');
    return gap.becomes ? t('plan.moves_to', { column: gap.item.part, letter: gap.becomes }) : t('plan.moves_part', { column: gap.item.part, letter: gap.item.section });
  };
  const toggle = (name: string) => setQuery({ if: (chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]).join(',') || null });
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.plan')}</h1>
        <span class="quiet">{t('plan.hint')}</span>
      </header>
      <Then plan={plan} count={chosen.length} />
      <Stages gaps={plan.gaps} />
      <Tasks version={turn} moves={moves} />
      <Findings tasks={tasks} done={() => setTurn(turn + 1)} />
      <ol class="items plan">
        {plan.gaps.map((gap) => (
          <li key={nameOf(gap)} class="item plan-line">
            <input type="checkbox" checked={chosen.includes(nameOf(gap))} aria-label={t('plan.suppose', { item: gap.item.id })} onChange={() => toggle(nameOf(gap))} />
            <div>
              <a href={whereIs(gap)}>
                {gap.item.id} {say(gap.item.title)}
              </a>{' '}
              <span class="quiet">{columnOf(gap)}</span>
              <p>
                {gap.contradicted && (
                  <Chip state="act">
                    {word('match', 'differs')}
                  </Chip>
                )}{' '}
                {gap.to_target && <Chip state="new">{t('plan.to_target')}</Chip>} {gap.waits && <Chip>{t('plan.waits')}</Chip>} <Chip title={word('plan.stage_is', String(gap.stage))}>{t('plan.stage_chip', { stage: gap.stage })}</Chip>{' '}
                {gap.protects && <Chip title={t('plan.protects_hint')}>{t('plan.protects', { zone: gap.protects, importance: gap.importance })}</Chip>} {gap.becomes && <Chip state="ok">{t('plan.becomes', { letter: gap.becomes })}</Chip>}{' '}
                {gap.contradicted && (
                  <>
                    <StateMark state="act" size={10} /> {say(gap.item.gauges.find((gauge) => gauge.verdict === 'contradicts')?.detail)}
                  </>
                )}
              </p>
              <p>
                <b>{t('assess.next')}</b> {say(gap.next)}
              </p>
            </div>
            <div>
              <Owner gap={gap} saved={reload} />
              <Take gap={gap} taken={tasks.some((task) => task.pack === gap.pack && task.part === gap.item.part && task.item === gap.item.id && task.state !== 'dropped')} done={() => setTurn(turn + 1)} />
            </div>
          </li>
        ))}
      </ol>
      <p class="quiet">{t('plan.rule')}</p>
    </div>
  );
}
