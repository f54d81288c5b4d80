/* newness.ts - what "new" means: first seen in the last day of the source's own clock. SPDX-License-Identifier: Apache-2.0 */
import { dateTime, duration } from './format';
import { t } from './i18n';
import { status } from './live';
import { nameOf } from './parts/source';
import type { Source, Status } from './types';

const dayLong = 24 * 3600 * 1000;

const watched = (source: Source): number =>
  source.first_packet && source.last_packet ? new Date(source.last_packet).getTime() - new Date(source.first_packet).getTime() : 0;

/** Until something was watched for a day there is no "before" that a device could be new against. */
export const comparable = (now: Status | undefined): boolean => now?.sources.some((source) => watched(source) >= dayLong) ?? false;

/** Whether to mark a device as new: the server's word, where there is something to compare with. */
export function markNew(device: { new: boolean; point?: string | null }): boolean {
  if (!device.new) return false;
  const now = status.get();
  const source = now?.sources.find((entry) => entry.id === device.point);
  return source ? watched(source) >= dayLong : comparable(now);
}

/** Whose clock, until when, and what a short capture means for it. */
export function newClock(now: Status): string {
  const seen = now.sources.filter((source) => source.last_packet);
  if (seen.length === 0) return '';
  const [first] = seen;
  const whose =
    seen.length > 1
      ? t('new.clock_each')
      : first!.kind === 'live' && first!.state === 'running'
        ? t('new.clock_live')
        : t('new.clock_of', { name: nameOf(first!), time: dateTime(first!.last_packet) });
  if (comparable(now)) return whose;
  const longest = Math.max(...seen.map(watched));
  return `${whose}${t('new.short', { span: duration(Math.max(1e6, longest * 1000)) })}`;
}
