/* lead.tsx - what somebody is here for, asked once: the Overview leads with it, with what changed and the next three steps. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { may, patch, session } from '../api';
import { t, type TextKey } from '../i18n';
import { useLoad } from '../load';
import { useSignal, remembered } from '../signal';
import type { Purpose, Session, Status } from '../types';
import type { Assessment, Matrix } from '../views/assess_types';
import { Icon } from './icons';
import { problemsOf } from './nextstep';
import { Panel, Time, Wrong } from './small';
import { Why } from './why';

export const purposes: Purpose[] = ['know', 'checklist', 'application', 'diagnosis'];

/** The part of the menu that stands open for it. */
export const jobOf: Record<Purpose, 'see' | 'measure' | 'improve'> = { know: 'see', checklist: 'measure', application: 'measure', diagnosis: 'measure' };

async function choose(purpose: Purpose): Promise<void> {
  session.set(await patch<Session>('/session', { purpose }));
}

export function Ask({ done }: { done?: () => void }) {
  const [wrong, setWrong] = useState('');
  const take = (purpose: Purpose) =>
    void choose(purpose).then(
      () => done?.(),
      (cause) => setWrong(String(cause)),
    );
  return (
    <section class="lead-ask panel" aria-label={t('lead.ask')}>
      <h2>{t('lead.ask')}</h2>
      <p class="quiet">{t('lead.ask_hint')}</p>
      <div class="lead-choices">
        {purposes.map((purpose) => (
          <button key={purpose} type="button" class="lead-choice" onClick={() => take(purpose)}>
            <b>{t(`purpose.${purpose}` as TextKey)}</b>
            <span class="quiet">{t(`purpose_text.${purpose}` as TextKey)}</span>
          </button>
        ))}
      </div>
      <Wrong text={wrong} block />
    </section>
  );
}

interface Seen {
  at: string;
  assets: number;
  findings: number;
  changes: number;
}

const lastSeen = remembered<Seen | null>('seen', null);
const visitMs = 30 * 60 * 1000;

/* What stood here at the visit before this one; a visit lasts half an hour. */
function useBefore(now: Status): Seen | null {
  const [before] = useState(() => lastSeen.get());
  useEffect(() => {
    const kept = lastSeen.get();
    if (kept && Date.now() - Date.parse(kept.at) < visitMs) return;
    lastSeen.set({ at: new Date().toISOString(), assets: now.counts.assets, findings: now.findings.open, changes: now.counts.changes });
  }, [now.counts.assets > 0]);
  return before;
}

function Changed({ now }: { now: Status }) {
  const before = useBefore(now);
  if (!before) return <p>{t('lead.first', { assets: now.counts.assets, findings: now.findings.open })}</p>;
  const assets = Math.max(0, now.counts.assets - before.assets);
  const findings = Math.max(0, now.findings.open - before.findings);
  const changes = Math.max(0, now.counts.changes - before.changes);
  return (
    <p>
      <Time at={before.at} /> {assets + findings + changes === 0 ? t('lead.unchanged') : t('lead.changed', { assets, findings, changes })}
    </p>
  );
}

interface Step {
  key: string;
  to: string;
  due: boolean;
  count?: number;
}

const has = (now: Status, problem: string): boolean => problemsOf(now).some((entry) => entry.text_key === problem);

function useKnow(now: Status): Step[] {
  const { data } = useLoad<{ zones: unknown[]; counts: { drafts: number } }>('/zones');
  return [
    { key: 'capture', to: '#/sensors', due: now.counts.assets === 0 },
    { key: 'point', to: '#/sensors', due: has(now, 'no_point') },
    { key: 'ledger', to: '#/ledger', due: has(now, 'no_ledger') },
    { key: 'zones', to: '#/zones', due: data?.zones.length === 0 },
    { key: 'zones_accept', to: '#/zones', due: (data?.counts.drafts ?? 0) > 0, count: data?.counts.drafts ?? 0 },
    { key: 'unknown', to: '#/communications?unknown=1', due: now.counts.unknown_conversations > 0, count: now.counts.unknown_conversations },
    { key: 'map', to: '#/map', due: now.counts.assets > 0 },
    { key: 'learn', to: '#/allowlist', due: may('risk') },
    { key: 'report', to: '#/reports', due: may('risk') },
  ];
}

