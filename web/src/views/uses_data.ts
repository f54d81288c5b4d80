/* uses_data.ts - what /uses answers, and how a use is kept. SPDX-License-Identifier: Apache-2.0 */
import { patch } from '../api';
import { t } from '../i18n';
import { href } from '../router';
import type { Words } from './assess_types';

export interface Titled {
  id: string;
  title: Words;
  says: Words;
}

export interface Flow extends Titled {
  flags: { id: string; title: Words; why: Words; next: Words; page: string }[];
}

/** What a use is, whether kept or proposed. */
export interface Shape {
  use_case: string | null;
  flow: string | null;
  data: string[];
  forms: string[];
  changes: string[];
  protocols: string[];
  from_zone: string | null;
  to_zone: string | null;
  sign: string | null;
}

export interface Use extends Shape {
  id: string;
  name: string;
  stage: string | null;
  owner: string | null;
  partner: string | null;
  agreed: string | null;
  state: 'open' | 'dropped';
  note: string | null;
  asset: string | null;
  pairs: number;
  outside: number;
  last_seen: string | null;
  flags: { id: string; pairs: number; agreed: boolean }[];
  specimen: boolean;
  revision: number;
  user: string;
}

export interface Proposal extends Shape {
  sign: string;
  title: Words;
  pairs: number;
  client: { id: string | null; name: string };
  server: { id: string | null; name: string };
  last_seen: string;
}

export interface Uses {
  items: Use[];
  proposals: Proposal[];
  zones: { id: string; name: string }[];
  book: { cases: Titled[]; changes: Titled[]; flows: Flow[] };
}

/** Of a use's life; what threatens it differs with it. */
export const stages = ['plan', 'design', 'build', 'run', 'change', 'end'] as const;

export type Fields = Partial<Omit<Use, 'id' | 'revision' | 'data' | 'forms' | 'changes' | 'protocols'>> & { name: string; data?: string[]; forms?: string[]; changes?: string[]; protocols?: string[] };

/** A new one, or what is there with these fields changed. */
export function keepUse(fields: Fields, old?: Use): Promise<unknown> {
  const all = { ...old, ...fields };
  const texts = Object.fromEntries(
    (['name', 'use_case', 'flow', 'stage', 'owner', 'partner', 'agreed', 'state', 'note', 'sign', 'from_zone', 'to_zone', 'asset'] as const).map((key) => [key, all[key] ?? '']),
  );
  const lists = Object.fromEntries((['data', 'forms', 'changes', 'protocols'] as const).map((key) => [key, (all[key] ?? []).join(' ')]));
  return patch('/uses', { ...texts, ...lists, id: Number(old?.id ?? 0), revision: old?.revision ?? 0 });
}

export const zoneTitle = (data: Uses, id: string | null): string =>
  id === null ? t('uses.anywhere') : id === 'outside' ? t('uses.outside_zone') : (data.zones.find((zone) => zone.id === id)?.name ?? t('uses.anywhere'));

/** The list of exactly these conversations. */
export const trafficHref = (shape: Shape & { asset?: string | null }): string => href('/communications', { from_zone: shape.from_zone, to_zone: shape.to_zone, protocol: shape.protocols.join(','), asset: shape.asset });

export const isBound = (use: Use): boolean => Boolean(use.from_zone || use.to_zone || use.asset || use.protocols.length);
