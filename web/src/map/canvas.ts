/* canvas.ts - the map on the screen; the only file that touches cytoscape. SPDX-License-Identifier: Apache-2.0 */
import cytoscape from 'cytoscape';
import type { MapNode } from '../types';
import type { Place, Scene } from './scene';

export interface Colours {
  text: string;
  soft: string;
  line: string;
  strong: string;
  surface: string;
  sunken: string;
  accent: string;
  accentSoft: string;
  fresh: string;
  /** Traffic that no conduit lets pass, and devices that are silent. */
  act: string;
  look: string;
}

export interface Handlers {
  place: (id: string) => void;
  link: (id: string) => void;
  nothing: () => void;
}

export interface Canvas {
  draw: (scene: Scene, keepView: boolean) => void;
  select: (id: string | null) => void;
  fit: () => void;
  png: () => Promise<Blob>;
  destroy: () => void;
}

const closest = 1.4;
export const isSilent = (node: MapNode): boolean => node.liveness === 'silent' || node.liveness === 'gone';

const icons = new Map<string, string>();

function icon(path: string, colour: string): string {
  const key = `${colour}${path}`;
  let address = icons.get(key);
  if (!address) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24"><path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
    address = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
    icons.set(key, address);
  }
  return address;
}

function style(colours: Colours, face: string): cytoscape.StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle', width: 46, height: 38, 'background-color': colours.surface, 'border-width': 1, 'border-color': colours.strong,
        'background-image': 'data(icon)', 'background-width': '26px', 'background-height': '26px', label: 'data(label)', color: colours.text,
        'font-family': face, 'font-size': 14, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-wrap': 'wrap', 'min-zoomed-font-size': 6,
        'text-background-color': colours.sunken, 'text-background-opacity': 0.75, 'text-background-padding': '1px',
      },
    },
    { selector: 'node.folded', style: { 'border-width': 4, 'border-style': 'double', width: 56, height: 44, 'font-weight': 'bold' } },
    { selector: 'node.fresh', style: { 'border-color': colours.fresh, 'border-width': 3 } },
    {
      selector: 'node.lane',
      style: {
        shape: 'rectangle', width: 'data(width)', height: 'data(height)', 'background-color': colours.sunken, 'background-image': 'none', 'border-width': 1,
        'border-color': colours.line, label: '', events: 'no', 'z-index': 0, 'z-compound-depth': 'bottom',
      },
    },
    {
      selector: 'node.box',
      style: {
        shape: 'round-rectangle', width: 'data(width)', height: 'data(height)', 'background-color': colours.surface, 'background-image': 'none', 'border-width': 1,
        'border-color': colours.line, label: '', events: 'no', 'z-compound-depth': 'bottom',
      },
    },
    {
      selector: 'node.head',
      style: {
        width: 1, height: 1, 'background-opacity': 0, 'border-width': 0, 'background-image': 'none', 'text-valign': 'center', 'font-size': 15,
        color: colours.soft, events: 'no', 'text-background-opacity': 0,
      },
    },
    {
      selector: 'node.lane-label',
      style: {
        width: 1, height: 1, 'background-opacity': 0, 'border-width': 0, 'background-image': 'none', 'text-valign': 'center', 'text-halign': 'right', 'font-size': 16,
        'text-max-width': '138px', color: colours.soft, events: 'no', 'text-background-opacity': 0, 'text-justification': 'left',
      },
    },
    { selector: 'edge', style: { width: 'data(width)', 'line-color': colours.strong, 'curve-style': 'straight', opacity: 0.55 } },
    { selector: 'edge.bent', style: { 'curve-style': 'unbundled-bezier', 'control-point-distances': 'data(bend)' as never, 'control-point-weights': 0.5 } },
    { selector: 'edge.change', style: { 'line-color': colours.soft, opacity: 0.9 } },
    { selector: 'edge.plain', style: { 'line-style': 'dashed', opacity: 0.4 } },
    { selector: 'edge.unplanned', style: { 'line-color': colours.look, 'line-style': 'solid', opacity: 1 } },
    { selector: 'edge.skip', style: { 'line-color': colours.act, 'line-style': 'dashed', 'line-dash-pattern': [12, 5], opacity: 1 } },
    { selector: 'edge.outside', style: { 'line-color': colours.act, 'line-style': 'dashed', 'line-dash-pattern': [3, 5], opacity: 1 } },
    { selector: 'edge.draft', style: { 'line-color': colours.fresh, 'line-style': 'dashed', 'line-dash-pattern': [8, 6], opacity: 0.9 } },
    { selector: 'node.silent', style: { 'border-color': colours.look, 'border-style': 'dashed', 'border-width': 3 } },
    { selector: '.dim', style: { opacity: 0.12 } },
    { selector: 'node.at', style: { 'border-color': colours.accent, 'border-width': 3, 'background-color': colours.accentSoft } },
    { selector: 'edge.at', style: { 'line-color': colours.accent, opacity: 1 } },
  ] as unknown as cytoscape.StylesheetJson;
}

