/* router.ts - one address for every page, behind the #. SPDX-License-Identifier: Apache-2.0 */
import { signal, useSignal } from './signal';

export interface Route {
  path: string;
  parts: string[];
  query: URLSearchParams;
}

function parse(hash: string): Route {
  const text = hash.replace(/^#/, '') || '/';
  const at = text.indexOf('?');
  const path = at < 0 ? text : text.slice(0, at);
  const query = new URLSearchParams(at < 0 ? '' : text.slice(at + 1));
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { path, parts, query };
}

export const route = signal<Route>(parse(location.hash));

window.addEventListener('hashchange', () => route.set(parse(location.hash)));

export function useRoute(): Route {
  return useSignal(route);
}

type Query = Record<string, string | number | boolean | null | undefined>;

/** The address of a page: href('/assets', { role: 'plc' }). */
export function href(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, v]) => v !== null && v !== undefined && v !== '' && v !== false);
  const text = new URLSearchParams(pairs.map(([k, v]) => [k, v === true ? '1' : String(v)])).toString();
  return `#${path}${text ? `?${text}` : ''}`;
}

export const assetHref = (id: string): string => href(`/assets/${encodeURIComponent(id)}`);

export function go(address: string): void {
  location.hash = address.replace(/^#/, '');
}

/** Changes the query of the page that is open, without a step in the history. */
export function setQuery(changes: Query): void {
  const now = route.get();
  const query: Query = { ...Object.fromEntries(now.query), ...changes };
  history.replaceState(null, '', href(now.path, query));
  route.set(parse(location.hash));
}

/* What a page wants to find again when somebody comes back to its address: the row, the scroll. */
const kept = new Map<string, unknown>();

export function keep(name: string, value: unknown): void {
  kept.set(`${location.hash} ${name}`, value);
}

export function found<T>(name: string): T | undefined {
  return kept.get(`${location.hash} ${name}`) as T | undefined;
}
