/* check_results.tsx - what came of asking devices: the answers of one, or of all. SPDX-License-Identifier: Apache-2.0 */
import { duration } from '../format';
import { t, word } from '../i18n';
import { Sheet } from '../parts/keep';
import { AssetLink, Chip, Panel, ShortTime } from '../parts/small';
import { useLoad } from '../load';
import { useVersion } from '../live';
import type { AssetDetail, CheckResult, Page } from '../types';

/** ICMP; TCP 502. */
export const way = (one: { method: 'icmp' | 'tcp'; port: number }): string => (one.method === 'tcp' ? `TCP ${one.port}` : 'ICMP');

const marks = { answered: 'ok', refused: 'ok', silent: 'look', unsent: 'calm' } as const;

export function CheckResults({ rows, devices }: { rows: CheckResult[]; devices?: boolean }) {
  return (
    <Sheet class="plain check-results">
      <thead>
        <tr>
          <th scope="col">{t('check.at')}</th>
          <th scope="col">{t('check.address')}</th>
          <th scope="col">{t('check.method')}</th>
          <th scope="col">{t('check.result')}</th>
          <th scope="col" class="right">{t('check.round_trip')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${row.at}${index}`}>
            <td>
              <ShortTime at={row.at} />
            </td>
            <td class="mono">{devices ? <AssetLink id={row.asset} name={row.ip} /> : row.ip}</td>
            <td>{way(row)}</td>
            <td>
              <Chip state={marks[row.result]}>{word('check_result', row.result)}</Chip>
            </td>
            <td class="right">{duration(row.round_trip_us)}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

/** On the page of a device that was asked. */
export function DeviceChecks({ asset }: { asset: AssetDetail }) {
  const { data } = useLoad<Page<CheckResult>>(asset.checked ? `/check/results?asset=${encodeURIComponent(asset.id)}&limit=20` : null, useVersion('assets', 5000));
  if (!asset.checked || !data) return null;
  return (
    <Panel title={t('check.results')} id="checks" count={data.total}>
      <CheckResults rows={data.items} />
    </Panel>
  );
}
