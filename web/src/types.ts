/* types.ts - what the server answers, as docs/api.md says. SPDX-License-Identifier: Apache-2.0 */

export interface Page<T> {
  items: T[];
  total: number;
  next: string | null;
}

/** What serve/rights.h names. */
export type Right = 'own' | 'look' | 'risk' | 'describe' | 'answer' | 'handle' | 'apply' | 'supply' | 'buy' | 'approve' | 'judge' | 'packets' | 'audit' | 'administer';

/** What somebody is here for. */
export type Purpose = 'know' | 'checklist' | 'application' | 'diagnosis';

/** A role, in a scope and below it. */
export interface Grant {
  role: string;
  scope: string;
}

export interface Session {
  /** rights: all that is held anywhere; scopes: what is held where. */
  user: { name: string; role: string; scope: string; grants: Grant[]; language: string | null; purpose: Purpose | null; rights: Right[]; scopes: { id: string; rights: Right[] }[] };
  must_set_password: boolean;
  password_min?: number;
  version?: string;
  site?: string;
  demo?: boolean;
}

export interface Point {
  line?: string | null;
  switch?: string | null;
  date?: string | null;
  method?: string | null;
}

export interface Source {
  id: string;
  kind: 'live' | 'file' | 'log';
  name: string;
  interface: string | null;
  site: string;
  site_name: string;
  site_configured: boolean;
  state: 'reading' | 'running' | 'done' | 'broken' | 'stopped' | 'moved';
  detail: string | null;
  bytes: number;
  bytes_total: number;
  packets: number;
  packets_per_second: number;
  bits_per_second: number;
  kernel_drops: number;
  interface_drops: number;
  evictions: number;
  backwards: number;
  records_lost: number;
  sent_frames: number;
  first_packet: string | null;
  last_packet: string | null;
  broadcast_only: boolean;
  /** Of a log that another sensor writes. */
  lines?: Record<'read' | 'alerts' | 'others' | 'refused' | 'dropped', number>;
  point: Point | null;
}

export interface Problem {
  id: string;
  severity: 'act' | 'look' | 'info';
  text_key: string;
  args: Record<string, string | number>;
}

export interface ProtocolCount {
  protocol: string;
  title: string;
  industrial: boolean;
  conversations: number;
  packets: number;
  bytes: number;
}

export interface Status {
  site: string;
  demo: boolean;
  now: string;
  sources: Source[];
  counts: {
    assets: number;
    assets_new_24h: number;
    conversations: number;
    operations: number;
    changes: number;
    anomalies: number;
    unknown_conversations: number;
  };
  findings: { critical: number; high: number; medium: number; low: number; info: number; open: number; new: number };
  check: { enabled: boolean; until: string | null; sent: number };
  by_role: { role: string; count: number }[];
  by_vendor: { vendor: string; count: number }[];
  by_protocol: ProtocolCount[];
  problems: Problem[];
}

export interface Asset {
  id: string;
  name: string;
  /** What tells it from others of its name. */
  differs?: string | null;
  hostname: string | null;
  vendor: string | null;
  model: string | null;
  product_code: string | null;
  firmware: string | null;
  serial: string | null;
  os: string | null;
  os_end_of_support: string | null;
  role: string | null;
  role_evidence: string | null;
  level: string | null;
  level_evidence: string | null;
  zone: string | null;
  zone_evidence: string | null;
  liveness: Liveness;
  liveness_since: string | null;
  usual_silence_us: number;
  owner: string | null;
  importance: number | null;
  note: string | null;
  mac: string[];
  ip: string[];
  first_seen: string;
  last_seen: string;
  protocols: string[];
  new: boolean;
  in_ledger: boolean | null;
  conflicts: number;
  point: string | null;
}

export interface Attribute {
  name: string;
  slot: number | null;
  value: string;
  source: string;
  rank: string;
  confidence: number;
  chosen: boolean;
  conflict: boolean;
  first_seen: string;
  last_seen: string;
}

export interface Service {
  proto: string;
  port: number;
  app_proto: string | null;
  title: string | null;
  software: string | null;
}

export interface Module {
  slot: number;
  vendor: string | null;
  model: string | null;
  product_code: string | null;
  firmware: string | null;
  serial: string | null;
}

export interface Merge {
  id: string;
  kind?: 'join' | 'split';
  reason: string;
  from: string;
  at: string;
  undone: boolean;
}

export interface AssetDetail extends Asset {
  attributes: Attribute[];
  services: Service[];
  modules: Module[];
  merges: Merge[];
  mac_vendor: { mac: string; vendor: string }[];
  /** What the active check had of it last. */
  checked: CheckResult | null;
}

export interface CheckResult {
  at: string;
  asset: string | null;
  ip: string;
  method: 'icmp' | 'tcp';
  port: number;
  result: 'answered' | 'refused' | 'silent' | 'unsent';
  round_trip_us: number | null;
}

export interface CheckTarget {
  id: string;
  target: string;
  asset: string | null;
  method: 'icmp' | 'tcp';
  port: number;
  interval: number;
}

export interface Check {
  enabled: boolean;
  reason: string;
  until: string | null;
  rate: number;
  by: string | null;
  sent: number;
  /** Records of it that sensors told, and that were not judged, since the program started. */
  overheard: number;
  targets: CheckTarget[];
}

