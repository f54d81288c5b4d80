/* pages.tsx - THE TABLE of pages: a page is one row here, its texts page.NAME, and its icon in glyphs.ts. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentType } from 'preact';
import type { GlyphName } from './parts/glyphs';
import type { Route } from './router';
import { Allowlist } from './views/allowlist';
import { AssetPage } from './views/asset';
import { Checklist } from './views/assess_checklist';
import { Fill } from './views/assess_fill';
import { PlanPage } from './views/assess_plan';
import { Records } from './views/assess_records';
import { Scoring } from './views/assess_score';
import { Smkl } from './views/assess_smkl';
import { Assets } from './views/assets';
import { Communications } from './views/communications';
import { FindingPage } from './views/finding';
import { Compare } from './views/compare';
import { Findings } from './views/findings';
import { Help } from './views/help';
import { Ledger } from './views/ledger';
import { MapPage } from './views/map';
import { Overview } from './views/overview';
import { Reports } from './views/reports';
import { Sensors } from './views/sensors';
import { Settings } from './views/settings';
import { Steps } from './views/steps';
import { Vulnerabilities } from './views/vulnerabilities';
import { VulnerabilityPage } from './views/vulnerabilities_one';
import { ZonesPage } from './views/zones';

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
  /** #/NAME/ID: one of what the page lists. */
  one?: View;
}

export const pages: PageRow[] = [
  { job: 'see', name: 'overview', path: '', letter: 'o', view: Overview },
  { job: 'see', name: 'assets', path: 'assets', letter: 'a', view: Assets, one: AssetPage },
  { job: 'see', name: 'map', path: 'map', letter: 'm', view: MapPage },
  { job: 'see', name: 'communications', path: 'communications', letter: 'c', view: Communications },
  { job: 'see', name: 'sensors', path: 'sensors', letter: 's', view: Sensors },
  { job: 'see', name: 'ledger', path: 'ledger', letter: 'l', view: Ledger },
  { job: 'judge', name: 'findings', path: 'findings', letter: 'f', view: Findings, one: FindingPage },
  { job: 'judge', name: 'allowlist', path: 'allowlist', letter: 'w', view: Allowlist },
  { job: 'judge', name: 'zones', path: 'zones', letter: 'z', view: ZonesPage },
  { job: 'judge', name: 'vulnerabilities', path: 'vulnerabilities', letter: 'v', view: Vulnerabilities, one: VulnerabilityPage },
  { job: 'measure', name: 'smkl', path: 'smkl', letter: 'x', view: Smkl },
  { job: 'measure', name: 'checklist', path: 'checklist', letter: 'k', view: Checklist },
  { job: 'measure', name: 'steps', path: 'steps', letter: 'e', view: Steps },
  { job: 'measure', name: 'scoring', path: 'scoring', letter: 'n', view: Scoring },
  { job: 'measure', name: 'fill', path: 'fill', letter: 'i', view: Fill },
  { job: 'measure', name: 'records', path: 'records', letter: 'r', view: Records },
  { job: 'improve', name: 'plan', path: 'plan', letter: 'p', view: PlanPage },
  { job: 'improve', name: 'compare', path: 'compare', letter: 'q', view: Compare },
  { job: 'improve', name: 'reports', path: 'reports', letter: 'y', view: Reports },
  { job: null, name: 'settings', path: 'settings', letter: 't', view: Settings },
  { job: null, name: 'help', path: 'help', letter: 'h', view: Help },
];

export const findPage = (part: string | undefined): PageRow | undefined => pages.find((page) => page.path === (part ?? ''));
