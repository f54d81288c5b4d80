/* assess_applies.tsx - whether the matrix fits this plant, or which part of it (S0-021). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Typed, Wrong } from '../parts/small';
import { faultText } from './assess_proof';
import { amend } from './register';

const questions = ['digital', 'network', 'segment'] as const;
const values = ['yes', 'part', 'no'] as const;
type Value = (typeof values)[number];

interface Row {
  id: string;
  name: string;
  revision: number;
  body: { value?: Value | ''; part?: string };
}

/** All hold, hold for a part, or one of them fails; nothing is said before each has its answer. */
export function verdictOf(rows: Row[]): Value | undefined {
  const said = questions.map((name) => rows.find((row) => row.name === name)?.body.value);
  if (said.some((value) => !value)) return undefined;
  return said.includes('no') ? 'no' : said.includes('part') ? 'part' : 'yes';
}

export function Applies() {
  const { data, reload } = useLoad<{ items: Row[] }>('/register?kind=applies');
  const [wrong, setWrong] = useState('');
  if (!data) return null;
  const verdict = verdictOf(data.items);
  const keep = (name: string, change: Row['body']) =>
    void amend<Row['body']>('applies', name, (body) => ({ ...body, ...change })).then(
      () => {
        setWrong('');
        reload();
      },
      (cause) => setWrong(faultText(cause)),
    );
  return (
    <details class="panel" id="applies">
      <summary>
        {t('applies.title')} <span class="quiet">{verdict ? word('applies.verdict', verdict) : t('applies.open')}</span>
      </summary>
      <p class="quiet">{t('applies.hint')}</p>
      {questions.map((name) => {
        const row = data.items.find((one) => one.name === name);
        return (
          <p key={name} class="quick-row">
            <span>{word('applies.question', name)}</span>
            <select class="input" disabled={!mayEdit()} aria-label={word('applies.question', name)} value={row?.body.value ?? ''} onChange={(event) => keep(name, { value: event.currentTarget.value as Value | '' })}>
              <option value="">{t('assess.open')}</option>
              {values.map((value) => (
                <option key={value} value={value}>
                  {word('applies.value', value)}
                </option>
              ))}
            </select>
            {row?.body.value === 'part' && <Typed maxLength={200} disabled={!mayEdit()} aria-label={`${word('applies.question', name)} ${t('applies.part')}`} placeholder={t('applies.part')} value={row.body.part ?? ''} keep={(text) => keep(name, { part: text })} />}
          </p>
        );
      })}
      {verdict && <p role="status">{word('applies.what', verdict)}</p>}
      <Wrong text={wrong} block />
    </details>
  );
}
