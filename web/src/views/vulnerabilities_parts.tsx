/* vulnerabilities_parts.tsx - how a vulnerability stands with a device, why, and what a person says of it. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, mayHandle, patch } from '../api';
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import type { State } from '../parts/icons';
import { AssetLink, Chip, Failure, Panel, Time } from '../parts/small';
import { href } from '../router';
import type { Page } from '../types';

export type Outcome = 'affected' | 'possible' | 'not_affected';

interface Reason {
  key: string;
  vendor: string;
  advisory_vendor: string;
  vendor_known: boolean;
  attribute: string;
  value: string;
  with: string;
  how: string;
  firmware: string;
  versions: string;
  because: string;
  advisory: string;
  slot?: number;
}

export interface Match {
  vulnerability: string;
  name: string;
  title: string | null;
  cvss: number | null;
  kev: boolean;
  asset: { id: string; name: string | null; role: string | null; ip: string | null; vendor: string | null; model: string | null; firmware: string | null };
  advisory: string | null;
  outcome: Outcome;
  confidence: number;
  reason: Reason;
  priority: number;
  why: { part: string; points: number; value?: string }[];
  state: string;
  decision: { because: string | null; by: string; at: string; ended_at: string | null; ended_by: string | null } | null;
}

export interface Kev {
  added: string | null;
  due: string | null;
  action: string | null;
  ransomware: boolean;
}

export interface Vulnerability {
  id: string;
  name: string;
  title: string | null;
  cvss: number | null;
  vector: string | null;
  epss: number | null;
  epss_percentile: number | null;
  kev: Kev | null;
  devices: { affected: number; possible: number; not_affected: number; decided: number };
  priority: number | null;
}

export const vulnerabilityHref = (id: string): string => href(`/vulnerabilities/${encodeURIComponent(id)}`);
const outcomeStates: Record<Outcome, State> = { affected: 'act', possible: 'look', not_affected: 'ok' };
const decisions = ['not_affected', 'mitigated', 'accepted', 'fixed'] as const;

export const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(share < 0.1 ? 2 : 0)} %`);

export function OutcomeChip({ match }: { match: Match }) {
  return match.state === 'open' ? <Chip state={outcomeStates[match.outcome]}>{word('vuln.outcome', match.outcome)}</Chip> : <Chip state="ok">{word('vuln.state', match.state)}</Chip>;
}

/** Which attribute spoke, and what the version was compared with. */
export function ReasonText({ match }: { match: Match }) {
  const { reason } = match;
  const places = { attribute: word('attribute', reason.attribute), value: reason.value, with: reason.with, firmware: reason.firmware || '–', versions: reason.versions || '–', because: reason.because, slot: reason.slot ?? 0 };
  return (
    <p class="vuln-reason">
      {reason.slot !== undefined && t('vuln.slot', places)} {word('vuln.how', reason.how, places)} {word('vuln.key', reason.key, places)}
      {reason.because && ` ${t('vuln.maker_because', { because: word('vuln.flag', reason.because) })}`} {!reason.vendor_known && t('vuln.vendor_unknown')}{' '}
      <span class="quiet">{t('vuln.confidence', { percent: match.confidence })}</span>
    </p>
  );
}

/** The points of the priority, one by one. */
export function Points({ match }: { match: Match }) {
  if (match.why.length === 0) return null;
  return (
    <ul class="vuln-points" aria-label={t('vuln.why_priority')}>
      {match.why.map((part) => (
        <li key={part.part}>
          {part.part === 'reach' ? word('vuln.reach', part.value) : word('vuln.part', part.part, { value: part.value ?? '' })} <b>{part.points >= 0 ? `+${part.points}` : part.points}</b>
        </li>
      ))}
    </ul>
  );
}

