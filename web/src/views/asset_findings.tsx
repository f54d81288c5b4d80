/* asset_findings.tsx - what was found of one device, the most urgent first. SPDX-License-Identifier: Apache-2.0 */
import { query } from '../api';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Panel, ShortTime } from '../parts/small';
import { href } from '../router';
import type { Page } from '../types';
import { markOf, say, type Finding } from './finding_types';

export function DeviceFindings({ asset }: { asset: string }) {
  const { data } = useLoad<Page<Finding>>(`/findings${query({ asset, sort: '-severity', limit: 5 })}`, useVersion('findings', 5000));
  if (!data) return null;
  return (
    <Panel title={t('page.findings')} id="findings" count={data.total} actions={<a href={href('/findings', { asset, state: 'any' })}>{t('overview.all')}</a>}>
      {data.total === 0 && <p class="quiet">{t('findings.none')}</p>}
      {data.total > 0 && (
        <Sheet class="plain">
          <tbody>
            {data.items.map((row) => (
              <tr key={row.id}>
                <td class="nowrap">
                  <StateMark state={markOf(row)} /> {word('severity', row.severity)}
                </td>
                <td>
                  <a href={href(`/findings/${encodeURIComponent(row.id)}`)}>{say(row.title)}</a>
                </td>
                <td>{word('finding.state', row.state)}</td>
                <td class="quiet">
                  <ShortTime at={row.last_seen} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
    </Panel>
  );
}
