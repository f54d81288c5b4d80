/* levels.tsx - 強さの段階: SL, ML and the PL that follows, zone by zone, and how fast people act. SPDX-License-Identifier: Apache-2.0 */
import { comma, t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Failure, Loading } from '../parts/small';
import { say, type Assessment, type Words } from './assess_types';
import { PackGrid } from './steps_grid';

interface Levels extends Assessment {
  levels: { zone: string; title: Words; target: number | null; reached: number | null; maturity: number | null; protection: number | null }[];
  causes: { cause: string; findings: number }[];
  times: { findings: number; acknowledged: number; closed: number; to_tell: number | null; to_acknowledge: number | null; to_close: number | null };
}

const shown = (name: string, value: number | null): string => (value === null ? '–' : `${name} ${value}`);

function span(seconds: number | null): string {
  if (seconds === null) return t('levels.none_yet');
  if (seconds < 120) return t('levels.seconds', { count: seconds });
  if (seconds < 7200) return t('levels.minutes', { count: Math.round(seconds / 60) });
  return seconds < 172_800 ? t('levels.hours', { count: Math.round(seconds / 3600) }) : t('levels.days', { count: Math.round(seconds / 86_400) });
}

function Derived({ data }: { data: Levels }) {
  return (
    <Sheet class="plain">
      <thead>
        <tr>
          <th scope="col">{t('zones.zone')}</th>
          {(['target', 'reached', 'maturity', 'protection'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`levels.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.levels.map((row) => (
          <tr key={row.zone}>
            <th scope="row">{say(row.title)}</th>
            <td>{shown('SL', row.target)}</td>
            <td>{shown('SL', row.reached)}</td>
            <td>{shown('ML', row.maturity)}</td>
            <td>
              <b>{shown('PL', row.protection)}</b>{' '}
              {row.protection !== null && row.target !== null && row.protection < row.target && (
                <>
                  <StateMark state="look" size={10} /> {t(row.reached! >= row.target ? 'levels.short_people' : 'levels.short_technique')}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

export function LevelsPart() {
  const { data, error, reload } = useLoad<Levels>('/levels');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <div id="levels">
      <p>{t('levels.lead')}</p>
      <PackGrid id="protection-levels" targets={false} changed={reload} />
      <h3>{t('levels.derived')}</h3>
      <p class="quiet">{t('levels.rule')}</p>
      <Derived data={data} />
      <h3>{t('levels.times')}</h3>
      <p>
        {t('levels.times_are', { tell: span(data.times.to_tell), take: span(data.times.to_acknowledge), close: span(data.times.to_close), findings: data.times.findings, closed: data.times.closed })}
      </p>
      <p class="quiet">{t('levels.times_hint')}</p>
      {data.causes.length > 0 && <p>{t('levels.causes', { causes: data.causes.map((row) => `${word('finding.cause', row.cause)} ${row.findings}`).join(comma()) })}</p>}
    </div>
  );
}
