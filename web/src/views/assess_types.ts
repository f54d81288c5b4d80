/* assess_types.ts - what /checklist and /smkl answer. SPDX-License-Identifier: Apache-2.0 */
import { language } from '../i18n';

export interface Words {
  ja: string;
  en: string;
}

export interface Answer {
  revision: number;
  value: string;
  reason: string | null;
  override: string | null;
  document: string | null;
  reviewed_on: string | null;
  due_on: string | null;
  pack_version: string;
  /** The kind of device that said it, when the device itself says nothing else. */
  of: string | null;
  specimen: boolean;
  user: string;
  at: string;
}

export interface Exception {
  id: string;
  pack: string;
  part: string;
  item: string;
  reason: string;
  measure: string;
  ends_on: string;
  user: string;
  at: string;
  approved_by: string | null;
  approved_at: string | null;
}

export interface Evidence {
  id: string;
  kind: 'document' | 'link' | 'record' | 'photo';
  title: string;
  link: string | null;
  note: string | null;
  collected_on: string | null;
  effective_on: string | null;
  expires_on: string | null;
  hash: string | null;
  file: string | null;
  size: number;
  user: string;
  at: string;
  uses: string[];
}

export interface Part {
  kind: 'role' | 'network' | 'threat';
  name: string;
}

export interface Snapshot {
  news: Part[];
  id: string;
  pack: string;
  title: string;
  hash: string;
  user: string;
  at: string;
  approved_by: string | null;
  approved_at: string | null;
  note: string | null;
  outdated: boolean;
  /** Stamped papers that came back, which are its approval. */
  scans: { id: string; file: string; hash: string; size: number; signed_by: string; signed_on: string; user: string; at: string }[];
  summary: { items: number; answered: number; done: number; agrees: number; differs: number; positions: Record<string, number>; points?: Record<string, { points: number; version: string }> };
}

export type Verdict = 'supports' | 'contradicts' | 'unknown';
export type Match = 'open' | 'unmeasured' | 'agrees' | 'differs' | 'better' | 'overridden' | 'excepted';

export interface Gauge {
  gauge: string;
  title: Words | null;
  verdict: Verdict;
  detail: Words;
  value: string | null;
  as_of: string | null;
  coverage: number | null;
  link: string | null;
  samples: { text: string; link: string | null }[];
}

export interface Item {
  id: string;
  section: string;
  part: string;
  of: string | null;
  title: Words;
  help: Words | null;
  example: Words | null;
  next: Words | null;
  reference: string | null;
  who: string[];
  maps: string[];
  at: { value: string; text: Words }[];
  needs: string[];
  gauged: 'both' | 'against' | 'people';
  answer: Answer | null;
  target: Answer | null;
  verdict: Verdict;
  match: Match;
  done: boolean;
  not_applicable: boolean;
  lacks_document: boolean;
  lacks_review: boolean;
  overdue: boolean;
  watch: Answer | null;
  watched: boolean;
  exception: Exception | null;
  gauges: Gauge[];
}

export interface Step {
  value: string;
  label: Words;
  done: boolean;
  section: string | null;
  points: string | null;
}

export interface Pack {
  id: string;
  version: string;
  title: Words;
  source: Words | null;
  caveat: Words | null;
  scale_name: Words | null;
  gauge_most: string | null;
  columns_of: 'zone' | 'role' | 'supplier' | null;
  /** of: the kind to which this device is an exception. */
  columns: { id: string; title: Words; of: string | null }[];
  items: number;
  scale: Step[];
  people: { id: string; title: Words }[];
  sections: { id: string; title: Words; help: Words | null; folded: boolean; items: number }[];
}

export interface Tallies {
  items: number;
  answered: number;
  done: number;
  not_applicable: number;
  agrees: number;
  differs: number;
  overridden: number;
  excepted: number;
  unmeasured: number;
  open: number;
}

export interface Assessment {
  /** What came to the plant since the last record. */
  news: Part[];
  pack: Pack;
  scope: string;
  as_of: string | null;
  watching: boolean;
  tallies: Tallies;
  items: Item[];
}

export interface Cell {
  section: string;
  state: 'open' | 'not' | 'partly' | 'reached' | 'not_applicable';
  contradicted: boolean;
  supported: boolean;
}

export interface Column {
  id: string;
  title: Words;
  alias: string | null;
  levels: string | null;
  optional: boolean;
  position: string | null;
  unquestioned: string | null;
  not_applicable: boolean;
  target: Answer | null;
  cells: Cell[];
}

export interface Matrix extends Assessment {
  columns: Column[];
}

export const notApplicable = 'n/a';

/** What of the scale this item takes: steps of its own section, and of those the lowest and the ones that mean something for it. */
export function stepsOf(pack: Pack, item: Item): Step[] {
  const steps = pack.scale.filter((step) => !step.section || step.section === item.section);
  return steps.filter((step, index) => item.at.length === 0 || (index === 0 && !step.section) || item.at.some((at) => at.value === step.value));
}

/** The text in the language of the page. */
export const say = (words: Words | null | undefined): string => (words ? words[language.get()] : '');

/** Beside one another: each ends as a sentence does. */
export const sentences = (...texts: (string | null | undefined | false)[]): string => {
  const [stop, between] = language.get() === 'ja' ? ['。', ''] : ['.', ' '];
  return texts
    .map((text) => (text || '').trim())
    .filter(Boolean)
    .map((text) => (/[。．.!?！？:：]$/.test(text) ? text : text + stop))
    .join(between);
};
