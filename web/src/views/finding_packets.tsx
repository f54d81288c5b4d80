/* finding_packets.tsx - the packets of a finding, in a click; or why there are none. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, download, may } from '../api';
import { bytes } from '../format';
import { t } from '../i18n';
import { saveFile } from '../parts/csv';
import { Icon, StateMark } from '../parts/icons';
import type { FindingDetail } from './finding_types';

const mayCut = (): boolean => may('packets');

export function Packets({ row }: { row: FindingDetail }) {
  const [told, setTold] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  if (row.packets !== 'here') return <p class="quiet">{t(`finding.packets.${row.packets}`)}</p>;
  if (!mayCut()) return <p class="quiet">{t('finding.packets.role')}</p>;
  const cut = async () => {
    setBusy(true);
    setWrong('');
    try {
      const file = await download(`/findings/${encodeURIComponent(row.id)}/packets`);
      saveFile(`yagura-finding-${row.id}.pcapng`, file);
      setTold(bytes(file.size));
    } catch (error) {
      setWrong(error instanceof ApiError && error.status === 404 ? t('finding.packets.over') : error instanceof ApiError ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div class="tools">
      <button type="button" class="button" disabled={busy} onClick={() => void cut()}>
        <Icon name="download" size={16} /> {t(busy ? 'finding.packets.cutting' : 'finding.packets.get')}
      </button>
      {told && (
        <span class="quiet" role="status">
          {t('finding.packets.saved', { size: told })}
        </span>
      )}
      {wrong && (
        <span role="alert">
          <StateMark state="look" size={10} /> {wrong}
        </span>
      )}
      {!told && !wrong && <span class="quiet">{t('finding.packets.hint')}</span>}
    </div>
  );
}
