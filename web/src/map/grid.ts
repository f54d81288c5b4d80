/* grid.ts - the places of the map in lanes and columns, a column for each line of the plant. SPDX-License-Identifier: Apache-2.0
 *
 * Devices of one subnet and one level share a box. What talks within a line stands below each other;
 * what crosses the plant is seen as a line that leaves its column.
 */
import type { Box, Place } from './scene';

export interface Grid {
  boxes: Box[];
  heads: { label: string; x: number; width: number }[];
  heights: number[];
  width: number;
}

const cell = { width: 132, height: 84 };
const pad = 8;
const columnGap = 14;
const widest = 6;
export const headHeight = 30;
export const mostColumns = 14;

/* A screen is wider than high; so is the map. */
const aspect = 2.1;
const shapes = [2, 1.4, 1, 0.7, 0.5, 0.3, 0.2];
const across = (most: number, shape: number): number => Math.min(widest, Math.max(1, Math.ceil(Math.sqrt(most * shape) - 0.01)));

const compare = (a: string, b: string): number => a.localeCompare(b, undefined, { numeric: true });

/** The names of the columns that these places need; devices outside the plant have none. */
export const columnsOf = (places: Place[]): string[] => [...new Set(places.flatMap((place) => (place.column === null ? [] : [place.column])))].sort(compare);

function settle(places: Place[], x: number, y: number, width: number, per: number, line: number): void {
  places.forEach((place, index) => {
    const down = Math.floor(index / per);
    const count = Math.min(per, places.length - down * per);
    place.x = x + width / 2 + ((index % per) - (count - 1) / 2) * Math.min(width / Math.max(1, Math.min(per, places.length)), 2 * cell.width);
    place.y = y + pad + down * line + line / 2 - 12;
  });
}

const inCell = (row: Place[], name: string): Place[] => row.filter((place) => place.column === name);

/* How many places stand side by side in each column, so that the whole is seen largest. */
function perColumn(rows: Place[][], names: string[]): number[] {
  const counts = rows.map((row) => names.map((name) => inCell(row, name).length));
  let best: { per: number[]; size: number } = { per: [], size: Infinity };
  for (const shape of shapes) {
    const per = names.map((_, index) => across(Math.max(...counts.map((row) => row[index]!)), shape));
    const width = per.reduce((sum, count) => sum + count * cell.width + 2 * pad + columnGap, 0);
    const lines = counts.reduce((sum, row) => sum + Math.max(1, ...row.map((count, index) => Math.ceil(count / per[index]!))), 0);
    const size = Math.max(width, (lines * cell.height + rows.length * 3 * pad) * aspect);
    if (size < best.size) best = { per, size };
  }
  return best.per;
}

/** Gives every place its x and its y; `rows` are the lanes, top to bottom. */
export function gridOf(rows: Place[][], left: number, gap: number): Grid {
  const names = columnsOf(rows.flat());
  const per = perColumn(rows, names);
  const widths = per.map((count) => count * cell.width + 2 * pad);
  const width = widths.reduce((sum, one) => sum + one + columnGap, 0);
  const linesIn = rows.map((row) => Math.max(1, ...names.map((name, index) => Math.ceil(inCell(row, name).length / per[index]!))));
  const total = linesIn.reduce((sum, lines) => sum + lines, 0);
  const line = Math.min(1.4 * cell.height, Math.max(cell.height, ((left + width) / aspect - rows.length * 3 * pad - headHeight) / total));
  const perOutside = Math.max(1, Math.floor(width / cell.width));
  const boxes: Box[] = [];
  const heights: number[] = [];
  let y = headHeight;
  for (const row of rows) {
    const outside = row.filter((place) => place.column === null);
    const lines = Math.max(Math.ceil(outside.length / perOutside), ...names.map((name, index) => Math.ceil(inCell(row, name).length / per[index]!)));
    const height = lines * line + 2 * pad;
    settle(outside, left, y, width, perOutside, line);
    let x = left;
    names.forEach((name, index) => {
      const here = inCell(row, name);
      const wide = widths[index]!;
      settle(here, x + pad, y, wide - 2 * pad, per[index]!, line);
      if (here.length) boxes.push({ key: `${row[0]!.lane}|${name}`, x, y: y + 4, width: wide, height: height - 8 });
      x += wide + columnGap;
    });
    heights.push(height);
    y += height + gap;
  }
  let x = left;
  const heads = names.map((label, index) => {
    const head = { label, x, width: widths[index]! };
    x += widths[index]! + columnGap;
    return head;
  });
  return { boxes, heads, heights, width };
}
