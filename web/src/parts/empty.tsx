/* empty.tsx - an empty plant teaches: three ways to bring its traffic. SPDX-License-Identifier: Apache-2.0 */
import { t, type TextKey } from '../i18n';
import { addCapture, captureTypes, DropArea } from './drop';

/* A switch with devices, and where the watcher is joined to it. */
function Drawing({ way }: { way: 'mirror' | 'tap' | 'file' }) {
  return (
    <svg class="drawing" viewBox="0 0 300 150" role="img" aria-label={t(`empty.${way}.alt` as TextKey)}>
      <g class="drawing-device">
        <rect x="14" y="16" width="56" height="34" rx="3" />
        <rect x="14" y="98" width="56" height="34" rx="3" />
        <rect x="118" y="57" width="64" height="34" rx="3" />
      </g>
      <g class="drawing-text">
        <text x="42" y="37">PLC</text>
        <text x="42" y="119">{way === 'file' ? 'SCADA' : 'HMI'}</text>
        <text x="150" y="78">{t('empty.switch')}</text>
      </g>
      {way === 'tap' ? (
        <g>
          <path class="drawing-line" d="M70 33H84M108 33h42v24M70 115h80V91" />
          <rect class="drawing-new" x="84" y="21" width="24" height="24" rx="3" />
          <text class="drawing-label" x="96" y="37">TAP</text>
          <path class="drawing-copy" d="M96 21V10h154v47" />
        </g>
      ) : (
        <path class="drawing-line" d="M70 33h80v24M70 115h80V91" />
      )}
      {way === 'mirror' && (
        <g>
          <path class="drawing-copy" d="M182 74h36" />
          <text class="drawing-label" x="222" y="46">{t('empty.mirror_port')}</text>
        </g>
      )}
      {way === 'file' ? (
        <g>
          <path class="drawing-copy" d="M70 125h130V110h18" />
          <path class="drawing-new" d="M218 84h34l14 14v34h-48z" />
          <text class="drawing-label" x="242" y="117">.pcapng</text>
        </g>
      ) : (
        <g>
          <rect class="drawing-new" x="218" y="57" width="66" height="34" rx="3" />
          <text class="drawing-label" x="251" y="78">Yagura</text>
        </g>
      )}
    </svg>
  );
}

export function EmptyPlant() {
  return (
    <section class="teach">
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.why')}</p>
      <div class="ways">
        {(['mirror', 'tap', 'file'] as const).map((way) => (
          <article key={way} class="way">
            <Drawing way={way} />
            <h3>{t(`empty.${way}.title` as TextKey)}</h3>
            <p>{t(`empty.${way}.text` as TextKey)}</p>
          </article>
        ))}
      </div>
      <DropArea take={(file) => void addCapture(file)} accept={captureTypes} title={t('empty.drop')} hint={t('empty.drop_hint')} />
    </section>
  );
}
