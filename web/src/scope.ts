/* scope.ts - which site is assessed: '' is one's own. SPDX-License-Identifier: Apache-2.0 */
import { remembered } from './signal';

export interface Site {
  id: string;
  name: string;
}

export const scope = remembered<Site | null>('scope', null);

/* What people declare belongs to a site; what the network showed is asked within it by the server. */
const governed = /^\/(answers|basics|checklist|evaluations|evidence|exceptions|forms|kept-reports|plan|register|report-orders|reports|scenarios|score|smkl|snapshots|suppliers|tasks|uses|vendors)(\.ics|\.xlsx)?(\/|\?|$)/;

export const isGoverned = (path: string): boolean => governed.test(path);

/** The path with the site that is assessed. */
export function scoped(path: string): string {
  const site = scope.get();
  if (!site || !isGoverned(path) || /[?&]scope=/.test(path)) return path;
  return `${path}${path.includes('?') ? '&' : '?'}scope=${site.id}`;
}

/** The body with it. */
export function scopedBody(path: string, body: unknown): unknown {
  const site = scope.get();
  if (!site || !isGoverned(path) || typeof body !== 'object' || body === null) return body;
  return { scope: Number(site.id), ...body };
}
