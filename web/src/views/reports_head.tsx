/* reports_head.tsx - what stands at the head of each report: own logo, own words, who stamps it. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { patch } from '../api';
import { comma, t } from '../i18n';
import { useLoad } from '../load';
import { Field } from '../parts/small';
import { Adding, valueOf } from './assess_proof';

interface Head {
  words: string;
  seals: string[];
  logo: string | null;
}

const wide = 600;

/** Any picture that the browser knows becomes a small PNG: nothing else of the file goes in. */
async function shrink(file: File): Promise<string> {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  await picture.decode();
  const scale = Math.min(1, wide / (picture.naturalWidth || wide), 200 / (picture.naturalHeight || 200));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round((picture.naturalWidth || wide) * scale));
  canvas.height = Math.max(1, Math.round((picture.naturalHeight || 200) * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return canvas.toDataURL('image/png').split(',')[1]!;
}

export function ReportHead() {
  const { data, reload } = useLoad<Head>('/report-head');
  const [logo, setLogo] = useState('');
  const [wrong, setWrong] = useState('');
  useEffect(() => setLogo(data?.logo ?? ''), [data]);
  if (!data) return null;
  const choose = (file: File | undefined) => file && shrink(file).then((made) => { setLogo(made); setWrong(''); }, () => setWrong(t('head.no_picture')));
  const send = async (form: HTMLFormElement) => {
    await patch('/report-head', { words: valueOf(form, 'words').trim(), seals: valueOf(form, 'seals').split(/[,、，・]/).map((title) => title.trim()).filter(Boolean), logo });
    reload();
  };
  return (
    <div id="report-head">
      <Adding title={t('head.title')} send={send}>
        <Field label={t('head.words')} hint={t('head.words_hint')}>
          <textarea class="input" name="words" rows={2} maxLength={200} defaultValue={data.words} />
        </Field>
        <Field label={t('head.seals')} hint={t('head.seals_hint')}>
          <input class="input" name="seals" maxLength={120} defaultValue={data.seals.join(comma())} placeholder={t('head.seals_usual')} />
        </Field>
        <Field label={t('head.logo')} hint={t('head.logo_hint')} error={wrong}>
          <input class="input" type="file" accept="image/*" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
        </Field>
        {logo && (
          <p class="report-logo">
            <img alt={t('head.logo')} src={`data:image/png;base64,${logo}`} />{' '}
            <button type="button" class="button-plain" onClick={() => setLogo('')}>
              {t('head.no_logo')}
            </button>
          </p>
        )}
      </Adding>
    </div>
  );
}
