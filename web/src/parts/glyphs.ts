/* glyphs.ts - outlines of the symbols, drawn on 24x24. SPDX-License-Identifier: Apache-2.0
 *
 * Kept as data, because the page, the map's canvas and the exported drawing all use them.
 */

const cabinet = 'M5 3h14v18H5z';

/** Roles of devices. */
export const roleGlyphs: Record<string, string> = {
  plc: 'M3 6h18v12H3z M8 6v12 M13 6v12 M5.500 9v0 M5.500 12v0 M10.500 9.500v5 M16 9.500h2.500 M16 12h2.500 M16 14.500h2.500',
  'plc-rack': 'M2 7h20v10H2z M6 7v10 M10 7v10 M14 7v10 M18 7v10 M2 20h20',
  safety: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z M9 12l2 2 4-4',
  'remote-io': 'M4 7h16v10H4z M8 17v4 M12 17v4 M16 17v4 M8 11v2 M12 11v2 M16 11v2',
  drive: 'M6 3h12v18H6z M9 7h6 M9 14c1-3 2-3 3 0s2 3 3 0',
  robot: 'M5 21h8 M9 21v-5 M9 16l-3-6 7-5 M13 5l4 3 M17 8v4 M15.500 12h3 M6 10a1 1 0 1 0 .1 0',
  cnc: 'M3 4h18v14H3z M6 7h7v8H6z M16 8h2 M16 11h2 M9.500 7v4 M8 21h8',
  sensor: 'M12 15a3 3 0 1 0-.1 0 M12 15v6 M6.500 17a7.500 7.500 0 0 1 0-10 M17.500 17a7.500 7.500 0 0 0 0-10',
  agv: 'M3 9h13l4 4v4H3z M7 19a1.700 1.700 0 1 0 .1 0 M17 19a1.700 1.700 0 1 0 .1 0 M6 9V5h7v4',
  hmi: 'M3 4h18v13H3z M6 13l3-4 3 3 4-5 M8 21h8',
  'engineering-station': 'M4 5h16v10H4z M2 19h20 M9 8l-2 2 2 2 M15 8l2 2-2 2',
  scada: 'M2 4h9v7H2z M13 4h9v7h-9z M2 14h20v6H2z M5 17h5 M14 17h5',
  historian: 'M12 3c4 0 7 1.200 7 2.800S16 8.500 12 8.500 5 7.300 5 5.800 8 3 12 3z M5 6v12c0 1.600 3 3 7 3s7-1.400 7-3V6 M8 15l3-3 2 2 3-4',
  mes: 'M4 3h16v18H4z M8 7h8 M8 11h8 M8 15h5',
  'opc-server': 'M4 5h16v6H4z M4 13h16v6H4z M7 8h2 M7 16h2 M14 8h3 M14 16h3',
  gateway: 'M3 8h18v8H3z M7 12h10 M14 9l3 3-3 3 M10 9l-3 3 3 3',
  switch: 'M2 8h20v8H2z M5 12h2 M9 12h2 M13 12h2 M17 12h2',
  router: 'M12 3a9 9 0 1 0 .1 0 M7 12h10 M12 7v10 M9.500 9L12 6.500 14.500 9 M9.500 15l2.500 2.500 2.500-2.500',
  firewall: 'M3 5h18v14H3z M3 10h18 M3 14.500h18 M9 5v5 M15 10v4.500 M9 14.500V19',
  'access-point': 'M4 14h16v5H4z M8 16.500v0 M12 14v-3 M8 10a5.500 5.500 0 0 1 8 0 M5 7a9.500 9.500 0 0 1 14 0',
  vpn: 'M6 11h12v9H6z M8.500 11V8a3.500 3.500 0 0 1 7 0v3 M12 14.500v2',
  server: 'M5 3h14v18H5z M8 7h8 M8 11h8 M11 17h2',
  nas: 'M4 4h16v16H4z M4 12h16 M8 8h4 M8 16h4 M16 8v0 M16 16v0',
  'ntp-server': 'M12 3a9 9 0 1 0 .1 0 M12 7v5l3.500 2',
  pc: 'M3 4h18v12H3z M9 20h6 M12 16v4',
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 1.500-2 1.500C10 20.500 3.500 14 3.500 6 3.500 5 4 4 5 4z',
  mobile: 'M7 2h10v20H7z M11 18.500h2',
  camera: 'M3 7h13v10H3z M16 11l5-3v8l-5-3',
  printer: 'M6 9V3h12v6 M4 9h16v8H4z M7 14h10v7H7z',
  'building-controller': 'M4 21V4h10v17 M14 9h6v12 M2 21h20 M7 8h4 M7 12h4 M7 16h4 M17 13v0 M17 17v0',
  'power-meter': 'M4 3h16v18H4z M7 6h10v5H7z M12.500 12.500l-2.500 3.500h4l-2.500 3.500',
  'signal-light': 'M9 3h6v12H9z M9 7h6 M9 11h6 M12 15v4 M8 20h8',
  internet: 'M12 3a9 9 0 1 0 .1 0 M3 12h18 M12 3c3 3 3.500 6 3.500 9S15 18 12 21c-3-3-3.500-6-3.500-9S9 6 12 3',
  unknown: `${cabinet} M10 9.500c0-3 4-3 4-.2 0 1.700-2 1.700-2 3.700 M12 16.500v0`,
};

