/* glossary.ts - the words that a newcomer asks about; their texts are glossary.* . SPDX-License-Identifier: Apache-2.0 */
import { t, type TextKey } from './i18n';

export const glossary = [
  'plc', 'hmi', 'scada', 'engineering_station', 'remote_io', 'isa95', 'zone', 'mirror_port', 'tap', 'broadcast', 'capture', 'sensor',
  'conversation', 'operation', 'write', 'program', 'confidence', 'oui', 'drops', 'evictions', 'ledger', 'industrial_protocol',
] as const;

export interface Word {
  id: string;
  name: string;
  text: string;
}

export function words(): Word[] {
  return glossary.map((id) => ({ id, name: t(`glossary.${id}.name` as TextKey), text: t(`glossary.${id}.text` as TextKey) }));
}
