/* anonymise.tsx - whether files that leave the page say names and addresses. SPDX-License-Identifier: Apache-2.0 */
import { anonymise } from '../api';
import { t } from '../i18n';
import { useSignal } from '../signal';

/** One switch for all files: it is remembered, so it shows wherever a file is saved. */
export function Anonymise() {
  const on = useSignal(anonymise);
  return (
    <label class="nowrap" title={t('anonymise.hint')}>
      <input type="checkbox" checked={on} onChange={(event) => anonymise.set(event.currentTarget.checked)} /> {t('anonymise.label')}
    </label>
  );
}
