/* basics_data.ts - one of the basics as /basics tells it. SPDX-License-Identifier: Apache-2.0 */
import type { State } from '../parts/icons';
import type { Words } from './assess_types';

export interface Basic {
  id: string;
  title: Words;
  counts: Words;
  means: Words;
  why: Words;
  next: Words;
  count: number;
  all: number;
  page: string;
  parts: { name: string; count: number; page: string }[];
}

export const stateOf = (basic: Basic): State => (basic.all === 0 ? 'calm' : basic.count > 0 ? 'look' : 'ok');
