/* steps_data.ts - what METI's model factory begins with, and how importance is derived. SPDX-License-Identifier: Apache-2.0 */
import { post, remove } from '../api';
import { amend } from './register';

export interface RegisterRow {
  id: string;
  kind: string;
  name: string;
  body: Body;
  revision: number;
  specimen: boolean;
}

export interface Body {
  importance?: number;
  ratings?: Partial<Record<View, number>>;
  works?: string[];
  /** Which of the five things of worth it serves. */
  values?: string[];
  note?: string;
}

/** BC, S, Q, D, C (S4-001): from which a protected object's importance comes. */
export const views = ['bc', 's', 'q', 'd', 'c'] as const;
export type View = (typeof views)[number];

/* The model factory's 9 works, 8 kinds of data and 12 components, as ids of texts (S4-006 S4-007 S4-009). */
export const modelWorks = ['plan', 'produce', 'watch', 'refill', 'buy', 'analyse', 'trace', 'maintain', 'remote'] as const;
export const modelData = ['plan', 'order', 'recipe', 'result', 'state', 'program', 'stock_line', 'stock_store'] as const;
export const modelComponents = ['vpn', 'wlan', 'mes', 'line', 'scada', 'terminal', 'agv_pc', 'agv', 'warehouse', 'warehouse_remote', 'oa_server', 'oa_pc'] as const;

/** Our rule (S4-015 S4-017), shown on the page: the highest of its own five ratings and of the works that it serves; 0 not said. */
export function derive(body: Body, works: RegisterRow[]): number {
  const own = views.map((view) => body.ratings?.[view] ?? 0);
  const linked = works.filter((work) => body.works?.includes(work.id)).map((work) => work.body.importance ?? 0);
  return Math.max(0, ...own, ...linked);
}

/** What a factory's systems are worth (S4-178): stable running, sound work, right data, secrets, clean products. */
export const worths = ['run', 'sound', 'data', 'secret', 'clean'] as const;

/** A change of the row that is called so, which may come into being by it. */
export const keepRow = (kind: string, name: string, change: (body: Body) => Body): Promise<unknown> => amend<Body>(kind, name, (body) => ({ ...body, ...change(body) }));

export const dropRow = (id: string): Promise<void> => remove(`/register/${id}`);

export const proposeZones = (lang: string): Promise<unknown> => post('/zones/proposal', { by: 'subnet', lang });

export interface Zone {
  id: string;
  name: string;
  smkl: string | null;
  importance: number;
  draft: boolean;
  devices: number;
}

export interface Crossing {
  from: string | null;
  to: string | null;
}

/** Which zones fall if this one does (S4-019): whoever it reaches, and whoever they reach. */
export function reach(from: string, crossings: Crossing[]): Set<string> {
  const found = new Set<string>([from]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from: a, to: b } of crossings)
      if (a && b && b !== 'outside' && found.has(a) && !found.has(b)) {
        found.add(b);
        grown = true;
      }
  }
  found.delete(from);
  return found;
}
