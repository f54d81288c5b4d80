/* zones_types.ts - what the server says of zones, and what the pages make of it. SPDX-License-Identifier: Apache-2.0 */
import { t, word, type TextKey } from '../i18n';
import type { State } from '../parts/icons';
import { href } from '../router';
import type { CrossingName } from '../types';

export const outside = 'outside';

/** From the outside in, as the map has its lanes; SMKL's own columns are 1, 2, 3 and IDMZ. */
export const columns = ['office', 'idmz', '1', '2', '3'] as const;
export interface Zone {
  id: string;
  kind: string | null;
  name: string;
  smkl: string | null;
  importance: number;
  note: string | null;
  draft: boolean;
  specimen: boolean;
  devices: number;
}

export interface Network {
  id: string;
  zone: string;
  name: string;
  smkl: string | null;
  subnets: string[];
  vlans: string[];
  importance: number;
  note: string | null;
  draft: boolean;
  class: string | null;
  level: string | null;
  model: 'perimeter' | 'zero-trust' | null;
  hurdles: string[];
  renewal: 'renewed' | 'continued' | null;
  devices: number;
}

/* S0-023 */
export const networkClasses = ['enterprise', 'idmz', 'production-info', 'control-info', 'control', 'field'] as const;
export const isaLevels = ['0', '1', '2', '3', '4', '5'] as const;
/** What zero trust asks of a plant (S0-069): cost, work, production, legacy. */
export const hurdles = ['cost', 'work', 'production', 'legacy'] as const;

export interface Conduit {
  id: string;
  from: string;
  to: string;
  both: boolean;
  protocols: string[];
  classes: string[];
  note: string | null;
  draft: boolean;
}

export interface Zoning {
  zones: Zone[];
  networks: Network[];
  conduits: Conduit[];
  model: { kind: string; smkl: string; ja: string; en: string }[];
  counts: { devices: number; without_zone: number; drafts: number } & Record<CrossingName, number>;
}

export interface Crossing {
  from: string | null;
  to: string | null;
  protocol: string | null;
  protocol_title: string;
  crossing: CrossingName;
  classes: string[];
  conversations: number;
  bytes: number;
  first_seen: string;
  last_seen: string;
}

export const crossingMarks: Record<CrossingName, State> = { outside: 'act', skip: 'act', unplanned: 'look', draft: 'new', allowed: 'ok' };
export const crossingWord = (name: CrossingName): string => t(`crossing.${name}` as TextKey);
export const columnWord = (name: string | null | undefined): string => word('smkl_column', name || 'none');
export const isBroken = (name: string | null | undefined): boolean => name === 'outside' || name === 'skip' || name === 'unplanned';

export const zoneName = (zones: Zone[], id: string | null): string =>
  id === outside ? t('zones.outside') : (zones.find((zone) => zone.id === id)?.name ?? t('zones.nowhere'));

/** The conversations between two zones. */
export const talksHref = (from: string | null, to: string | null, more: Record<string, string> = {}): string =>
  href('/communications', { from_zone: from ?? 'none', to_zone: to ?? 'none', ...more });
