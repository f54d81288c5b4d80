/* nextstep.tsx - a problem as people can act on it: what, why, what to do, whom to ask. SPDX-License-Identifier: Apache-2.0 */
import { dateTime } from '../format';
import { has, t, word, type Args, type TextKey } from '../i18n';
import type { Problem, Source, Status } from '../types';
import { StateMark, type State } from './icons';
import { reasonOf } from './source';

const states: Record<Problem['severity'], State> = { act: 'act', look: 'look', info: 'calm' };
const places: Record<string, string> = {
  source_broken: '#/sensors',
  file_cut: '#/sensors',
  file_unread: '#/sensors',
  source_drops: '#/sensors',
  broadcast_only: '#/sensors',
  no_point: '#/sensors',
  evictions: '#/sensors',
  time_back: '#/sensors',
  records_lost: '#/sensors',
  no_ledger: '#/ledger',
  conflicts: '#/assets?conflicts=1',
  end_of_support: '#/assets?eos=1',
  unknown_conversations: '#/communications?unknown=1',
  default_community: '#/communications?protocol=snmp',
  clear_remote: '#/communications?protocol=telnet,ftp,vnc',
};

/** What the state of a source itself says. */
export function ofSource(source: Source): Problem[] {
  const list: Problem[] = [];
  const tell = (severity: Problem['severity'], key: string, args: Args = {}) =>
    list.push({ id: `${key}.${source.id}`, severity, text_key: key, args: { source: source.point?.line || source.name, ...args } });
  const drops = source.kernel_drops + source.interface_drops;
  if (source.state === 'broken' && source.kind === 'live') tell('act', 'source_broken', { detail: reasonOf(source) });
  if (source.state === 'broken' && source.kind === 'file') tell('look', source.packets > 0 ? 'file_cut' : 'file_unread', { detail: reasonOf(source), packets: source.packets });
  if (drops > 0 && drops * 1000 > source.packets) tell('look', 'source_drops', { drops, packets: source.packets });
  if (source.broadcast_only && source.packets > 0) tell('look', 'broadcast_only');
  if (source.evictions > 0) tell('info', 'evictions', { count: source.evictions });
  if (source.backwards > 0) tell('info', 'time_back', { count: source.backwards });
  if (source.records_lost > 0) tell('look', 'records_lost', { count: source.records_lost });
  return list;
}

/** What the server found, and what the state of the sources itself says. */
export function problemsOf(status: Status): Problem[] {
  const list = status.problems.filter((problem) => !problem.text_key.startsWith('source_') && problem.text_key !== 'no_point');
  const known = new Set(list.map((problem) => problem.text_key));
  for (const problem of status.sources.flatMap(ofSource)) if (!known.has(problem.text_key)) list.push(problem);
  const nameless = status.sources.filter((source) => !source.point?.line);
  if (nameless.length) list.push({ id: 'no_point', severity: 'info', text_key: 'no_point', args: { source: nameless[0]!.name, count: nameless.length } });
  const order = { act: 0, look: 1, info: 2 };
  return list.sort((a, b) => order[a.severity] - order[b.severity]);
}

function line(problem: Problem, part: string): string | undefined {
  const key = `problem.${problem.text_key}.${part}`;
  return has(key) ? t(key as TextKey, problem.args) : undefined;
}

function steps(problem: Problem): string[] {
  return [1, 2, 3, 4].map((n) => line(problem, `do${n}`)).filter((text) => text !== undefined);
}

function plain(problem: Problem): string {
  const args = Object.entries(problem.args).map(([name, value]) => `${name} ${value}`);
  return [problem.text_key, ...args].join(' · ');
}

export function NextStep({ problem, open }: { problem: Problem; open: boolean }) {
  const place = (problem.args.link as string | undefined) ?? places[problem.text_key];
  const list = steps(problem);
  return (
    <details class={`problem problem-${problem.severity}`} open={open}>
      <summary>
        <StateMark state={states[problem.severity]} />
        <span class="problem-what">{line(problem, 'what') ?? plain(problem)}</span>
        <span class="problem-severity">{word('severity', problem.severity)}</span>
      </summary>
      <div class="problem-body">
        <p>{line(problem, 'why')}</p>
        {problem.args.detail && (
          <p class="quiet">
            {t('problem.detail')} <span class="mono">{problem.args.detail}</span>
          </p>
        )}
        {list.length > 0 && (
          <ol>
            {list.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
        )}
        <p class="problem-foot">
          {place && <a href={place}>{t('problem.open')}</a>}
          {line(problem, 'ask') && (
            <span>
              {t('problem.ask')} {line(problem, 'ask')}
            </span>
          )}
        </p>
      </div>
    </details>
  );
}

export const asOf = (status: Status): string => t('as_of', { time: dateTime(status.now) });
