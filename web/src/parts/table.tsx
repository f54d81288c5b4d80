/* table.tsx - a table of any length: only the rows in sight are drawn. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { found, keep } from '../router';
import { Icon } from './icons';

export interface Column<T> {
  key: string;
  title: string;
  width: number;
  cell: (row: T) => ComponentChildren;
  /** What filtering and exporting see. */
  text: (row: T) => string;
  right?: boolean;
  /** The name under which the server sorts; the table has no sorting of its own. */
  sort?: string;
}

interface TableProps<T> {
  name: string;
  label: string;
  columns: Column<T>[];
  rows: T[];
  total: number;
  id: (row: T) => string;
  open?: (row: T) => void;
  chosen?: string | null;
  sort?: string;
  onSort?: (sort: string) => void;
  filters?: Record<string, string>;
  onFilter?: (key: string, text: string) => void;
  want?: (index: number) => void;
  empty: ComponentChildren;
  /** Grows with its rows up to this many pixels, instead of filling the page. */
  most?: number;
}

const rowHeight = 34;
const spare = 12;
const mostPrinted = 3000;

function Head<T>({ columns, sort, onSort, filters, onFilter }: Pick<TableProps<T>, 'columns' | 'sort' | 'onSort' | 'filters' | 'onFilter'>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const state = sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : 'none';
          const next = state === 'ascending' ? `-${column.sort}` : column.sort!;
          return (
            <th key={column.key} scope="col" class={column.right ? 'right' : undefined} aria-sort={column.sort && onSort ? state : undefined}>
              {column.sort && onSort ? (
                <button type="button" class="sort" onClick={() => onSort(next)}>
                  {column.title}
                  {state !== 'none' && <Icon name={state === 'ascending' ? 'up' : 'down'} size={12} />}
                </button>
              ) : (
                <span class="sort">{column.title}</span>
              )}
            </th>
          );
        })}
      </tr>
      {onFilter && (
        <tr class="filters">
          {columns.map((column) => (
            <td key={column.key}>
              <input
                type="text"
                class={filters?.[column.key] ? 'filter filter-set' : 'filter'}
                value={filters?.[column.key] ?? ''}
                aria-label={t('table.filter', { column: column.title })}
                placeholder={t('table.filter_hint')}
                onInput={(event) => onFilter(column.key, event.currentTarget.value)}
              />
            </td>
          ))}
        </tr>
      )}
    </thead>
  );
}

/** How far the box is scrolled and how high it is; the place is found again when the page is. */
function useScroll(name: string) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const see = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const watch = new ResizeObserver(see);
    watch.observe(element);
    const at = found<number>(`${name}.top`);
    if (at) element.scrollTop = at;
    see();
    return () => watch.disconnect();
  }, []);
  const onScroll = () => {
    const element = box.current!;
    keep(`${name}.top`, element.scrollTop);
    setView({ top: element.scrollTop, height: element.clientHeight });
  };
  return { box, view, onScroll };
}

/* Paper has no scrolling: while the page is printed the rows stand there, up to a limit. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

/* What is cut is told whole on hover, unless the cell does so itself. */
function whole(cell: HTMLTableCellElement, text: string): void {
  const cut = cell.scrollWidth > cell.clientWidth && !cell.querySelector('[title]');
  if (cut) cell.title = text;
  else cell.removeAttribute('title');
}

export function Table<T>(props: TableProps<T>) {
  const { columns, rows, total, id, open, want, name } = props;
  const { box, view, onScroll } = useScroll(name);
  const [at, setAt] = useState<number>(() => found<number>(`${name}.row`) ?? -1);
  const printing = usePrinting();
  const first = printing ? 0 : Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = printing ? Math.min(rows.length, mostPrinted) : Math.min(total, Math.ceil((view.top + view.height) / rowHeight) + spare);
  useEffect(() => {
    if (last > rows.length && rows.length < total) want?.(last);
  }, [last, rows.length, total]);
  const choose = (index: number) => {
    const row = Math.max(0, Math.min(total - 1, index));
    setAt(row);
    keep(`${name}.row`, row);
    const element = box.current;
    if (!element) return;
    const head = element.querySelector('thead')?.clientHeight ?? 0;
    const top = row * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight + head > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight + head - element.clientHeight;
  };
  const onKey = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: 15, PageUp: -15 };
    const move = moves[event.key];
    if (move !== undefined) choose(at + move);
    else if (event.key === 'Home') choose(0);
    else if (event.key === 'End') choose(total - 1);
    else if (event.key === 'Enter' && event.target === box.current && rows[at] && open) open(rows[at]!);
    else return;
    event.preventDefault();
  };
  /* j and k work without a click first: the page's table takes them while nothing else has the keyboard */
  useEffect(() => {
    const page = (event: KeyboardEvent) => {
      if (document.activeElement && document.activeElement !== document.body) return;
      if (event.key !== 'j' && event.key !== 'k') return;
      box.current?.focus({ preventScroll: true });
      onKey(event);
    };
    if (props.most) return;
    window.addEventListener('keydown', page);
    return () => window.removeEventListener('keydown', page);
  });
  const open_ = (row: T, index: number) => {
    choose(index);
    open?.(row);
  };
  const shown = [];
  for (let i = first; i < last; i++) shown.push(i);
  return (
    <div
      class={props.most ? 'table-box table-part' : 'table-box'}
      style={props.most ? { maxHeight: `${props.most}px` } : undefined}
      ref={box}
      tabIndex={0}
      role="region"
      aria-label={props.label}
      onScroll={onScroll}
      onKeyDown={onKey}
    >
      <table class="table" aria-rowcount={total + 1} style={{ minWidth: `${columns.reduce((sum, column) => sum + column.width, 0)}px` }}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: `${column.width}px` }} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
          {first > 0 && <tr class="space" aria-hidden="true"><td colSpan={columns.length} style={{ height: `${first * rowHeight}px` }} /></tr>}
          {shown.map((index) => {
            const row = rows[index];
            if (!row) return <tr key={index} class="row"><td colSpan={columns.length} class="quiet">…</td></tr>;
            const key = id(row);
            const state = `${open ? 'row row-open' : 'row'}${index === at || key === props.chosen ? ' row-at' : ''}`;
            return (
              <tr key={key} class={state} aria-rowindex={index + 2} aria-current={index === at ? true : undefined} onClick={(event) => !(event.target as HTMLElement).closest('a, button, input, select') && !getSelection()?.toString() && open_(row, index)}>
                {columns.map((column) => (
                  <td key={column.key} class={column.right ? 'right' : undefined} onMouseEnter={(event) => whole(event.currentTarget, column.text(row))}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {last < total && !printing && <tr class="space" aria-hidden="true"><td colSpan={columns.length} style={{ height: `${(total - last) * rowHeight}px` }} /></tr>}
        </tbody>
      </table>
      {total === 0 && <div class="table-empty">{props.empty}</div>}
    </div>
  );
}
