/* format.ts - numbers, sizes and times as people read them. SPDX-License-Identifier: Apache-2.0 */
import { language, t } from './i18n';

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const two = (n: number): string => String(n).padStart(2, '0');

export function number(n: number | null | undefined): string {
  if (n === null || n === undefined) return '–';
  return n.toLocaleString(language.get());
}

/** A device's name, with what tells it from others of that name. */
export const fullName = (device: { id: string; name: string; differs?: string | null }): string =>
  device.differs ? `${device.name} (${device.differs})` : device.name || device.id;

/** 2026-11-21 */
export function day(iso: string | null | undefined): string {
  if (!iso) return '–';
  const d = new Date(iso);
  return Number.isNaN(d.getTime()) ? iso : `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** 2026-11-21 (土) 14:05, in the zone of the browser */
export function dateTime(iso: string | null | undefined): string {
  if (!iso) return '–';
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return iso;
  return `${day(iso)} (${weekdays[language.get()][d.getDay()]}) ${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** 11-21 14:05:09 for tables, the year only where it is another one */
export function shortTime(iso: string | null | undefined): string {
  if (!iso) return '–';
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return iso;
  const year = d.getFullYear() === new Date().getFullYear() ? '' : `${d.getFullYear()}-`;
  return `${year}${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** What hovering over a time shows. */
export function utc(iso: string | null | undefined): string | undefined {
  if (!iso) return undefined;
  return `${iso.replace('T', ' ').replace(/(\.\d+)?(Z|\+00:00)$/, '')} UTC`;
}

const units: [number, 'ago.seconds' | 'ago.minutes' | 'ago.hours' | 'ago.days'][] = [
  [60, 'ago.seconds'],
  [3600, 'ago.minutes'],
  [86400, 'ago.hours'],
  [Infinity, 'ago.days'],
];

/** How long before `now` it was; the date when it was long ago, as in old captures. */
export function ago(iso: string | null | undefined, now: string | number): string {
  if (!iso) return '–';
  const seconds = Math.max(0, (new Date(now).getTime() - new Date(iso).getTime()) / 1000);
  if (seconds < 2) return t('ago.now');
  if (seconds > 14 * 86400) return dateTime(iso);
  const [limit, key] = units.find(([below]) => seconds < below) ?? units[3]!;
  const size = limit === 60 ? 1 : limit === 3600 ? 60 : limit === 86400 ? 3600 : 86400;
  return t(key, { n: Math.floor(seconds / size) });
}

function scaled(value: number, step: number, names: string[]): string {
  let n = value;
  let i = 0;
  while (n >= step && i < names.length - 1) {
    n /= step;
    i++;
  }
  const digits = i === 0 || n >= 100 ? 0 : 1;
  return `${n.toLocaleString(language.get(), { maximumFractionDigits: digits })} ${names[i]}`;
}

export function bytes(n: number | null | undefined): string {
  return n === null || n === undefined ? '–' : scaled(n, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
}

export function bits(n: number | null | undefined): string {
  return n === null || n === undefined ? '–' : scaled(n, 1000, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s']);
}

/* Each unit with its length in µs, and where the next one takes over: 119.7 s is 2 min. */
const spans = [
  { unit: 1, below: 999.5, key: 'unit.us' },
  { unit: 1e3, below: 999.5e3, key: 'unit.ms' },
  { unit: 1e6, below: 119.5e6, key: 'unit.s' },
  { unit: 60e6, below: 119.5 * 60e6, key: 'unit.min' },
  { unit: 3600e6, below: 47.5 * 3600e6, key: 'unit.h' },
  { unit: 86400e6, below: Infinity, key: 'unit.days' },
] as const;

/** 500 µs, 20 ms, 1.2 s, 20 min, 3 days */
export function duration(us: number | null | undefined): string {
  if (us === null || us === undefined || us < 0) return '–';
  const { unit, key } = spans.find(({ below }) => us < below) ?? spans[5];
  const n = us / unit;
  return t(key, { n: n.toLocaleString(language.get(), { maximumFractionDigits: n >= 100 || unit === 1 ? 0 : 1 }) });
}

const broad = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3ffff}]/u;

/** Long names end in the middle; what tells devices apart stands at both ends. A 漢字 is as wide as two letters. */
export function middle(text: string, longest = 28): string {
  if (text.length * 2 <= longest) return text;
  const signs = text.match(/\P{M}\p{M}*/gu) ?? [];
  const width = (sign: string) => (broad.test(sign) ? 2 : 1);
  if (signs.reduce((sum, sign) => sum + width(sign), 0) <= longest) return text;
  const take = (list: string[], room: number): string[] => {
    let left = room;
    const end = list.findIndex((sign) => (left -= width(sign)) < 0);
    return end < 0 ? list : list.slice(0, end);
  };
  const tail = Math.floor((longest - 1) * 0.45);
  return `${take(signs, longest - 1 - tail).join('')}…${take(signs.reverse(), tail).reverse().join('')}`;
}

/** 0..9, 107..109 */
export function ranges(list: [number, number][], wide: boolean): string {
  const text = list.map(([low, high]) => (low === high ? String(low) : `${low}–${high}`)).join(', ');
  return wide ? t('operations.wide', { ranges: text }) : text;
}

/** One line of CSV; a cell that a spreadsheet would take for a formula is disarmed. */
export function csvLine(cells: (string | number | null | undefined)[]): string {
  return cells
    .map((cell) => {
      const text = cell === null || cell === undefined ? '' : String(cell);
      const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}
