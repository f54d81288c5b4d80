/* dataflow_ways.tsx - where data go between the layers of the plant, drawn; the connection forms in it stand out (S1-019). SPDX-License-Identifier: Apache-2.0 */
import { middle } from '../format';
import { comma, t, word } from '../i18n';
import { Figure, Sheet } from '../parts/keep';
import { Panel } from '../parts/small';

/** One arrow: who asks, who answers, and the titles of what goes there. */
export interface Way {
  from: string;
  to: string;
  pairs: number;
  data: string[];
  forms: string[];
}

const layers = ['outside', 'office', 'production', 'info', 'control', 'field'];
const layer = (id: string) => word('library.layer', id);
const centre = 500;

/* Those that go in towards the machines are on the right, those that go out on the left; the longer, the wider. */
function Arrow({ way }: { way: Way }) {
  const [from, to] = [layers.indexOf(way.from), layers.indexOf(way.to)];
  const far = Math.abs(to - from);
  const side = Math.sign(to - from);
  const x = centre + side * 90;
  const y = (row: number, lift: number) => 40 + row * 76 + lift * side * (22 - 4 * far);
  const [start, end, mid] = [y(from, 1), y(to, -1), (y(from, 0) + y(to, 0)) / 2];
  const label = (text: string, dy: number) => (
    <text x={x + side * far * 76} y={mid + dy} text-anchor={side > 0 ? 'start' : 'end'}>
      {text}
    </text>
  );
  return (
    <g class={way.forms.length ? 'way way-form' : 'way'}>
      <title>{`${layer(way.from)} → ${layer(way.to)}: ${[t('dataflow.pairs', { count: way.pairs }), ...way.data, ...way.forms].join(' / ')}`}</title>
      <path d={`M${x},${start}C${x + side * far * 101},${start} ${x + side * far * 101},${end} ${x + side * 6},${end}`} />
      <path class="way-head" d={`M${x},${end}l${side * 9},-5v10z`} />
      {label(t('dataflow.pairs', { count: way.pairs }), -2)}
      {label(middle(way.data[0] ?? '', 20) + (way.data[1] ? ` +${way.data.length - 1}` : ''), 12)}
    </g>
  );
}

export function Ways({ ways }: { ways: Way[] }) {
  const title = t('dataflow.ways');
  return (
    <Panel title={title} count={ways.length} id="ways">
      <p class="quiet">{t(ways.length ? 'dataflow.ways_hint' : 'dataflow.ways_none')}</p>
      <Figure>
        <div class="model-box" tabIndex={0} role="region" aria-label={title}>
          <svg class="model" viewBox="0 0 1000 460" role="img" aria-label={title}>
            {[...ways].sort((a, b) => a.forms.length - b.forms.length).map((way) => (
              <Arrow key={way.from + way.to} way={way} />
            ))}
            {layers.map((id, row) => (
              <g key={id} class={ways.some((way) => way.forms.length && (way.from === id || way.to === id)) ? 'model-node model-here' : 'model-node'}>
                <rect x={centre - 90} y={16 + row * 76} width={180} height={48} rx={4} />
                <text x={centre} y={44 + row * 76} text-anchor="middle">
                  {layer(id)}
                </text>
              </g>
            ))}
          </svg>
        </div>
      </Figure>
      {ways.length > 0 && (
        <details>
          <summary>{t('dataflow.ways_table')}</summary>
          <Sheet class="plain">
            <thead>
              <tr>
                {(['way', 'seen', 'class', 'form'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`dataflow.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ways.map((way) => (
                <tr key={way.from + way.to}>
                  <th scope="row">{`${layer(way.from)} → ${layer(way.to)}`}</th>
                  <td>{t('dataflow.pairs', { count: way.pairs })}</td>
                  <td>{way.data.join(comma())}</td>
                  <td>{way.forms.join(comma())}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        </details>
      )}
    </Panel>
  );
}
