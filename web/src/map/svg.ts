/* svg.ts - the map as a drawing for reports. SPDX-License-Identifier: Apache-2.0 */
import type { Colours } from './canvas';
import type { Link, Place, Scene } from './scene';

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (n: number): string => n.toFixed(1);

function wrap(text: string, longest: number): string[] {
  const lines: string[] = [];
  for (let rest = text; rest; rest = rest.slice(lines.at(-1)!.length).trimStart()) {
    const space = rest.length > longest ? rest.lastIndexOf(' ', longest) : -1;
    lines.push(rest.length <= longest ? rest : rest.slice(0, space > 0 ? space : longest));
  }
  return lines;
}

/** How a line between zones is drawn, as on the canvas; what a conduit lets pass is a line like others. */
function drawn(link: Link, colours: Colours): { colour: string; dash: string } | null {
  if (link.crossing === 'unplanned') return { colour: colours.look, dash: '' };
  if (link.crossing === 'skip') return { colour: colours.act, dash: '12 5' };
  if (link.crossing === 'outside') return { colour: colours.act, dash: '3 5' };
  return link.crossing === 'draft' ? { colour: colours.fresh, dash: '8 6' } : null;
}

function linkPath(link: Link, a: Place, b: Place, colours: Colours): string {
  const bent = link.bend !== 0;
  const level = a.y === b.y;
  const up = Math.min(a.y, b.y) - Math.abs(link.bend) * 1.4;
  const aside = level ? `${round((a.x + b.x) / 2)} ${round(up)}` : `${round((a.x + b.x) / 2 + Math.abs(link.bend) * 1.4)} ${round((a.y + b.y) / 2)}`;
  const path = bent ? `M${round(a.x)} ${round(a.y)}Q${aside} ${round(b.x)} ${round(b.y)}` : `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`;
  const style = drawn(link, colours);
  if (style) return `<path d="${path}" fill="none" stroke="${style.colour}" stroke-width="${round(link.width)}"${style.dash ? ` stroke-dasharray="${style.dash}"` : ''}/>`;
  const dash = link.kind === 'plain' ? ' stroke-dasharray="6 4"' : '';
  const colour = link.kind === 'change' ? colours.soft : colours.strong;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${round(link.width)}" stroke-opacity="${link.kind === 'change' ? 0.9 : 0.55}"${dash}/>`;
}

function placeShape(place: Place, glyph: string, colours: Colours): string {
  const [width, height] = place.folded ? [56, 44] : [46, 38];
  const edge = place.fresh ? colours.fresh : colours.strong;
  const box = `<rect x="${round(place.x - width / 2)}" y="${round(place.y - height / 2)}" width="${width}" height="${height}" rx="6" fill="${colours.surface}" stroke="${edge}" stroke-width="${place.folded || place.fresh ? 3 : 1}"/>`;
  const icon = `<path transform="translate(${round(place.x - 13)} ${round(place.y - 13)}) scale(1.083)" d="${glyph}" fill="none" stroke="${colours.soft}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`;
  const lines = [place.label, ...(place.detail ? [place.detail] : [])];
  const text = lines.map((line, index) => `<text x="${round(place.x)}" y="${round(place.y + height / 2 + 13 + index * 13)}" text-anchor="middle" stroke="${colours.sunken}" stroke-width="3" paint-order="stroke"${place.folded ? ' font-weight="bold"' : ''}>${escape(line)}</text>`);
  return `<g>${place.members.length === 1 ? `<title>${escape(place.members[0]!.name)}</title>` : ''}${box}${icon}${text.join('')}</g>`;
}

/** The scene as an SVG file that stands alone. */
export function svgOf(scene: Scene, colours: Colours, glyph: (place: Place) => string, title: string): string {
  const where = new Map(scene.places.map((place) => [place.id, place]));
  const lanes = scene.lanes.map((lane) => {
    const lines = wrap(lane.label, /[\u3000-\u9fff]/.test(lane.label) ? 9 : 18);
    const label = lines.map((line, index) => `<text x="12" y="${round(lane.y + lane.height / 2 + 5 + (index - (lines.length - 1) / 2) * 17)}" font-size="13" fill="${colours.soft}">${escape(line)}</text>`);
    return `<rect x="${lane.x}" y="${round(lane.y)}" width="${round(lane.width)}" height="${round(lane.height)}" fill="${colours.sunken}" stroke="${colours.line}"/>${label.join('')}`;
  });
  const boxes = scene.boxes.map((box) => `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="6" fill="${colours.surface}" stroke="${colours.line}"/>`);
  const heads = scene.heads.map((head) => `<text x="${round(head.x + head.width / 2)}" y="19" text-anchor="middle" fill="${colours.soft}">${escape(head.label)}</text>`);
  const links = scene.links.map((link) => linkPath(link, where.get(link.a)!, where.get(link.b)!, colours));
  const places = scene.places.map((place) => placeShape(place, glyph(place), colours));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -40 ${round(scene.width + 32)} ${round(scene.height + 56)}" font-family="'BIZ UDPGothic','Yu Gothic UI','Noto Sans CJK JP',sans-serif" font-size="12" fill="${colours.text}">`,
    `<title>${escape(title)}</title><rect x="-16" y="-40" width="100%" height="100%" fill="${colours.surface}"/><text x="0" y="-14" font-size="15" font-weight="bold">${escape(title)}</text>`,
    ...lanes, ...boxes, ...heads, ...links, ...places, '</svg>', '',
  ].join('\n');
}
