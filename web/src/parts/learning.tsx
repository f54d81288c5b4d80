/* learning.tsx - on the first page: how far the plant's usual traffic is learned, and what to do next. SPDX-License-Identifier: Apache-2.0 */
import { number } from '../format';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { href } from '../router';
import type { Page } from '../types';
import type { AllowedGroup, Phases } from '../views/finding_types';
import { Panel } from './small';

export function LearningPanel() {
  const version = useVersion('status', 30_000);
  const { data: phases } = useLoad<Phases>('/phases', version);
  const { data: open } = useLoad<Page<AllowedGroup>>('/allowlist?state=open&limit=1', version);
  if (!phases || !open) return null;
  const used = (['enforce', 'review', 'learn'] as const).find((phase) => phases.items.some((row) => row.phase === phase));
  const to = open.total ? href('/allowlist', { state: 'open' }) : '#/allowlist';
  return (
    <Panel title={t('page.allowlist')} id="learning">
      <p>{used ? t('learning.phase', { phase: word('phase', used) }) : t('learning.none')}</p>
      <p>
        <a class="button" href={to}>
          {open.total ? t('learning.judge', { count: number(open.total) }) : t(used ? 'learning.open' : 'learning.begin')}
        </a>
      </p>
    </Panel>
  );
}