/** "Not affected, because": kept with who and when, until the advisory changes. */
export function Decide({ match, saved }: { match: Match; saved: () => void }) {
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<string>('not_affected');
  const [because, setBecause] = useState('');
  const [error, setError] = useState<ApiError>();
  const send = async (next: string) => {
    try {
      await patch(`/vulnerabilities/${encodeURIComponent(match.vulnerability)}`, { asset: match.asset.id, state: next, because });
      setOpen(false);
      setError(undefined);
      saved();
    } catch (cause) {
      setError(cause as ApiError);
    }
  };
  const told = match.decision;
  return (
    <div class="vuln-decide">
      {told && (
        <p class="quiet">
          {told.ended_at && told.ended_by && match.state === 'open' && <Chip state="look">{t('vuln.ended', { by: told.ended_by })}</Chip>} {told.because} – {told.by} <Time at={told.at} />
        </p>
      )}
      {mayHandle() && match.state !== 'open' && (
        <button type="button" class="button-plain" onClick={() => void send('open')}>
          {t('vuln.reopen')}
        </button>
      )}
      {mayHandle() && match.state === 'open' && match.outcome !== 'not_affected' && !open && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {t('vuln.decide')}
        </button>
      )}
      {open && (
        <form
          class="tools"
          onSubmit={(event) => {
            event.preventDefault();
            void send(state);
          }}
        >
          <select class="input" aria-label={t('vuln.decide')} value={state} onChange={(event) => setState(event.currentTarget.value)}>
            {decisions.map((name) => (
              <option key={name} value={name}>
                {word('vuln.state', name)}
              </option>
            ))}
          </select>
          <input class="input tools-search" required maxLength={300} placeholder={t('vuln.because')} aria-label={t('vuln.because')} value={because} onInput={(event) => setBecause(event.currentTarget.value)} />
          <button type="submit" class="button button-main" disabled={!because.trim()}>
            {t('vuln.keep')}
          </button>
          <button type="button" class="button-plain" onClick={() => setOpen(false)}>
            {t('vuln.leave')}
          </button>
        </form>
      )}
      {error && <Failure error={error} />}
    </div>
  );
}

/** One line of a device's page or a vulnerability's. */
export function MatchItem({ match, device, saved }: { match: Match; device: boolean; saved: () => void }) {
  return (
    <li class="vuln-match">
      <p>
        <OutcomeChip match={match} />{' '}
        {device ? <AssetLink id={match.asset.id} name={match.asset.name ?? match.asset.id} /> : <a href={vulnerabilityHref(match.vulnerability)}>{match.name}</a>}{' '}
        <span class="quiet">{device ? [match.asset.vendor, match.asset.model, match.asset.firmware && `FW ${match.asset.firmware}`].filter(Boolean).join(' ') : match.title}</span>{' '}
        {match.kev && !device && <Chip state="act">KEV</Chip>} {match.outcome !== 'not_affected' && <b title={t('vuln.why_priority')}>{t('vuln.priority_is', { points: match.priority })}</b>}
      </p>
      <ReasonText match={match} />
      <Points match={match} />
      <Decide match={match} saved={saved} />
    </li>
  );
}

/** The section of a device's page. */
export function DeviceVulnerabilities({ asset }: { asset: string }) {
  const { data, reload } = useLoad<Page<Match>>(`/assets/${encodeURIComponent(asset)}/vulnerabilities`, useVersion('vulnerabilities', 3000));
  const [all, setAll] = useState(false);
  if (!data) return null;
  const rows = all ? data.items : data.items.slice(0, 8);
  return (
    <Panel title={t('asset.vulnerabilities')} id="vulnerabilities" count={data.total}>
      {data.total === 0 && <p class="quiet">{t('vuln.none_here')}</p>}
      <ul class="lines">
        {rows.map((match) => (
          <MatchItem key={match.vulnerability} match={match} device={false} saved={reload} />
        ))}
      </ul>
      {data.items.length > rows.length && (
        <button type="button" class="button-plain" onClick={() => setAll(true)}>
          {t('overview.more', { count: data.items.length - rows.length })}
        </button>
      )}
    </Panel>
  );
}
