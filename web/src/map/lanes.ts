/* lanes.ts - as many lanes as a person can read: wider subnets, and the smallest together. SPDX-License-Identifier: Apache-2.0 */
import { t } from '../i18n';
import type { MapNode } from '../types';
import type { Grouping } from './scene';

export const mostLanes = 24;

const countsOf = (nodes: MapNode[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { lane } of nodes) if (lane) counts.set(lane, (counts.get(lane) ?? 0) + 1);
  return counts;
};

/* 10.26.3.0/24 lies in 10.26.0.0/16. */
const wider = (lane: string | null): string | null => lane && lane.replace(/^(\d+\.\d+)\.\d+\.0\/24$/, '$1.0.0/16');

/** The nodes with no more lanes than can be read; a plant of few subnets keeps them as they are. */
export function fewLanes(nodes: MapNode[], grouping: Grouping): MapNode[] {
  if (grouping === 'level' || countsOf(nodes).size <= mostLanes) return nodes;
  const wide = grouping === 'subnet' ? nodes.map((node) => ({ ...node, lane: wider(node.lane) })) : nodes;
  const counts = [...countsOf(wide)].sort((a, b) => b[1] - a[1]);
  if (counts.length <= mostLanes) return wide;
  const kept = new Set(counts.slice(0, mostLanes - 1).map(([lane]) => lane));
  const rest = t('map.other_lanes', { count: counts.length - kept.size });
  return wide.map((node) => (node.lane && !kept.has(node.lane) ? { ...node, lane: rest } : node));
}
