/* glossary.ts - the words that a newcomer asks about; their texts are glossary.* . SPDX-License-Identifier: Apache-2.0 */
import { t, type TextKey } from './i18n';

export const glossary = [
  'plc', 'hmi', 'scada', 'engineering_station', 'remote_io', 'isa95', 'zone', 'mirror_port', 'tap', 'broadcast', 'capture', 'sensor',
  'conversation', 'operation', 'write', 'program', 'confidence', 'oui', 'drops', 'evictions', 'ledger', 'industrial_protocol',
  'ransomware', 'legacy', 'governance', 'nis2', 'cisa', 'nist_csf', 'sp800_82', 'kpi', 'iec62443',
  'security_class', 'protection_class', 'maturity_class', 'purdue', 'roi', 'iso', 'iec', 'segment', 'architecture',
  'field_network', 'field_bus', 'ip_network', 'idmz', 'vulnerability_work', 'visibility', 'enterprise', 'response', 'snmp',
  'syslog', 'managed_switch', 'nms', 'ot_ids', 'soc', 'csirt', 'risk_analysis', 'gap_analysis', 'policy',
  'incident_process', 'three_c', 'risk_appetite', 'portfolio', 'quantitative', 'fr', 'benchmark', 'development_cycle', 'scope',
  'endpoint', 'smart_factory', 'cloud_first', 'edge_ai', 'zero_trust', 'conduit', 'snapshot', 'exception', 'gauge',
  'bc_sqdc',
] as const;

export interface Word {
  id: string;
  name: string;
  text: string;
}

export function words(): Word[] {
  return glossary.map((id) => ({ id, name: t(`glossary.${id}.name` as TextKey), text: t(`glossary.${id}.text` as TextKey) }));
}
