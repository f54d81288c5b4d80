/* scope.ts - which site is shown and assessed: '' is one's own. SPDX-License-Identifier: Apache-2.0 */
import { remembered } from './signal';

export interface Site {
  id: string;
  name: string;
}

export const scope = remembered<Site | null>('scope', null);

/* What people declare: a body says of which site it is. */
const governed = /^\/(answers|basics|checklist|evaluations|evidence|exceptions|forms|kept-reports|orders|plan|register|report-orders|reports|scenarios|score|smkl|snapshots|suppliers|tasks|uses|vendors)(\.ics|\.xlsx)?(\/|\?|$)/;

/* What the network showed, and what people decided of it: the path says of which site. */
const watched = /^\/(allowlist|allowlist-entries|assets|blocklists|calendar|captures|conduits|conversations|crossings|data-flows|detectors|exports|findings|ledger|map|merges|networks|operations|packets|phases|sources|stats|status|suppressions|vulnerabilities|zones)(\.[a-z]+)?(\/|\?|$)/;

const isGoverned = (path: string): boolean => governed.test(path);

/** The path with the site that is shown. body: it says that itself, where it can. */
export function scoped(path: string, body = false): string {
  const site = scope.get();
  const takes = watched.test(path) || (!body && isGoverned(path));
  if (!site || !takes || /[?&]scope=/.test(path)) return path;
  return `${path}${path.includes('?') ? '&' : '?'}scope=${site.id}`;
}

/** The body with it. */
export function scopedBody(path: string, body: unknown): unknown {
  const site = scope.get();
  if (!site || !isGoverned(path) || typeof body !== 'object' || body === null) return body;
  return { scope: Number(site.id), ...body };
}
