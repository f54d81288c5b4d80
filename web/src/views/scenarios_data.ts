/* scenarios_data.ts - what /scenarios answers, and how one is kept. SPDX-License-Identifier: Apache-2.0 */
import { patch } from '../api';
import type { State } from '../parts/icons';
import type { Words } from './assess_types';

export interface Named {
  id: string;
  title: Words;
}

export interface Scenario {
  id: string;
  use: string | null;
  zone: string | null;
  title: string;
  impact: string;
  stakeholders: string[];
  threats: string[];
  measures: string[];
  tasks: string[];
  depth: string | null;
  stage: string | null;
  state: 'open' | 'treated' | 'accepted';
  /** The same today: what was accepted until a day that is past has expired. */
  stands: Stands;
  because: string | null;
  until: string | null;
  accepted_by: string | null;
  method: 'asset' | 'damage' | null;
  threat: number | null;
  weakness: number | null;
  worth: number | null;
  residual: number | null;
  risk: string | null;
  note: string | null;
  specimen: boolean;
  revision: number;
  user: string;
}

export type Stands = 'open' | 'treated' | 'accepted' | 'expired';

export interface Scenarios {
  items: Scenario[];
  table: string;
  table_own: boolean;
  book: { stakeholders: Named[]; depths: Named[]; threats: Named[]; measures: (Named & { page: string })[] };
}

export interface Task {
  id: string;
  title: string;
  owner: string | null;
  state: 'open' | 'work' | 'done' | 'dropped';
}

/** Of the digits of an impact: CIA as information has it, HSE+B as a plant has it (S1-081). */
export const impacts = ['c', 'i', 'a', 'h', 's', 'e', 'b'] as const;

export const stateMark: Record<Stands, State> = { open: 'look', treated: 'ok', accepted: 'calm', expired: 'act' };

export const worstOf = (row: Scenario): number => Math.max(...[...row.impact].map(Number));

/** From this value up something is to be done, until the plant says otherwise. */
export const defaultLine = 'C';

/** On which side of what the plant accepts a scenario stands; nothing while it has no value. */
export const sideOf = (row: Scenario, line: string): 'above' | 'below' | null => (row.risk ? (row.risk <= line ? 'above' : 'below') : null);

/** Said to be treated while something of it is still to do. */
export const isUnfinished = (row: Scenario, tasks: Task[]): boolean =>
  row.state === 'treated' && (row.tasks.length === 0 || row.tasks.some((id) => !/done|dropped/.test(tasks.find((task) => task.id === id)?.state ?? '')));

export type Fields = Partial<Record<'title' | 'impact' | 'depth' | 'stage' | 'state' | 'because' | 'until' | 'method' | 'note', string>> & Partial<Record<'use' | 'zone' | 'threat' | 'weakness' | 'worth' | 'residual', number>> & Partial<Record<'stakeholders' | 'threats' | 'measures' | 'tasks', string[]>>;

/** A new one, or what is there with these fields changed. */
export function keepScenario(fields: Fields, old?: Scenario): Promise<unknown> {
  const text = (name: 'title' | 'impact' | 'depth' | 'stage' | 'state' | 'because' | 'until' | 'method' | 'note') => fields[name] ?? old?.[name] ?? '';
  const figure = (name: 'use' | 'zone' | 'threat' | 'weakness' | 'worth' | 'residual') => fields[name] ?? Number(old?.[name] ?? 0);
  const list = (name: 'stakeholders' | 'threats' | 'measures' | 'tasks') => (fields[name] ?? old?.[name] ?? []).join(' ');
  return patch('/scenarios', {
    id: Number(old?.id ?? 0), revision: old?.revision ?? 0,
    title: text('title'), impact: text('impact'), depth: text('depth'), stage: text('stage'), state: text('state'), because: text('because'), until: text('until'), method: text('method'), note: text('note'),
    use: figure('use'), zone: figure('zone'), threat: figure('threat'), weakness: figure('weakness'), worth: figure('worth'), residual: figure('residual'),
    stakeholders: list('stakeholders'), threats: list('threats'), measures: list('measures'), tasks: list('tasks'),
  });
}
