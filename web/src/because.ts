/* because.ts - why something was inferred, in words: "serves=s7comm; type=CPU". SPDX-License-Identifier: Apache-2.0 */
import { has, t, word } from './i18n';
import { protocolName } from './live';

function meaning(key: string, value: string): string {
  if (key === 'role') return word('role', value);
  if (key === 'acts') return word('class', value);
  if ((key === 'serves' || key === 'asks') && value !== 'industrial') return protocolName(value);
  return value;
}

function clause(text: string): string {
  const at = text.indexOf('=');
  if (at < 0) return text;
  const name = text.slice(0, at);
  const value = text.slice(at + 1).replace(/^"(.*)"$/, '$1');
  const special = `because.${name}_${value}`;
  if (has(special)) return t(special);
  const key = `because.${name}`;
  return has(key) ? t(key, { value: meaning(name, value) }) : text;
}

/** The evidence of a role or a level as people say it. */
export function because(evidence: string | null): string {
  return (evidence ?? '').split(/;\s+/).filter(Boolean).map(clause).join(t('because.joint'));
}
