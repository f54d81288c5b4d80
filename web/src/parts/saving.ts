/* saving.ts - reads a figure or a table off the page and makes a file of it. SPDX-License-Identifier: Apache-2.0 */
import { workbook } from '../api';
import { language } from '../i18n';
import { saveFile } from './csv';
import type { FileKind } from './keep';

const space = 'http://www.w3.org/2000/svg';

/* "yagura-smkl-2026-11-21": the page's own name tells where it is from. */
export function fileName(kind: FileKind, part = location.hash.replace(/^#\/?/, '').split(/[?/]/)[0] || 'overview'): string {
  return `yagura-${part.replace(/[^a-z0-9-]/g, '')}-${new Date().toISOString().slice(0, 10)}.${kind}`;
}

/* ---- tables ---- */

const blocks = new Set(['P', 'DIV', 'LI', 'UL', 'BR', 'TR', 'LABEL', 'SMALL']);

/** What a reader takes from a cell: chosen options and typed values, none of the buttons that do something. */
function words(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
  if (!(node instanceof HTMLElement) || node.matches('.button, .keep, [hidden], [aria-hidden=true]')) return '';
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.text ?? '';
  if (node instanceof HTMLInputElement) return /checkbox|radio/.test(node.type) ? (node.checked ? '✓' : '') : node.value;
  if (node instanceof HTMLTextAreaElement) return node.value;
  const text = [...node.childNodes].map(words).join('');
  return blocks.has(node.tagName) ? `\n${text}\n` : text;
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter(Boolean)
    .join('\n');

/** Row by row, with a cell for each column it spans. */
export function rowsOf(table: HTMLTableElement): string[][] {
  const grid: string[][] = [];
  const lines = [...table.rows].filter((row) => !row.matches('.filters, .space, [aria-hidden=true]'));
  lines.forEach((row, index) => {
    const out = (grid[index] ??= []);
    for (const cell of row.cells) {
      let column = 0;
      while (out[column] !== undefined) column++;
      for (let down = 0; down < cell.rowSpan && index + down < lines.length; down++)
        for (let across = 0; across < cell.colSpan; across++) (grid[index + down] ??= [])[column + across] = down || across ? '' : tidy(words(cell));
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
}

/** The first row is its titles. */
export async function saveRows(rows: string[][], part?: string): Promise<void> {
  saveFile(fileName('xlsx', part), await workbook(rows));
}

/* ---- figures ---- */

const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'];

const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

const surface = (): string => getComputedStyle(document.documentElement).getPropertyValue('--surface').trim() || 'white';

interface Drawing {
  svg: string;
  width: number;
  height: number;
}

/** The drawing with what the page's style gives it written into it. */
function ofSvg(from: SVGSVGElement): Drawing {
  const copy = from.cloneNode(true) as SVGSVGElement;
  const all = [...copy.querySelectorAll<SVGElement>('*')];
  [...from.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const name of kept) all[index]!.setAttribute(name, style.getPropertyValue(name));
    all[index]!.removeAttribute('class');
  });
  const { x, y, width, height } = from.viewBox.baseVal;
  const label = from.getAttribute('aria-label') ?? '';
  return {
    svg: `<svg xmlns="${space}" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" xml:lang="${language.get()}"><title>${escaped(label)}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${surface()}"/>${[...copy.children].map((child) => new XMLSerializer().serializeToString(child)).join('')}</svg>`,
    width,
    height,
  };
}

/** The lines of a text as they stand on the page. */
function linesOf(node: Text): { text: string; box: DOMRect }[] {
  const range = document.createRange();
  const lines: { text: string; box: DOMRect }[] = [];
  const text = node.data;
  for (let i = 0; i < text.length; ) {
    const size = text.codePointAt(i)! > 0xffff ? 2 : 1;
    range.setStart(node, i);
    range.setEnd(node, i + size);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (box.width > 0 && last && Math.abs(last.box.top - box.top) < 2) last.text += text.slice(i, i + size);
    else if (box.width > 0) lines.push({ text: text.slice(i, i + size), box });
    i += size;
  }
  return lines;
}

const isPlain = (colour: string): boolean => colour === 'transparent' || /, 0\)$/.test(colour);

/** A table as a drawing: boxes and lines of text where the page has them. */
function ofTable(table: HTMLTableElement): Drawing {
  const area = table.getBoundingClientRect();
  const parts: string[] = [];
  const rect = (box: DOMRect, fill: string, stroke: string) => parts.push(`<rect x="${(box.left - area.left + 1).toFixed(1)}" y="${(box.top - area.top + 1).toFixed(1)}" width="${box.width.toFixed(1)}" height="${box.height.toFixed(1)}" fill="${fill}" stroke="${stroke}"/>`);
  const line = (text: string, box: DOMRect, style: CSSStyleDeclaration) =>
    parts.push(`<text x="${(box.left - area.left + 1).toFixed(1)}" y="${(box.top - area.top + 1 + box.height * 0.78).toFixed(1)}" fill="${style.color}" font-size="${style.fontSize}" font-weight="${style.fontWeight}">${escaped(text)}</text>`);
  for (const element of table.querySelectorAll<HTMLElement>('th, td, th *, td *')) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const fill = isPlain(style.backgroundColor) ? 'none' : style.backgroundColor;
    const stroke = parseFloat(style.borderBottomWidth) > 0 ? style.borderBottomColor : 'none';
    if (fill !== 'none' || stroke !== 'none') rect(box, fill, stroke);
    if (element instanceof HTMLSelectElement) line(element.selectedOptions[0]?.text ?? '', box, style);
    else if (element instanceof HTMLInputElement) line(element.value, box, style);
    else if (!element.closest('select')) for (const node of element.childNodes) if (node instanceof Text) for (const one of linesOf(node)) line(one.text, one.box, style);
  }
  const [width, height] = [Math.ceil(area.width) + 2, Math.ceil(area.height) + 2];
  return { svg: `<svg xmlns="${space}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escaped(getComputedStyle(table).fontFamily)}"><rect width="${width}" height="${height}" fill="${surface()}"/>${parts.join('')}</svg>`, width, height };
}

/** Twice as fine as the screen; browsers draw no more than some thousand pixels. */
async function pngOf({ svg, width, height }: Drawing): Promise<Blob> {
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('png'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** What stands in this box. */
export async function saveOf(box: HTMLElement, kind: FileKind): Promise<void> {
  const table = box.querySelector('table');
  if (kind === 'xlsx') return saveRows(rowsOf(table!));
  const svg = box.querySelector<SVGSVGElement>('svg[role=img]');
  const drawing = svg ? ofSvg(svg) : ofTable(table!);
  saveFile(fileName(kind), kind === 'png' ? await pngOf(drawing) : new Blob([drawing.svg], { type: 'image/svg+xml' }));
}
