/* reports.tsx - 進める: reports for people, to print on A4 or to edit in Word. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { query } from '../api';
import { language, t } from '../i18n';
import { useLoad } from '../load';
import { Icon } from '../parts/icons';
import { Failure, Loading } from '../parts/small';
import type { Route } from '../router';
import { scoped } from '../scope';
import { say, type Words } from './assess_types';

interface Kind {
  id: string;
  title: Words;
  says: Words;
  pdf: boolean;
}

const address = (kind: Kind, lang: string, more: Record<string, string> = {}): string => `/api/v1${scoped(`/reports/${kind.id}${query({ lang, ...more })}`)}`;

export function Reports({ route: _ }: { route: Route }) {
  const { data, error, reload } = useLoad<{ items: Kind[] }>('/reports');
  const [lang, setLang] = useState<string>(language.get());
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('page.reports')}</h1>
        <label>
          {t('reports.language')}{' '}
          <select class="input" value={lang} onChange={(event) => setLang(event.currentTarget.value)}>
            <option value="ja">日本語</option>
            <option value="en">English</option>
          </select>
        </label>
      </header>
      <p class="lead">{t('reports.hint')}</p>
      <ul class="items panel">
        {data.items.map((kind) => (
          <li key={kind.id} class="item record">
            <div>
              <b>{say(kind.title)}</b>
              <p class="quiet">{say(kind.says)}</p>
            </div>
            <div class="report-buttons">
              <a class="button button-main" href={address(kind, lang)} target="_blank" rel="noopener">
                <Icon name="print" /> {t('reports.open')}
              </a>
              {kind.pdf && (
                <a class="button" href={address(kind, lang, { format: 'pdf' })}>
                  {t('reports.pdf')}
                </a>
              )}
              <a class="button" href={address(kind, lang, { format: 'docx' })}>
                {t('reports.word')}
              </a>
              <a class="button" href={address(kind, lang, { save: '1' })}>
                {t('reports.html')}
              </a>
            </div>
          </li>
        ))}
      </ul>
      {data.items.some((kind) => !kind.pdf) && <p class="quiet">{t('reports.no_pdf')}</p>}
    </div>
  );
}
