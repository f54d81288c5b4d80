/* keep.tsx - what stands here as a file: a figure as PNG or SVG, a table as an Excel workbook. SPDX-License-Identifier: Apache-2.0 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { anonymise } from '../api';
import { t } from '../i18n';
import { useSignal } from '../signal';
import { Icon } from './icons';
import { Chip } from './small';
import type { Column } from './table';

export type FileKind = 'png' | 'svg' | 'xlsx';

const names: Record<FileKind, string> = { png: 'PNG', svg: 'SVG', xlsx: 'Excel' };

interface KeepProps {
  kinds: FileKind[];
  /** Of what draws itself; else what stands in the same .kept is read off the page. */
  save?: (kind: FileKind) => void | Promise<void>;
}

/** The one menu for all of them. What it does comes when it is asked for. */
export function Keep({ kinds, save }: KeepProps) {
  const [failed, setFailed] = useState(false);
  const quiet = useSignal(anonymise);
  const take = async (from: HTMLElement, kind: FileKind) => {
    try {
      if (save) await save(kind);
      else await (await import('./saving')).saveOf(from.closest<HTMLElement>('.kept')!, kind);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p class="keep">
      {failed && <span role="alert">{t('keep.failed')}</span>}
      {quiet && <Chip title={t('anonymise.hint')}>{t('anonymise.chip')}</Chip>}
      {/* a drawing says names wherever it is saved */}
      {kinds.filter((kind) => !quiet || kind === 'xlsx').map((kind) => (
        <button key={kind} type="button" class="button-plain" data-keep={kind} title={t('keep.hint', { kind: names[kind] })} onClick={(event) => void take(event.currentTarget, kind)}>
          <Icon name="download" size={12} /> {names[kind]}
        </button>
      ))}
    </p>
  );
}

/** Rows of a long table, as its columns tell them. */
export async function saveList<T>(columns: Column<T>[], rows: T[]): Promise<void> {
  const { saveRows } = await import('./saving');
  await saveRows([columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.text(row)))]);
}

/** The same menu for a table of any length: what is not drawn is saved, too. */
export const KeepList = <T,>({ columns, all }: { columns: Column<T>[]; all: () => Promise<T[]> }) => <Keep kinds={['xlsx']} save={async () => saveList(columns, await all())} />;

/** A drawing, or a table that is read as one. */
export function Figure({ table, children }: { table?: boolean; children: ComponentChildren }) {
  return (
    <div class="kept">
      {children}
      <Keep kinds={table ? ['png', 'svg', 'xlsx'] : ['png', 'svg']} />
    </div>
  );
}

export function Sheet({ class: name, id, children }: { class?: string; id?: string; children: ComponentChildren }) {
  return (
    <div class="kept">
      <table class={name} id={id}>{children}</table>
      <Keep kinds={['xlsx']} />
    </div>
  );
}
