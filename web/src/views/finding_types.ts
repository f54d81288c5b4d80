/* finding_types.ts - findings and what was learned, as docs/api.md says. SPDX-License-Identifier: Apache-2.0 */
import { language } from '../i18n';
import type { State } from '../parts/icons';
import type { Party } from '../types';

/** What the server says in both languages. */
export interface Both<T = string> {
  ja: T;
  en: T;
}

export const say = <T>(both: Both<T>): T => both[language.get()];

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type FindingState = 'new' | 'acknowledged' | 'work' | 'closed' | 'accepted';

/** What people or operation had to do with it (S0-068), and what else it may have been. */
export const causes = ['misuse', 'misconfiguration', 'media', 'credentials', 'attack', 'fault'] as const;

export const severities: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export interface Finding {
  id: string;
  detector: string;
  severity: Severity;
  state: FindingState;
  until: string | null;
  assigned_to: string | null;
  title: Both;
  what: Both;
  /** The allow-list can take it. */
  listed: boolean;
  detail: string | null;
  device: Party;
  peer: Party | null;
  count: number;
  event: string;
  /** Open findings of its event, itself among them. */
  together: number;
  source: string;
  first_seen: string;
  last_seen: string;
}

export interface Evidence {
  source: string;
  time: string;
  count: number;
  conversation?: string;
  operation?: string;
  record?: unknown;
}

export interface Note {
  at: string;
  user: string | null;
  kind: 'comment' | 'state' | 'assigned' | 'reopened' | 'cause';
  value: string | null;
  text: string | null;
}

export interface FindingDetail extends Finding {
  attack_ics: string[];
  meti_threat: number[];
  iec62443: string[];
  smkl: string[];
  why: Both;
  next: Both<string[]>;
  evidence: Evidence[];
  notes: Note[];
  event_findings: Finding[];
  packets: 'here' | 'no_ring' | 'not_kept' | 'elsewhere';
}

export type AllowedState = 'learned' | 'late' | 'accepted' | 'refused';

export interface AllowedGroup {
  id: string;
  kind: 'device' | 'talk' | 'name' | 'fact';
  state: AllowedState;
  detector?: string;
  title?: Both;
  protocol?: string;
  protocol_title?: string;
  domain?: string;
  names?: number;
  client: Party;
  server: Party;
  /** Who acts: a controller that is programmed asks the computer for the parts of its program. */
  actor: 'client' | 'server';
  classes: string[];
  /** The operation that says most of it. */
  top?: { class: string; function: string | null; space: string | null; target: string | null; ranges?: [number, number][]; wide: boolean; period_us: number | null };
  entries: number;
  open: number;
  hours: string;
  expires: string | null;
  first_seen: string;
  last_seen: string;
}

export interface AllowedEntry {
  id: string;
  kind: string;
  what: string;
  class: string | null;
  function: string | null;
  space: string | null;
  target: string | null;
  state: AllowedState;
  wide: boolean;
  /** A person set its ranges. */
  fixed: boolean;
  ranges?: [number, number][];
  hours: string;
  count: number;
  period_us: number | null;
  jitter_us: number | null;
  expires: string | null;
  decided_by: string | null;
  last_seen: string;
}

export type Phase = 'none' | 'learn' | 'review' | 'enforce';

export const seenKinds = ['day', 'night', 'weekend', 'month_end', 'changeover'] as const;
export type Seen = { hours: number } & Record<(typeof seenKinds)[number], number>;

export interface PhaseRow {
  id: string;
  name: string;
  kind: 'live' | 'file' | 'default' | 'zone' | 'network';
  /** null: as its sources. */
  phase: Phase | null;
  since: string | null;
  seen?: Seen;
}

export interface Phases {
  items: PhaseRow[];
}

/** What a plant does that no clock knows. */
export interface CalendarDay {
  id: string;
  kind: 'changeover' | 'month_end';
  first: string;
  last: string;
  note: string | null;
  user: string;
}

/** Of whom a detector says nothing. */
export interface Suppression {
  id: string;
  detector: string | null;
  title?: Both;
  device: Party;
  peer: Party;
  until: string | null;
  reason: string;
  user: string;
}

export interface ExportKind {
  id: string;
  says: string;
  one_device: boolean;
  stops: boolean;
}

/** Colour means state: what is closed or accepted stands quietly. */
export function markOf(row: Pick<Finding, 'severity' | 'state'>): State {
  if (row.state === 'closed' || row.state === 'accepted') return 'calm';
  if (row.severity === 'critical' || row.severity === 'high') return 'act';
  return row.severity === 'info' ? 'calm' : 'look';
}