/** Symbols of the page itself. */
export const glyphs = {
  fill: 'M4 4h16v16H4z M4 9h16 M10 4v16 M13 16l5-5 2 2-5 5h-2z',
  records: 'M6 3h9l4 4v14H6z M15 3v4h4 M9 13l2 2 4-4 M9 18h7',
  overview: 'M3 13h8V3H3z M13 21h8V11h-8z M13 3h8v5h-8z M3 16h8v5H3z',
  assets: 'M4 5h16 M4 10h16 M4 15h16 M4 20h16',
  map: 'M12 3v5 M5 16v-3h14v3 M12 8v5 M9.500 3h5v5h-5z M2.500 16h5v5h-5z M16.500 16h5v5h-5z M9.500 16h5v5h-5z M12 13v3',
  communications: 'M4 8h14 M15 5l3 3-3 3 M20 16H6 M9 13l-3 3 3 3',
  sensors: 'M12 4v6 M6 21l3-11h6l3 11 M7.500 16h9 M8 7a4 4 0 0 1 8 0 M4.500 6.500A8 8 0 0 1 12 1.500a8 8 0 0 1 7.500 5',
  findings: 'M12 3l9.500 17h-19z M12 9.500v5 M12 17v0',
  allowlist: 'M4 6l1.500 1.500L8 5 M4 12l1.500 1.500L8 11 M4 18l1.500 1.500L8 17 M11 6h9 M11 12h9 M11 18h9',
  ledger: 'M5 3h14v18H5z M9 3v18 M12 8h4 M12 12h4',
  settings: 'M4 7h10 M18 7h2 M4 17h2 M10 17h10 M14 5h4v4h-4z M6 15h4v4H6z',
  help: 'M12 3a9 9 0 1 0 .1 0 M9.500 9.500c0-3.300 5-3.300 5-.2 0 2-2.500 2-2.500 4.200 M12 17v0',
  search: 'M10.500 4a6.500 6.500 0 1 0 .1 0 M15.500 15.500L21 21',
  copy: 'M8 8h12v13H8z M16 8V3H4v13h4',
  check: 'M4 12.500l5 5L20 6.500',
  close: 'M5 5l14 14 M19 5L5 19',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  up: 'M6 15l6-6 6 6',
  upload: 'M12 16V4 M7 9l5-5 5 5 M4 16v4h16v-4',
  download: 'M12 4v12 M7 11l5 5 5-5 M4 16v4h16v-4',
  columns: 'M3 5h18v14H3z M9 5v14 M15 5v14',
  edit: 'M4 20l1-4L16 5l3 3L8 19z M14 7l3 3',
  plus: 'M12 5v14 M5 12h14',
  fit: 'M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5',
  list: 'M8 6h12 M8 12h12 M8 18h12 M4 6v0 M4 12v0 M4 18v0',
  moon: 'M20 14A8 8 0 1 1 10 4a6.500 6.500 0 0 0 10 10z',
  plan: 'M4 5h9v4H4z M8 10.500h10v4H8z M13 16h7v4h-7z M4 3v18',
  scoring: 'M12 3l9 6.500-3.500 10.500h-11L3 9.500z M12 8l4.500 3.300-1.700 5.200H9.200l-1.700-5.200z',
  smkl: 'M4 4h16v16H4z M4 9.300h16 M4 14.600h16 M9.300 4v16 M14.600 4v16',
  checklist: 'M5 3h14v18H5z M8 8l1.500 1.500L12 7 M14 8h3 M8 14l1.500 1.500L12 13 M14 14h3',
  vulnerabilities: 'M8 9h8v6a4 4 0 0 1-8 0z M9.500 9a2.500 2.500 0 0 1 5 0 M8 12H4 M20 12h-4 M8.500 16l-3.500 3 M15.500 16l3.500 3 M8.500 9.500L5 7 M15.500 9.500L19 7 M12 12v7',
  print: 'M6 9V3h12v6 M4 9h16v8H4z M7 14h10v7H7z',
} as const;

export type GlyphName = keyof typeof glyphs;
