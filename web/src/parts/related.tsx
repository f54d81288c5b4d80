/* related.tsx - beside an item: how much of the library leads to it, one press away. SPDX-License-Identifier: Apache-2.0 */
import { t } from '../i18n';
import { href } from '../router';
import { leadingTo, useShelf } from '../shelf';

/** to: "meti-checklist:3-5", "threat:cloud", "detector:zones.outside" ... */
export function Related({ to }: { to: string }) {
  const count = leadingTo(useShelf(), to).length;
  if (count === 0) return null;
  return (
    <a class="related" href={href('/library', { link: to })}>
      {t('library.related', { count })}
    </a>
  );
}
