/* vulnerabilities_one.tsx - one vulnerability: what makers say of it, and which devices have it. SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { useVersion } from '../live';
import { useLoad } from '../load';
import { Chip, Failure, Loading, Panel } from '../parts/small';
import type { Route } from '../router';
import type { Page } from '../types';
import { MatchItem, percent, type Match, type Vulnerability } from './vulnerabilities_parts';

interface Advisory {
  source: string;
  name: string;
  publisher: string | null;
  title: string | null;
  summary: string | null;
  url: string | null;
  published: string | null;
  updated: string | null;
  remedy: string | null;
}

type One = Vulnerability & Page<Match> & { advisories: Advisory[] };

function Facts({ data }: { data: One }) {
  return (
    <dl class="facts">
      <div>
        <dt>CVSS</dt>
        <dd>
          {data.cvss ?? t('vuln.cvss_none')} {data.vector && <span class="mono quiet">{data.vector}</span>}
        </dd>
      </div>
      <div>
        <dt>EPSS</dt>
        <dd>{data.epss === null ? '–' : t('vuln.epss_is', { chance: percent(data.epss), rank: percent(data.epss_percentile) })}</dd>
      </div>
      <div>
        <dt>KEV</dt>
        <dd>
          {data.kev ? t('vuln.kev_is', { added: data.kev.added ?? '–', due: data.kev.due ?? '–' }) : t('vuln.kev_none')} {data.kev?.ransomware && <Chip state="act">{t('vuln.ransomware')}</Chip>}
        </dd>
      </div>
    </dl>
  );
}

function AdvisoryItem({ advisory }: { advisory: Advisory }) {
  return (
    <li class="vuln-match">
      <p>
        <b>{advisory.name}</b> <span class="quiet">{[word('vuln.source', advisory.source), advisory.publisher, advisory.updated?.slice(0, 10)].filter(Boolean).join(' · ')}</span>
      </p>
      <p>{advisory.title}</p>
      {advisory.summary && <p class="quiet">{advisory.summary}</p>}
      {advisory.remedy && (
        <p>
          <b>{t('vuln.remedy')}</b> {advisory.remedy}
        </p>
      )}
      {advisory.url && <p class="mono quiet">{advisory.url}</p>}
    </li>
  );
}

export function VulnerabilityPage({ route }: { route: Route }) {
  const { data, error, reload } = useLoad<One>(`/vulnerabilities/${encodeURIComponent(route.parts[1]!)}`, useVersion('vulnerabilities', 3000));
  if (error && !data) return <div class="page">{<Failure error={error} again={reload} />}</div>;
  if (!data) return <Loading />;
  return (
    <div class="page">
      <p class="crumbs">
        <a href="#/vulnerabilities">{t('page.vulnerabilities')}</a> › <span class="mono">{data.name}</span>
      </p>
      <header class="page-head">
        <h1>{data.name}</h1>
        {data.kev && <Chip state="act">{t('vuln.kev')}</Chip>}
        {data.priority !== null && <b>{t('vuln.priority_is', { points: data.priority })}</b>}
      </header>
      <p>{data.title}</p>
      <div class="grid grid-device">
        <div class="column">
          <Panel title={t('vuln.devices')} id="devices" count={data.total}>
            <ul class="lines">
              {data.items.map((match) => (
                <MatchItem key={match.asset.id} match={match} device saved={reload} />
              ))}
            </ul>
          </Panel>
        </div>
        <div class="column">
          <Panel title={t('vuln.about')}>
            <Facts data={data} />
            {data.kev?.action && <p>{data.kev.action}</p>}
          </Panel>
          <Panel title={t('vuln.advisories')} count={data.advisories.length}>
            <ul class="lines">
              {data.advisories.map((advisory) => (
                <AdvisoryItem key={advisory.source + advisory.name} advisory={advisory} />
              ))}
            </ul>
          </Panel>
        </div>
      </div>
    </div>
  );
}
