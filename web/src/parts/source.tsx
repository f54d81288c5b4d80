/* source.tsx - one observation point in few lines. SPDX-License-Identifier: Apache-2.0 */
import { ago, bytes, number } from '../format';
import { t, word } from '../i18n';
import type { Source } from '../types';
import { StateMark, type State } from './icons';
import { Bar } from './small';

export function stateOf(source: Source): State {
  if (source.state === 'broken') return source.kind === 'live' ? 'act' : 'look';
  if (source.broadcast_only || source.kernel_drops + source.interface_drops > source.packets / 1000) return 'look';
  if (source.state === 'reading') return 'new';
  return source.state === 'running' ? 'ok' : 'calm';
}

export const nameOf = (source: Source): string => source.point?.line || source.name;

/** What the server said of it, without the path in front that it read. */
export const reasonOf = (source: Source): string => (source.detail ?? '').replace(/^\/.*?: /, '');

/** A file does not stop as a cable does: it ends early, or is none. */
export function stateWord(source: Source): string {
  const file = source.kind === 'file' && source.state === 'broken';
  return word('source.state', file ? (source.packets > 0 ? 'file_cut' : 'file_unread') : source.state);
}

const ranks: State[] = ['act', 'look', 'new', 'ok', 'calm'];

/** Those that need somebody first. */
export const worstFirst = (sources: Source[]): Source[] =>
  [...sources].sort((a, b) => ranks.indexOf(stateOf(a)) - ranks.indexOf(stateOf(b)));

export function SourceLine({ source, now }: { source: Source; now: string }) {
  const drops = source.kernel_drops + source.interface_drops;
  return (
    <div class="source-line">
      <p class="source-title">
        <StateMark state={stateOf(source)} />
        <strong title={nameOf(source)}>{nameOf(source)}</strong>
        <span class="source-state">{stateWord(source)}</span>
      </p>
      {source.state === 'reading' && source.kind === 'file' && <Bar done={source.bytes} total={source.bytes_total} label={t('source.reading', { name: source.name })} />}
      <p class="quiet">
        {source.kind === 'live' ? source.interface : t('source.file')}
        {' · '}
        {source.kind === 'live' ? `${number(Math.round(source.packets_per_second))} pkt/s` : `${number(source.packets)} ${t('packets_unit')} · ${bytes(source.bytes)}`}
        {(source.kind === 'live' || drops > 0) && ` · ${t('pulse.drops')} ${number(drops)}`}
        {source.kind === 'live' && ` · ${t('pulse.sent')} ${number(source.sent_frames)}`}
        {source.kind === 'live' && source.last_packet && ` · ${ago(source.last_packet, now)}`}
      </p>
      {source.broadcast_only && (
        <p>
          <a href="#/sensors">{t('source.broadcast')}</a>
        </p>
      )}
    </div>
  );
}