function elements(scene: Scene, glyph: (place: Place) => string, colours: Colours): cytoscape.ElementDefinition[] {
  const lanes = scene.lanes.flatMap((lane) => [
    { group: 'nodes' as const, classes: 'lane', grabbable: false, selectable: false, data: { id: `lane:${lane.key}`, width: lane.width, height: lane.height, label: '', icon: 'none' }, position: { x: lane.x + lane.width / 2, y: lane.y + lane.height / 2 } },
    { group: 'nodes' as const, classes: 'lane-label', grabbable: false, selectable: false, data: { id: `name:${lane.key}`, label: lane.label, icon: 'none' }, position: { x: lane.x + 12, y: lane.y + lane.height / 2 } },
  ]);
  const boxes = scene.boxes.map((box) => ({
    group: 'nodes' as const, classes: 'box', grabbable: false, selectable: false, data: { id: `box:${box.key}`, width: box.width, height: box.height, label: '', icon: 'none' }, position: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  }));
  const heads = scene.heads.map((head) => ({
    group: 'nodes' as const, classes: 'head', grabbable: false, selectable: false, data: { id: `head:${head.label}`, label: head.label, icon: 'none' }, position: { x: head.x + head.width / 2, y: 14 },
  }));
  const places = scene.places.map((place) => ({
    group: 'nodes' as const,
    classes: `place${place.folded ? ' folded' : ''}${place.fresh ? ' fresh' : ''}${place.members.every(isSilent) ? ' silent' : ''}`,
    data: { id: place.id, label: place.detail ? `${place.label}\n${place.detail}` : place.label, icon: icon(glyph(place), colours.soft) },
    position: { x: place.x, y: place.y },
  }));
  const links = scene.links.map((link) => ({
    group: 'edges' as const,
    classes: `${link.kind}${link.crossing ? ` ${link.crossing}` : ''}${link.bend ? ' bent' : ''}`,
    data: { id: link.id, source: link.a, target: link.b, width: link.width, bend: link.bend },
  }));
  return [...lanes, ...boxes, ...heads, ...links, ...places];
}

/* cytoscape would add a style element, which the page's policy forbids; one of that name stops it. */
function keepStyleOut(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id)) return;
  const marker = document.createElement('meta');
  marker.id = id;
  document.head.append(marker);
}

/** Puts a map into the box. */
export function mount(box: HTMLElement, colours: Colours, glyph: (place: Place) => string, handlers: Handlers): Canvas {
  keepStyleOut();
  const face = getComputedStyle(document.body).fontFamily.replaceAll('"', '');
  const cy = cytoscape({
    container: box, style: style(colours, face), layout: { name: 'preset' }, minZoom: 0.03, maxZoom: 3,
    boxSelectionEnabled: false, hideEdgesOnViewport: true, textureOnViewport: true, autounselectify: true,
  });
  cy.on('tap', 'node.place', (event) => handlers.place(event.target.id()));
  cy.on('tap', 'edge', (event) => handlers.link(event.target.id()));
  cy.on('tap', (event) => {
    if (event.target === cy) handlers.nothing();
  });
  cy.on('mouseover', 'node.place, edge', () => (box.style.cursor = 'pointer'));
  cy.on('mouseout', 'node.place, edge', () => (box.style.cursor = ''));
  /* Two places need no whole screen. */
  const fit = () => {
    cy.fit(undefined, 16);
    if (cy.zoom() > closest) cy.zoom({ level: closest, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  return {
    draw(scene, keepView) {
      cy.batch(() => {
        cy.elements().remove();
        cy.add(elements(scene, glyph, colours));
      });
      if (!keepView) fit();
    },
    select(id) {
      cy.batch(() => {
        cy.elements().removeClass('dim at');
        const chosen = id ? cy.getElementById(id) : undefined;
        if (!chosen || chosen.empty()) return;
        const near = chosen.closedNeighborhood().union((chosen as cytoscape.CollectionReturnValue).connectedNodes());
        cy.elements().not('.lane, .lane-label, .box, .head').not(near).addClass('dim');
        chosen.addClass('at');
        if (chosen.isNode()) chosen.connectedEdges().addClass('at');
      });
      const chosen = id ? cy.getElementById(id) : undefined;
      if (!chosen?.nonempty()) return;
      const view = cy.extent();
      const at = chosen.boundingBox();
      if (at.x1 < view.x1 || at.x2 > view.x2 || at.y1 < view.y1 || at.y2 > view.y2) cy.center(chosen);
    },
    fit,
    png: () => cy.png({ output: 'blob-promise', full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colours.surface }) as unknown as Promise<Blob>,
    destroy: () => cy.destroy(),
  };
}
