/* check-engines.mjs - fails when a package refuses node 18.20. SPDX-License-Identifier: Apache-2.0
 *
 * Reads the lockfile alone. Ranges are judged by the few forms that packages use: alternatives
 * joined by ||, each a list of comparisons that must all hold.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const target = [18, 20, 0];

function numbers(text) {
  const parts = text.split('.').map((part) => (part === 'x' || part === '*' ? undefined : Number.parseInt(part, 10)));
  return [parts[0], parts[1], parts[2]];
}

function compare(a, b) {
  for (let i = 0; i < 3; i++) {
    const left = a[i] ?? 0;
    const right = b[i] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function holds(comparison, version) {
  const match = /^(>=|<=|>|<|=|\^|~)?v?([\dx*]+(?:\.[\dx*]+){0,2})$/.exec(comparison);
  if (!match) return false;
  const [, sign = '', text] = match;
  const wanted = numbers(text);
  if (wanted[0] === undefined || Number.isNaN(wanted[0])) return true;
  const order = compare(version, wanted);
  if (sign === '>=') return order >= 0;
  if (sign === '>') return order > 0;
  if (sign === '<=') return order <= 0;
  if (sign === '<') return order < 0;
  if (sign === '^') return order >= 0 && version[0] === wanted[0];
  if (sign === '~') return order >= 0 && version[0] === wanted[0] && (wanted[1] === undefined || version[1] === wanted[1]);
  return wanted.every((part, i) => part === undefined || part === version[i]);
}

/** True when the range of an `engines.node` entry allows the version. */
export function allows(range, version = target) {
  return range.split('||').some((alternative) => {
    const tokens = alternative.trim().replace(/([<>=^~]+)\s+/g, '$1').split(/\s+/).filter(Boolean);
    return tokens.length === 0 || tokens.every((token) => token === '*' || holds(token, version));
  });
}

/** The packages of a lockfile, as "name range", that exclude the version. */
export function refused(lock, version = target) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.engines?.node && !allows(entry.engines.node, version))
    .map(([path, entry]) => `${path.replace(/^node_modules\//, '') || lock.name} ${entry.engines.node}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8'));
  const bad = refused(lock);
  for (const line of bad) console.error(`check-engines: excludes node 18.20: ${line}`);
  process.exit(bad.length ? 1 : 0);
}
