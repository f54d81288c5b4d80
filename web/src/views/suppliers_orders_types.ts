/* suppliers_orders_types.ts - an order, its lines, and the book that they come from, as the server tells them. SPDX-License-Identifier: Apache-2.0 */
import type { Exception, Words } from './assess_types';
import type { Named } from './suppliers_data';

export interface Order {
  id: string;
  title: string;
  grain: string;
  role: string | null;
  line: string | null;
  supplier: string;
  supplier_name: string | null;
  importance: number;
  conditions: string[];
  protocols: string[];
  due_on: string | null;
  note: string | null;
  state: string;
  asset: string | null;
  asset_name: string | null;
  firmware: string | null;
  wanted: number;
  decided: number;
  checked: number;
  specimen: boolean;
  revision: number;
}

export interface Line {
  item: string;
  category: string;
  topic: string | null;
  title: Words | null;
  text: Words | null;
  why: Words | null;
  instead: Words | null;
  check: Words | null;
  context: string[];
  because: string[];
  proposed: boolean;
  wanted: boolean;
  own_title: string;
  own_text: string;
  reply: string;
  said: string;
  outcome: string;
  how: string;
  until: string;
  checked: string;
  found: string;
  exception: Exception | null;
}

export interface Whole extends Order {
  lines: Line[];
}

export interface Book {
  categories: Named[];
  grains: Named[];
  conditions: Named[];
  topics: Named[];
  protocols: string[];
}
