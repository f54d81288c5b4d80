/* assess_score_trend.tsx - a measure's points over the records, and which requirement to strengthen (S0-063). SPDX-License-Identifier: Apache-2.0 */
import { dot, t } from '../i18n';
import { useLoad } from '../load';
import { Figure } from '../parts/keep';
import type { Item, Snapshot } from './assess_types';

interface Whole extends Snapshot {
  content: { items: { part: string; item: string; answer?: { value: string } }[] };
}

export interface Before {
  title: string;
  /** Value of a requirement of a measure. */
  value: (part: string, item: string) => string | undefined;
}

/** Records of the present weights alone, oldest first: others are never put beside them. */
export function useRecords(version: string): { rows: Snapshot[]; before: Before | undefined } {
  const { data } = useLoad<{ items: Snapshot[] }>('/snapshots?pack=smkl-scoring');
  const rows = (data?.items ?? []).filter((row) => Object.values(row.summary.points ?? {}).some((one) => one.version === version)).reverse();
  const last = rows.at(-1);
  const whole = useLoad<Whole>(last ? `/snapshots/${last.id}` : null).data;
  if (!whole) return { rows, before: undefined };
  const values = new Map(whole.content.items.map((row) => [`${row.part}/${row.item}`, row.answer?.value]));
  return { rows, before: { title: whole.title, value: (part, item) => values.get(`${part}/${item}`) } };
}

const signed = (difference: number): string => `${difference > 0 ? '+' : '−'}${Math.abs(difference).toFixed(1)}`;

/** What changed requirement by requirement, and the weakest ones. */
export function Differences({ items, before, points }: { items: Item[]; before: Before | undefined; points: (value: string | undefined) => number }) {
  const answered = items.filter((item) => item.answer);
  const least = Math.min(...answered.map((item) => points(item.answer!.value)));
  const weak = answered.filter((item) => points(item.answer!.value) === least && least < 3);
  const changes = before ? items.map((item) => ({ item, by: points(item.answer?.value) - points(before.value(item.part, item.id)) })).filter(({ by }) => by !== 0) : [];
  return (
    <>
      {before && (
        <p class="quiet">
          {t('score.since', { title: before.title })} {changes.length ? changes.map(({ item, by }) => `${item.id.toUpperCase()} ${signed(by)}`).join(dot()) : t('score.unchanged')}
        </p>
      )}
      {weak.length > 0 && weak.length < items.length && <p>{t('score.strengthen', { names: weak.map((item) => item.id.toUpperCase()).join(dot()), points: least.toFixed(1) })}</p>}
    </>
  );
}

/** Points over the records. */
export function PointsTrend({ rows, measure, title }: { rows: Snapshot[]; measure: string; title: string }) {
  const list = rows.flatMap((row) => {
    const points = row.summary.points?.[measure]?.points;
    return points === undefined ? [] : [{ row, points }];
  });
  if (list.length < 2) return null;
  const most = Math.max(1, ...list.map((one) => one.points));
  const x = (index: number) => 20 + (index / (list.length - 1)) * 180;
  const y = (points: number) => 60 - (points / most) * 48;
  return (
    <Figure>
      <svg class="radar" viewBox="0 0 240 70" role="img" aria-label={t('score.trend', { title, first: list[0]!.points.toFixed(1), last: list.at(-1)!.points.toFixed(1) })}>
        <line class="radar-ring" x1="20" x2="200" y1={y(0)} y2={y(0)} />
        <polyline class="trend-done trend-line" points={list.map((one, index) => `${x(index).toFixed(1)},${y(one.points).toFixed(1)}`).join(' ')} />
        {list.map((one, index) => (
          <circle key={one.row.id} class="trend-dot" cx={x(index)} cy={y(one.points)} r="3">
            <title>{`${one.row.title}: ${one.points.toFixed(1)}`}</title>
          </circle>
        ))}
        <text x="206" y={y(list.at(-1)!.points)} dominant-baseline="middle">
          {list.at(-1)!.points.toFixed(1)}
        </text>
      </svg>
    </Figure>
  );
}
