/* suppliers_data.ts - what /suppliers and /stakeholders answer. SPDX-License-Identifier: Apache-2.0 */
import { mayHere } from '../api';
import type { Words } from './assess_types';

export interface Named {
  id: string;
  title: Words;
}

export interface Kind extends Named {
  says: Words;
  clause: string;
  side: string;
  duties: { stage: string; text: Words }[];
}

export interface Country extends Named {
  law: Words;
}

export interface Stakeholders {
  stages: Named[];
  sides: Named[];
  viewpoints: Named[];
  kinds: Kind[];
  countries: Country[];
}

export interface Supplier {
  id: string;
  key: string;
  name: string;
  kind: string;
  stages: string[];
  sides: string[];
  makers: string[];
  brings: string | null;
  country: string | null;
  person: string | null;
  day: string | null;
  night: string | null;
  vulnerability: string | null;
  contract: string | null;
  substitute: string | null;
  note: string | null;
  small: boolean;
  zones: number[];
  devices: { id: string; name: string }[];
  seen: number;
  reach: string | null;
  specimen: boolean;
  revision: number;
}

export interface Maker {
  name: string;
  devices: number;
  known: boolean;
}

export interface Register {
  items: Supplier[];
  makers: Maker[];
}

/** Own people stand in the register, too; nobody sends them a questionnaire. */
export const isOutside = (row: Supplier): boolean => !row.kind.startsWith('user-');

/** Keeps suppliers and orders, in the site that is assessed. */
export const mayBuy = (): boolean => mayHere('buy');

/** What is missing when something happens: each has a text suppliers.lacks.NAME. */
export const lacks = (row: Supplier): ('vulnerability' | 'night' | 'substitute')[] =>
  (isOutside(row) ? (['vulnerability', 'night', 'substitute'] as const) : (['night'] as const)).filter((name) => !row[name]);
