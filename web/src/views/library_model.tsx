/* library_model.tsx - the reference model, drawn, with the plant's own devices counted in it (S1-020). SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { Figure } from '../parts/keep';
import type { ShelfEntry } from '../shelf';
import { say } from './assess_types';
import type { Seen } from './library_card';

const layers = ['outside', 'office', 'info', 'control', 'field'] as const;
const top = 20;
const high = 84;
const wide = 980;
const left = 150;

interface Node {
  title: string;
  count: number | undefined;
  page: string | undefined;
}

function nodesOf(entry: ShelfEntry, seen: Seen | undefined, layer: string): Node[] {
  return entry.parts
    .map((part, index) => ({ part, count: part.links.length ? seen?.parts[index] : undefined }))
    .filter(({ part }) => part.id?.split('.')[0] === layer && part.id !== 'office.fw')
    .map(({ part, count }) => ({ title: say(part.title), count, page: part.links[0]?.page }));
}

/* Two lines of a box hold that much. */
const lines = (text: string, most: number): string[] => {
  if (text.length <= most) return [text];
  const cut = Math.max(text.lastIndexOf(' ', most), text.lastIndexOf('・', most) + 1, text.lastIndexOf('（', most));
  const at = cut > 0 ? cut : most;
  return [text.slice(0, at).trim(), text.slice(at).trim()];
};

function Box({ node, x, y, width }: { node: Node; x: number; y: number; width: number }) {
  const most = Math.floor(width / (/[^\u0000-\u00ff]/.test(node.title) ? 13.5 : 6.8));
  const text = lines(node.title, most);
  const count = node.count === undefined ? '' : node.count;
  return (
    <g class={node.count ? 'model-node model-here' : 'model-node'}>
      <title>{`${node.title} ${count}`}</title>
      <rect x={x} y={y} width={width} height={54} rx={4} />
      {text.map((line, index) => (
        <text key={index} x={x + width / 2} y={y + (text.length === 1 ? 20 : 15) + index * 14} text-anchor="middle">
          {line}
        </text>
      ))}
      {node.count !== undefined && (
        <text class="model-count" x={x + width / 2} y={y + 47} text-anchor="middle">
          {t('library.model_devices', { count: node.count })}
        </text>
      )}
    </g>
  );
}

/** Where two networks meet stands a firewall; below the controllers there is none. */
function Border({ y, count }: { y: number; count: number | undefined }) {
  return (
    <g class="model-border">
      <line x1={left} x2={wide - 10} y1={y} y2={y} />
      <rect x={left - 44} y={y - 9} width={40} height={18} rx={3} />
      <text x={left - 24} y={y + 4} text-anchor="middle">
        F/W
      </text>
      {count !== undefined && <title>{t('library.model_devices', { count })}</title>}
    </g>
  );
}

export function ReferenceModel({ entry, seen }: { entry: ShelfEntry; seen: Seen | undefined }) {
  const firewalls = seen?.parts[entry.parts.findIndex((part) => part.id === 'office.fw')];
  return (
    <Figure>
      <div class="model-box" tabIndex={0} role="region" aria-label={say(entry.title)}>
        <svg class="model" viewBox={`0 0 ${wide} ${top + layers.length * high}`} role="img" aria-label={say(entry.title)}>
          {layers.map((layer, row) => {
            const nodes = nodesOf(entry, seen, layer);
            const y = top + row * high;
            const width = Math.min(180, (wide - left - 20) / nodes.length - 8);
            return (
              <g key={layer}>
                <rect class="model-layer" x={4} y={y - 8} width={wide - 8} height={high - 14} rx={6} />
                <text class="model-name" x={14} y={y + 24}>
                  {word('library.layer', layer)}
                </text>
                {nodes.map((node, index) => (
                  <Box key={index} node={node} x={left + index * (width + 8)} y={y} width={width} />
                ))}
                {row > 0 && layer !== 'field' && <Border y={y - 15} count={row === 1 ? firewalls : undefined} />}
              </g>
            );
          })}
        </svg>
      </div>
      <p class="quiet">{t('library.model_hint', { count: firewalls ?? 0 })}</p>
    </Figure>
  );
}