export interface Peer {
  asset: string | null;
  name: string;
  ip: string | null;
  role: string | null;
  direction: 'client' | 'server';
  protocol: string;
  port: number;
  packets: number;
  bytes: number;
  last_seen: string;
}

export interface TimelineEntry {
  time: string;
  kind: 'first_seen' | 'attribute' | 'operation' | 'merge' | 'edit';
  text_key: string;
  args: Record<string, string | number>;
}

export interface Party {
  asset: string | null;
  name: string;
  ip: string | null;
  mac: string | null;
  role: string | null;
}

export interface Conversation {
  id: string;
  client: Party;
  server: Party;
  proto: string;
  port: number;
  protocol: string;
  title: string;
  packets_to_server: number;
  packets_to_client: number;
  bytes_to_server: number;
  bytes_to_client: number;
  flows: number;
  answered: number;
  state: string;
  first_seen: string;
  last_seen: string;
  vlan: number | null;
}

export interface Operation {
  id: string;
  client: Party;
  server: Party;
  protocol: string;
  pdu: string | null;
  class: string;
  function: string | null;
  code: number;
  subcode: number | null;
  target: string | null;
  space: string | null;
  ranges: [number, number][];
  wide: boolean;
  result: string | null;
  exceptions: number;
  count: number;
  period_us: number | null;
  jitter_us: number | null;
  response_us: number | null;
  first_seen: string;
  last_seen: string;
}

/** The worst first. */
export const crossings = ['outside', 'skip', 'unplanned', 'draft', 'allowed'] as const;
export type CrossingName = (typeof crossings)[number];

/** By its own rhythm; gone is a silence out of all proportion. */
/** Asked: not heard as usual, but the active check is answered. */
export type Liveness = 'unknown' | 'alive' | 'silent' | 'gone' | 'asked';

export interface MapNode {
  id: string;
  name: string;
  /** What tells it from others of its name. */
  differs?: string | null;
  role: string | null;
  vendor: string | null;
  level: string | null;
  zone: string | null;
  ip: string | null;
  lane: string | null;
  new: boolean;
  external: boolean;
  liveness: Liveness;
  zone_id?: string;
}

export interface MapEdge {
  a: string;
  b: string;
  protocols: string[];
  packets: number;
  bytes: number;
  classes: string[];
  last_seen: string;
  /** What it is between its zones; left out within one. */
  crossing?: CrossingName;
  /** Some of what breaks the border speaks a protocol that nobody knows. */
  unnamed?: boolean;
  liveness?: Liveness;
}

export interface NetworkMap {
  nodes: MapNode[];
  edges: MapEdge[];
  truncated?: boolean;
}

export type LedgerField = 'name' | 'ip' | 'mac' | 'vendor' | 'model' | 'serial' | 'location' | 'owner' | 'importance' | 'role';

export interface LedgerPreview {
  id: string;
  sheets: string[];
  sheet: string;
  header_row: number;
  columns: string[];
  rows: (string | null)[][];
  total: number;
  guess: Partial<Record<LedgerField, number>>;
}

export interface LedgerResult {
  matched: number;
  unmatched_rows: { row: number; name: string | null; ip: string | null; mac: string | null }[];
  unknown_assets: string[];
}

/** What a ledger would change in the one that is kept. */
export interface LedgerChanges {
  changed: { row: number; name: string | null; ip: string | null; mac: string | null; fields: { field: LedgerField; before: string; after: string }[] }[];
  added: { row: number; name: string | null; ip: string | null; mac: string | null }[];
  removed: { row: number; name: string | null; ip: string | null; mac: string | null }[];
  changed_count: number;
  added_count: number;
  removed_count: number;
  before: number;
  after: number;
}

export interface LedgerItem extends Partial<Record<LedgerField, string | number | null>> {
  row?: number;
  asset?: string | null;
}

export interface User {
  name: string;
  grants: Grant[];
  /** Has roles that one may not see. */
  elsewhere: boolean;
  must_set_password?: boolean;
  disabled?: boolean;
  created_at?: string | null;
  last_seen?: string | null;
}

export interface Token {
  id: string;
  name: string;
  created_at?: string | null;
  last_used?: string | null;
}

export interface AuditEntry {
  at: string;
  user: string | null;
  action: string;
  object: string | null;
  detail: string | null;
}

/** The order in which roles are listed; the first are those of the plant floor. */
export const roles = [
  'plc', 'plc-rack', 'safety', 'remote-io', 'drive', 'robot', 'cnc', 'sensor', 'signal-light', 'agv', 'hmi', 'engineering-station', 'scada',
  'historian', 'mes', 'opc-server', 'gateway', 'building-controller', 'power-meter', 'switch', 'router', 'firewall',
  'access-point', 'vpn', 'server', 'nas', 'ntp-server', 'pc', 'phone', 'mobile', 'camera', 'printer', 'watchtower', 'internet', 'unknown',
] as const;

export const levels = ['5', '4', '3.5', '3', '2', '1', '0'] as const;

/** Classes of operations; those that change something in a plant come first. */
export const changeClasses = ['control', 'program', 'firmware', 'config', 'security', 'time', 'file'] as const;
export const classes = ['write', ...changeClasses, 'read', 'identify', 'diagnose', 'alarm', 'session'] as const;
