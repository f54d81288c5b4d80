/* csv.ts - saves what the table shows, as spreadsheets open it. SPDX-License-Identifier: Apache-2.0 */
import { anonymise, workbook } from '../api';
import { csvLine } from '../format';
import type { List } from '../load';
import type { Column } from './table';

/** Hands a file to the browser's own saving. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/* Excel reads UTF-8 only behind a byte order mark. */
const mark = '\ufeff';

function write<T>(name: string, columns: Column<T>[], rows: T[]): void {
  const day = new Date().toISOString().slice(0, 10);
  const file = `yagura-${name}-${day}.csv`;
  const cells = [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.text(row)))];
  /* only the server knows all names */
  if (anonymise.get()) return void workbook(cells, 'csv').then((made) => saveFile(file, made));
  const lines = cells.map(csvLine);
  saveFile(file, new Blob([mark, lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }));
}

/** Saves the rows in sight of the filters; a list that is not all here yet is fetched first. */
export function saveCsv<T>(name: string, columns: Column<T>[], rows: T[], list: List<T>, narrowed: boolean): void {
  if (narrowed || list.complete) return write(name, columns, rows);
  void list.all().then((all) => write(name, columns, all));
}