function useChecklist(): Step[] {
  const { data } = useLoad<Assessment>(may('risk') ? '/checklist' : null);
  const records = useLoad<{ total: number }>(may('risk') ? '/snapshots?pack=meti-checklist' : null).data;
  const lacking = data?.items.find((item) => item.lacks_document || item.lacks_review);
  const open = data?.tallies.open ?? 0;
  return [
    { key: 'differs', to: '#/checklist?show=differs', due: (data?.tallies.differs ?? 0) > 0, count: data?.tallies.differs ?? 0 },
    { key: 'open', to: '#/checklist?show=open', due: open > 0, count: open },
    { key: 'document', to: `#/checklist?open=${lacking?.id ?? ''}`, due: Boolean(lacking) },
    { key: 'record', to: '#/records', due: records?.total === 0 },
    { key: 'fill', to: '#/fill', due: data !== undefined },
    { key: 'hand_in', to: '#/reports', due: data !== undefined },
  ];
}

function useApplication(now: Status): Step[] {
  const { data } = useLoad<Assessment>(may('risk') ? '/checklist' : null);
  const left = data?.items.find((item) => ['2-12', '3-1', '3-2', '3-3', '4-3'].includes(item.id) && item.match === 'open');
  return [
    { key: 'found', to: '#/assets?new=1', due: now.counts.assets_new_24h > 0, count: now.counts.assets_new_24h },
    { key: 'rules', to: `#/checklist?open=${left?.id ?? ''}`, due: Boolean(left) },
    { key: 'device_measures', to: '#/steps?step=2-2', due: data !== undefined },
    { key: 'exception', to: '#/checklist?show=differs', due: (data?.tallies.differs ?? 0) > 0, count: data?.tallies.differs ?? 0 },
    { key: 'hand_in', to: '#/reports', due: data !== undefined },
  ];
}

function useDiagnosis(now: Status): Step[] {
  const { data } = useLoad<Matrix>(may('risk') ? '/smkl' : null);
  const sites = useLoad<{ total: number }>('/sites').data;
  const left = data?.items.filter((item) => item.match === 'open' && item.part !== 'idmz').length ?? 0;
  return [
    { key: 'customer', to: '#/compare', due: sites?.total === 1 && may('administer') },
    { key: 'capture', to: '#/sensors', due: now.counts.assets === 0 },
    { key: 'quick', to: '#/smkl?quick=1', due: left > 0, count: left },
    { key: 'differs_smkl', to: '#/smkl', due: (data?.tallies.differs ?? 0) > 0, count: data?.tallies.differs ?? 0 },
    { key: 'target', to: '#/smkl', due: data !== undefined && data.columns.every((column) => !column.target?.value) },
    { key: 'plan', to: '#/plan', due: data !== undefined },
    { key: 'assessment', to: '#/reports', due: data !== undefined },
  ];
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol class="lead-steps">
      {steps
        .filter((step) => step.due)
        .slice(0, 3)
        .map((step) => (
          <li key={step.key}>
            <a href={step.to}>{t(`lead.step.${step.key}` as TextKey, step.count === undefined ? {} : { count: step.count })}</a>
          </li>
        ))}
    </ol>
  );
}

const Know = ({ now }: { now: Status }) => <Steps steps={useKnow(now)} />;
const OfChecklist = () => <Steps steps={useChecklist()} />;
const Application = ({ now }: { now: Status }) => <Steps steps={useApplication(now)} />;
const Diagnosis = ({ now }: { now: Status }) => <Steps steps={useDiagnosis(now)} />;
const bodies: Record<Purpose, (props: { now: Status }) => preact.JSX.Element> = { know: Know, checklist: OfChecklist, application: Application, diagnosis: Diagnosis };

export function Lead({ now }: { now: Status }) {
  const purpose = useSignal(session)?.user.purpose;
  const [asking, setAsking] = useState(false);
  if (!purpose || asking) return <Ask done={() => setAsking(false)} />;
  const Body = bodies[purpose];
  return (
    <Panel
      title={t(`purpose.${purpose}` as TextKey)}
      id="lead"
      actions={
        <button type="button" class="button-plain" onClick={() => setAsking(true)}>
          {t('lead.other')}
        </button>
      }
    >
      <Changed now={now} />
      <h3>
        <Icon name="plan" /> {t('lead.next')}
      </h3>
      <Body now={now} />
      <Why />
    </Panel>
  );
}
