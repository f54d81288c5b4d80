/* basics.tsx - the basics of OT security on the overview: a line each, and where it is told whole. SPDX-License-Identifier: Apache-2.0 */
import { number } from '../format';
import { t } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { say } from '../views/assess_types';
import { stateOf, type Basic } from '../views/basics_data';
import { StateMark } from './icons';
import { Loading, Panel } from './small';

export function BasicsPanel() {
  const { data } = useLoad<{ items: Basic[] }>('/basics', useVersion('conversations', 60000));
  return (
    <Panel title={t('basics.short')} actions={<a href="#/dataflow?tab=basics">{t('details')}</a>}>
      {!data && <Loading />}
      <ul class="history">
        {data?.items.map((basic) => (
          <li key={basic.id}>
            <StateMark state={stateOf(basic)} size={12} /> {say(basic.counts)}{' '}
            {basic.all === 0 ? <span class="quiet">{t(basic.id === 'partners' ? 'basics.unlearned' : 'basics.nothing')}</span> : <b>{t('basics.of', { count: number(basic.count), all: number(basic.all) })}</b>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
