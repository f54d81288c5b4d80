/* save.tsx - a list as a file: CSV of the rows in sight, or an Excel workbook of the whole list. SPDX-License-Identifier: Apache-2.0 */
import { anonymise, base } from '../api';
import { t, useLanguage } from '../i18n';
import type { List } from '../load';
import { scoped } from '../scope';
import { useSignal } from '../signal';
import { Anonymise } from './anonymise';
import { saveCsv } from './csv';
import { Icon } from './icons';
import type { Column } from './table';

interface Props<T> {
  name: string;
  columns: Column<T>[];
  rows: T[];
  list: List<T>;
  /** Columns or filters of the page itself leave rows out; the server does not know of them. */
  narrowed: boolean;
}

export function SaveButtons<T>({ name, columns, rows, list, narrowed }: Props<T>) {
  const lang = useLanguage();
  const quiet = useSignal(anonymise);
  const [path = '', asked = ''] = list.path.split('?');
  return (
    <span class="save-buttons">
      <button type="button" class="button" onClick={() => saveCsv(name, columns, rows, list, narrowed)} title={t('save.csv_hint')}>
        <Icon name="download" size={16} /> CSV
      </button>
      <a class="button" href={base + scoped(`${path}.xlsx?${asked ? `${asked}&` : ''}lang=${lang}${quiet ? '&anonymise=1' : ''}`)} download title={t(narrowed ? 'save.excel_whole' : 'save.excel_hint')}>
        <Icon name="download" size={16} /> Excel{narrowed && ` (${t('save.whole')})`}
      </a>
      <Anonymise />
    </span>
  );
}
