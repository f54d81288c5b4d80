/* reports.tsx - 進める: reports for people, to print on A4 or to edit in Word. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { anonymise, anonymised, query } from '../api';
import { language, t, word } from '../i18n';
import { useLoad } from '../load';
import { Anonymise } from '../parts/anonymise';
import { Icon } from '../parts/icons';
import { Failure, Loading } from '../parts/small';
import type { Route } from '../router';
import { scoped } from '../scope';
import { useSignal } from '../signal';
import { say, type Words } from './assess_types';
import { readers } from './assess_readers';
import { ReportHead } from './reports_head';
import { Orders } from './reports_orders';

export interface Kind {
  id: string;
  title: Words;
  says: Words;
  pdf: boolean;
  periodic: boolean;
  led: boolean;
}

interface Choice {
  lang: string;
  period: string;
  reader: string;
}

const address = (kind: Kind, { lang, period, reader }: Choice, more: Record<string, string> = {}): string => `/api/v1${scoped(`/reports/${kind.id}${query({ lang, period: kind.periodic && period ? period : undefined, reader: kind.led && reader ? reader : undefined, anonymise: anonymised(), ...more })}`)}`;

const two = (n: number): string => String(n).padStart(2, '0');
const dayOf = (d: Date): string => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

/** This month and the five before it, this 年度 (from April) and the two before it. */
export function periods(today: Date): { value: string; kind: 'year' | 'month' }[] {
  const year = today.getFullYear() - (today.getMonth() < 3 ? 1 : 0);
  const years = [0, 1, 2].map((back) => ({ value: `fy${year - back}`, kind: 'year' as const }));
  const months = [0, 1, 2, 3, 4, 5].map((back) => ({ value: dayOf(new Date(today.getFullYear(), today.getMonth() - back, 1)).slice(0, 7), kind: 'month' as const }));
  return [...years, ...months];
}

/** Both days or none: half a period is none. */
function Days({ set }: { set: (period: string) => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const choose = (first: string, last: string) => {
    setFrom(first);
    setTo(last);
    set(first && last && first <= last ? `${first}..${last}` : '');
  };
  return (
    <span class="tools">
      <input class="input" type="date" value={from} max={to || undefined} aria-label={t('reports.from')} onChange={(event) => choose(event.currentTarget.value, to)} />
      –
      <input class="input" type="date" value={to} min={from || undefined} aria-label={t('reports.to')} onChange={(event) => choose(from, event.currentTarget.value)} />
    </span>
  );
}

function Period({ set }: { set: (period: string) => void }) {
  const [chosen, choose] = useState('');
  const take = (value: string) => {
    choose(value);
    set(value === 'days' ? '' : value);
  };
  return (
    <>
      <label>
        {t('reports.period')}{' '}
        <select class="input" value={chosen} onChange={(event) => take(event.currentTarget.value)}>
          <option value="">{t('reports.now')}</option>
          {periods(new Date()).map((period) => (
            <option key={period.value} value={period.value}>
              {period.kind === 'year' ? t('reports.fiscal_year', { year: period.value.slice(2) }) : period.value}
            </option>
          ))}
          <option value="days">{t('reports.days')}</option>
        </select>
      </label>
      {chosen === 'days' && <Days set={set} />}
    </>
  );
}

export function Reports({ route: _ }: { route: Route }) {
  const { data, error, reload } = useLoad<{ items: Kind[] }>('/reports');
  const [lang, setLang] = useState<string>(language.get());
  const [period, setPeriod] = useState('');
  const [reader, setReader] = useState('');
  const choice = { lang, period, reader };
  useSignal(anonymise); /* the links say it */
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
        <Period set={setPeriod} />
        <label>
          {t('reader.ask')}{' '}
          <select class="input" value={reader} onChange={(event) => setReader(event.currentTarget.value)}>
            <option value="">{t('reader.nobody')}</option>
            {readers.map((one) => (
              <option key={one} value={one}>
                {word('reader', one)}
              </option>
            ))}
          </select>
        </label>
        <Anonymise />
      </header>
      <p class="lead">{t('reports.hint')}</p>
      <ReportHead />
      <ul class="items panel">
        {data.items.map((kind) => (
          <li key={kind.id} class="item record">
            <div>
              <b>{say(kind.title)}</b>
              <p class="quiet">
                {say(kind.says)} {period && !kind.periodic && t('reports.of_now')} {reader && kind.led && t('reader.leads', { reader: word('reader', reader) })}
              </p>
            </div>
            <div class="report-buttons">
              <a class="button button-main" href={address(kind, choice)} target="_blank" rel="noopener">
                <Icon name="print" /> {t('reports.open')}
              </a>
              {kind.pdf && (
                <a class="button" href={address(kind, choice, { format: 'pdf' })}>
                  {t('reports.pdf')}
                </a>
              )}
              <a class="button" href={address(kind, choice, { format: 'docx' })}>
                {t('reports.word')}
              </a>
              <a class="button" href={address(kind, choice, { save: '1' })}>
                {t('reports.html')}
              </a>
            </div>
          </li>
        ))}
      </ul>
      <p>
        {t('reports.oscal')}{' '}
        {(['assessment-results', 'poam'] as const).map((model) => (
          <a key={model} class="button" href={`/api/v1${scoped(`/oscal/${model}${query({ lang, anonymise: anonymised() })}`)}`} download>
            {t(`reports.${model}`)}
          </a>
        ))}
      </p>
      <Orders kinds={data.items} />
      {data.items.some((kind) => !kind.pdf) && <p class="quiet">{t('reports.no_pdf')}</p>}
    </div>
  );
}
