/* roadmap_data.ts - what the roadmap keeps in the register, and which cells its path passes. SPDX-License-Identifier: Apache-2.0 */
import type { Cell, Column, Matrix } from './assess_types';

interface Row<K, B> {
  id: string;
  kind: K;
  name: string;
  revision: number;
  body: B;
}

/** What a department does already (S0-029). cells: "1/a 2/b". */
export type Activity = Row<'activity', { department?: string; cells?: string }>;
/** A product or service and who brings it (S0-038 S0-039 S0-045). */
export type Solution = Row<'solution', { by?: Provider; category?: string; cells?: string; conditions?: string; cost?: string; managed?: string; stage?: Stage }>;
/** What a phase leaves behind (S0-026 S0-027 S0-028 S0-037). name: one of ours, or the plant's own. */
export type Output = Row<'output', { phase?: string; owner?: string; due_on?: string; done_on?: string; agreed?: string }>;
/** In which phase a cell is passed; name: "1/a". */
export type Passed = Row<'path', { phase?: string }>;
export type Kept = Activity | Solution | Output | Passed;

export const phases = ['1', '2', '3'] as const;
export const providers = ['own', 'partner', 'rival', 'none'] as const;
export type Provider = (typeof providers)[number];
/* S0-032 */
export const stages = ['proposal', 'introduction', 'operation'] as const;
export type Stage = (typeof stages)[number];
/* S0-046 */
export const categories = [
  'switch', 'firewall', 'plc_sensor', 'endpoint_sensor', 'snmp', 'visibility', 'cloud', 'utm', 'router', 'ot_ids', 'ids', 'ips', 'intelligence', 'one_stop', 'monitoring', 'csirt', 'soc', 'other',
] as const;

/** Ours of each phase; people add their own. */
export const outputs: Record<(typeof phases)[number], string[]> = {
  '1': ['risk', 'gap', 'policy', 'basic'],
  '2': ['incident', 'rules', 'roles'],
  '3': ['automation', 'improvement', 'sites'],
};

/* Grades build on one another: what is seen first is watched next, and judged and answered last. */
const usual: Record<string, string> = { a: '1', b: '1', c: '2', d: '3' };

export const cellName = (column: Column, section: string): string => `${column.id}/${section}`;
export const cellsOf = (text: string | undefined): string[] => (text ?? '').split(' ').filter(Boolean);
export const stateOf = (column: Column, section: string): Cell => column.cells.find((cell) => cell.section === section)!;

/** From where a network stands up to its target: the cells that are not reached. */
export function pathOf(data: Matrix): string[] {
  const order = data.pack.sections.map((section) => section.id);
  return data.columns.flatMap((column) => {
    const last = order.indexOf(column.target?.value ?? '');
    if (column.not_applicable) return [];
    return order.slice(0, last + 1).filter((section) => !/reached|not_applicable/.test(stateOf(column, section).state)).map((section) => cellName(column, section));
  });
}

export const phaseOf = (passed: Passed[], cell: string): string => passed.find((row) => row.name === cell)?.body.phase ?? usual[cell.split('/')[1] ?? ''] ?? '3';

/** Who brings what to a cell: ours and our partners'. */
export const broughtTo = (solutions: Solution[], cell: string): Solution[] => solutions.filter((row) => row.body.by !== 'none' && row.body.by !== 'rival' && cellsOf(row.body.cells).includes(cell));
