/* why.tsx - why little was done so far, asked once behind the first sign-in: each of the four reasons has its own first step (S4-177). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { may, mayEdit } from '../api';
import { t, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { keepAnswer } from '../views/assess_parts';
import type { Answer } from '../views/assess_types';
import { Wrong } from './small';

const reasons = ['why-need', 'why-what', 'why-means', 'why-enough'] as const;

/* Not aware: what would happen. Does not know: the eight questions. No means: what costs least. Is it enough: what differs. */
const steps: Record<string, string> = { 'why-need': '#/steps?step=1-7', 'why-what': '#/smkl?quick=1', 'why-means': '#/plan', 'why-enough': '#/checklist?show=differs' };

export function Why() {
  const { data, reload } = useLoad<{ items: Answer[] }>(may('risk') ? '/answers?pack=plant-profile&item=why' : null);
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState('');
  if (!data) return null;
  const answer = data.items[0] ?? null;
  const value = answer?.value ?? '';
  if (value && !asking)
    return (
      <p class="lead-why">
        <span class="quiet">{t(`why.${value}` as TextKey)}</span> → <a href={steps[value]}>{t(`why.step.${value}` as TextKey)}</a>{' '}
        {mayEdit() && (
          <button type="button" class="button-plain" onClick={() => setAsking(true)}>
            {t('why.other')}
          </button>
        )}
      </p>
    );
  if (!mayEdit()) return null;
  const take = async (chosen: string) => {
    setWrong(await keepAnswer('plant-profile', { id: 'why', part: '', answer }, { value: chosen }));
    setAsking(false);
    reload();
  };
  return (
    <fieldset class="lead-why">
      <legend>{t('why.ask')}</legend>
      {reasons.map((reason) => (
        <button key={reason} type="button" class="chip-button" onClick={() => void take(reason)}>
          {t(`why.${reason}` as TextKey)}
        </button>
      ))}
      <Wrong text={wrong} block />
    </fieldset>
  );
}
