/* allowlist_export.tsx - the accepted list as rules for other programs. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { base, query } from '../api';
import { t, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { Failure } from '../parts/small';
import { scoped } from '../scope';
import type { Page } from '../types';
import type { ExportKind } from './finding_types';

export function ExportPanel() {
  const { data, error } = useLoad<Page<ExportKind>>('/exports');
  const [open, setOpen] = useState(false);
  const [enforce, setEnforce] = useState(false);
  if (error) return <Failure error={error} />;
  const kinds = (data?.items ?? []).filter((kind) => !kind.one_device);
  const link = (kind: ExportKind) => base + scoped(`/exports/${kind.id}${query({ open: open ? 1 : null, enforce: enforce && kind.stops ? 1 : null })}`);
  return (
    <details class="panel exports">
      <summary>{t('allowlist.export')}</summary>
      <p class="quiet">{t('allowlist.export_hint')}</p>
      <p>
        <label>
          <input type="checkbox" checked={open} onChange={(event) => setOpen(event.currentTarget.checked)} /> {t('allowlist.export_open')}
        </label>
      </p>
      <p>
        <label>
          <input type="checkbox" checked={enforce} onChange={(event) => setEnforce(event.currentTarget.checked)} /> {t('allowlist.export_enforce')}
        </label>
      </p>
      {enforce && <p class="notice notice-look">{t('allowlist.export_warning')}</p>}
      <ul class="tools">
        {kinds.map((kind) => (
          <li key={kind.id}>
            <a class="button" href={link(kind)} download>
              {t(`export.${kind.id}` as TextKey)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
