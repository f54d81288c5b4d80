/* assess_score.tsx - 測る: the maturity of measures in points, a trial proposal. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Figure } from '../parts/keep';
import { Failure, Loading, Panel, Wrong } from '../parts/small';
import { href, type Route } from '../router';
import { PackFiles } from './answer_sheet';
import { keepAnswer } from './assess_parts';
import { say, sentences, type Assessment, type Item, type Words } from './assess_types';
import { Differences, PointsTrend, useRecords, type Before } from './assess_score_trend';

interface Measure {
  id: string;
  title: Words;
  deployment: number | null;
  maturity: number;
  points: number | null;
  answered: number;
  asked: number;
  version: string | null;
}

type Scores = Assessment & { measures: Measure[] };

/** Points of a value on the scale. */
const pointsOf = (data: Scores, value: string | undefined): number => Number(data.pack.scale.find((step) => step.value === value)?.points ?? 0);

/** The seven requirements as a web: the rim is 3.0. */
function Radar({ data, items, before }: { data: Scores; items: Item[]; before: Before | undefined }) {
  const at = (index: number, radius: number): string => {
    const angle = (index / items.length) * 2 * Math.PI - Math.PI / 2;
    return `${(120 + radius * Math.cos(angle)).toFixed(1)},${(105 + radius * Math.sin(angle)).toFixed(1)}`;
  };
  const ring = (radius: number) => items.map((_, index) => at(index, radius)).join(' ');
  const shapeOf = (value: (item: Item) => string | undefined) => items.map((item, index) => at(index, (pointsOf(data, value(item)) / 3) * 80)).join(' ');
  const label = items.map((item) => `${item.id.toUpperCase()} ${pointsOf(data, item.answer?.value).toFixed(1)}`).join(', ');
  return (
    <Figure>
    <svg class="radar" viewBox="0 0 240 210" role="img" aria-label={label}>
      {[27, 53, 80].map((radius) => (
        <polygon key={radius} class="radar-ring" points={ring(radius)} />
      ))}
      {before && items.some((item) => before.value(item.part, item.id)) && <polygon class="radar-before" points={shapeOf((item) => before.value(item.part, item.id))} />}
      <polygon class="radar-shape" points={shapeOf((item) => item.answer?.value)} />
      {items.map((item, index) => {
        const [x, y] = at(index, 95).split(',');
        return (
          <text key={item.id} x={x} y={y} text-anchor="middle" dominant-baseline="middle">
            {item.id.toUpperCase()}
          </text>
        );
      })}
    </svg>
    </Figure>
  );
}

function Choice({ data, item, saved }: { data: Scores; item: Item; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const keep = async (value: string) => {
    setWrong(await keepAnswer(data.pack.id, item, { value }));
    saved();
  };
  return (
    <label class="score-row">
      <span title={say(item.help)}>
        {say(item.title)} <span class="quiet">{say(item.help)}</span>
      </span>
      <select class="input" disabled={!mayEdit()} value={item.answer?.value ?? ''} onChange={(event) => void keep(event.currentTarget.value)}>
        <option value="">{t('assess.open')}</option>
        {data.pack.scale
          .filter((step) => step.section === item.section)
          .map((step) => (
            <option key={step.value} value={step.value}>
              {step.points} {say(step.label)}
            </option>
          ))}
      </select>
      <Wrong text={wrong} />
    </label>
  );
}

export function Scoring({ route: _ }: { route: Route }) {
  const { data, error, reload } = useLoad<Scores>('/score');
  const { rows, before } = useRecords(data?.pack.version ?? '');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{say(data.pack.title)}</h1>
      </header>
      <p class="notice">{say(data.pack.caveat)}</p>
      {data.measures.map((measure) => {
        const items = data.items.filter((item) => item.part === measure.id);
        const requirements = items.filter((item) => item.section === 'maturity');
        const sum = t('score.sum', { deployment: (measure.deployment ?? 0).toFixed(1), maturity: measure.maturity.toFixed(1) });
        return (
          <Panel key={measure.id} title={say(measure.title)} count={measure.points === null ? t('score.left', { count: measure.asked - measure.answered + (measure.deployment === null ? 1 : 0) }) : `${sum} = ${measure.points.toFixed(1)}`}>
            <div class="score">
              <div>
                {items.map((item) => (
                  <Choice key={item.id} data={data} item={item} saved={reload} />
                ))}
              </div>
              <div>
                <Radar data={data} items={requirements} before={before} />
                <Differences items={requirements} before={before} points={(value) => pointsOf(data, value)} />
                <PointsTrend rows={rows} measure={measure.id} title={say(measure.title)} />
              </div>
            </div>
          </Panel>
        );
      })}
      <p class="quiet">
        {t('score.record_hint')} <a href={href('/records', { pack: 'smkl-scoring' })}>{t('page.records')}</a>
      </p>
      <p class="quiet">
        {sentences(t('score.version', { version: data.pack.version }), say(data.pack.source))} {t('score.change')}
        <PackFiles id={data.pack.id} />
      </p>
    </div>
  );
}
