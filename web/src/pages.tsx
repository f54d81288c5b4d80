/* pages.tsx - THE TABLE of pages: a page is one row here, its texts page.NAME, and its icon in glyphs.ts. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentType } from 'preact';
import type { GlyphName } from './parts/glyphs';
import { later } from './later';
import type { Route } from './router';
import type { Right } from './types';
import { AssetPage } from './views/asset';
import { Assets } from './views/assets';
import { Communications } from './views/communications';
import { FindingPage } from './views/finding';
import { Findings } from './views/findings';
import { Help } from './views/help';
import { MapPage } from './views/map';
import { Overview } from './views/overview';
import { Sensors } from './views/sensors';

export type View = ComponentType<{ route: Route }>;

/* The five jobs, in the order of the menu; a job appears once it has a page. */
export const jobs = ['see', 'judge', 'measure', 'improve', 'respond'] as const;

export interface PageRow {
  /** Where the menu has it: no more than seven in a job; null at the foot. */
  job: (typeof jobs)[number] | null;
  /** Of the icon, the text page.NAME, and the address #/NAME ('' for the first page). */
  name: GlyphName;
  path: string;
  /** g and this letter open it. */
  letter: string;
  view: View;
  /** Needed to see it; 'look' unless said. */
  right?: Right;
  /** #/NAME/ID: one of what the page lists. */
  one?: View;
}

export const pages: PageRow[] = [
  { job: 'see', name: 'overview', path: '', letter: 'o', view: Overview },
  { job: 'see', name: 'assets', path: 'assets', letter: 'a', view: Assets, one: AssetPage },
  { job: 'see', name: 'map', path: 'map', letter: 'm', view: MapPage },
  { job: 'see', name: 'communications', path: 'communications', letter: 'c', view: Communications },
  { job: 'see', name: 'sensors', path: 'sensors', letter: 's', view: Sensors },
  { job: 'see', name: 'ledger', path: 'ledger', letter: 'l', view: later(() => import('./views/ledger').then((file) => file.Ledger)) },
  { job: 'judge', name: 'findings', path: 'findings', letter: 'f', right: 'risk', view: Findings, one: FindingPage },
  { job: 'judge', name: 'allowlist', path: 'allowlist', letter: 'w', right: 'risk', view: later(() => import('./views/allowlist').then((file) => file.Allowlist)) },
  { job: 'judge', name: 'zones', path: 'zones', letter: 'z', view: later(() => import('./views/zones').then((file) => file.ZonesPage)) },
  { job: 'judge', name: 'vulnerabilities', path: 'vulnerabilities', letter: 'v', right: 'risk', view: later(() => import('./views/vulnerabilities').then((file) => file.Vulnerabilities)), one: later(() => import('./views/vulnerabilities_one').then((file) => file.VulnerabilityPage)) },
  { job: 'measure', name: 'smkl', path: 'smkl', letter: 'x', right: 'risk', view: later(() => import('./views/assess_smkl').then((file) => file.Smkl)) },
  { job: 'measure', name: 'checklist', path: 'checklist', letter: 'k', right: 'risk', view: later(() => import('./views/assess_checklist').then((file) => file.Checklist)) },
  { job: 'measure', name: 'steps', path: 'steps', letter: 'e', right: 'risk', view: later(() => import('./views/steps').then((file) => file.Steps)) },
  { job: 'measure', name: 'scoring', path: 'scoring', letter: 'n', right: 'risk', view: later(() => import('./views/assess_score').then((file) => file.Scoring)) },
  { job: 'measure', name: 'fill', path: 'fill', letter: 'i', right: 'risk', view: later(() => import('./views/assess_fill').then((file) => file.Fill)) },
  { job: 'measure', name: 'dataflow', path: 'dataflow', letter: 'd', right: 'risk', view: later(() => import('./views/dataflow').then((file) => file.DataFlows)) },
  { job: 'measure', name: 'records', path: 'records', letter: 'r', right: 'risk', view: later(() => import('./views/assess_records').then((file) => file.Records)) },
  { job: 'improve', name: 'plan', path: 'plan', letter: 'p', right: 'risk', view: later(() => import('./views/assess_plan').then((file) => file.PlanPage)) },
  { job: 'improve', name: 'roadmap', path: 'roadmap', letter: 'b', right: 'risk', view: later(() => import('./views/roadmap').then((file) => file.Roadmap)) },
  { job: 'improve', name: 'compare', path: 'compare', letter: 'q', right: 'risk', view: later(() => import('./views/compare').then((file) => file.Compare)) },
  { job: 'improve', name: 'reports', path: 'reports', letter: 'y', right: 'risk', view: later(() => import('./views/reports').then((file) => file.Reports)) },
  { job: 'improve', name: 'suppliers', path: 'suppliers', letter: 'j', right: 'risk', view: later(() => import('./views/suppliers').then((file) => file.Suppliers)) },
  { job: null, name: 'settings', path: 'settings', letter: 't', view: later(() => import('./views/settings').then((file) => file.Settings)) },
  { job: null, name: 'library', path: 'library', letter: 'u', right: 'risk', view: later(() => import('./views/library').then((file) => file.Library)) },
  { job: null, name: 'help', path: 'help', letter: 'h', view: Help },
];

export const findPage = (part: string | undefined): PageRow | undefined => pages.find((page) => page.path === (part ?? ''));
