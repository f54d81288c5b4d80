/* profile.tsx - 工場の条件: what kind of plant it is, what was seen of that, and the targets that follow. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { number } from '../format';
import { language, t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Failure, Loading, Typed, Wrong } from '../parts/small';
import { keepAnswer } from './assess_parts';
import { say, stepsOf, type Assessment, type Item, type Matrix, type Pack, type Words } from './assess_types';
import { Rebuild } from './rebuild';

export interface ProfileData extends Assessment {
  facts: { item: string; says: Words; link: string | null }[];
  proposal: { strength: 'minimum' | 'middle' | 'high' | null; level: number | null; legacy: boolean; targets: Record<string, string | null>; reasons: Words[] };
  support_ends: { year: number | null; devices: number; in_ledger: number; names: string }[];
}

interface PartProps {
  data: ProfileData;
  saved: () => void;
}

function Choice({ pack, item, saved }: { pack: Pack; item: Item; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const keep = async (value: string) => {
    setWrong(await keepAnswer(pack.id, item, { value }));
    saved();
  };
  return (
    <>
      <select class="input profile-choice" disabled={!mayEdit()} aria-label={say(item.title)} value={item.answer?.value ?? ''} onChange={(event) => void keep(event.currentTarget.value)}>
        <option value="">–</option>
        {stepsOf(pack, item).map((step) => (
          <option key={step.value} value={step.value}>
            {say(item.at.find((at) => at.value === step.value)?.text ?? step.label)}
          </option>
        ))}
      </select>
      <Wrong text={wrong} />
    </>
  );
}

/** What people tell beyond the choice; kept with the answer, so it asks for one first. */
function Remark({ pack, item, saved }: { pack: Pack; item: Item; saved: () => void }) {
  const [wrong, setWrong] = useState('');
  const keep = async (reason: string) => {
    if (reason === (item.answer?.reason ?? '')) return;
    setWrong(await keepAnswer(pack.id, item, { reason }));
    saved();
  };
  return (
    <>
      <Typed maxLength={1000} disabled={!mayEdit() || !item.answer?.value} aria-label={`${say(item.title)} ${t('profile.remark')}`} title={item.answer?.value ? undefined : t('profile.remark_first')} value={item.answer?.reason ?? ''} keep={(text) => void keep(text)} />
      <Wrong text={wrong} />
    </>
  );
}

function Facts({ data, item }: { data: ProfileData; item: string }) {
  return (
    <>
      {data.facts
        .filter((fact) => fact.item === item)
        .map((fact) => (
          <p key={fact.says.en}>
            <StateMark state="calm" size={10} /> {fact.link ? <a href={fact.link}>{say(fact.says)}</a> : say(fact.says)}
          </p>
        ))}
    </>
  );
}

function Questions({ data, saved }: PartProps) {
  const { pack } = data;
  return (
    <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={say(pack.title)}>
      <Sheet class="plain profile">
        <thead>
          <tr>
            {(['question', 'answer', 'seen', 'remark'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`profile.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {pack.sections.map((section) => (
          <tbody key={section.id}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {say(section.title)} {section.help && <span class="quiet">{say(section.help)}</span>}
              </th>
            </tr>
            {data.items
              .filter((item) => item.section === section.id)
              .map((item) => (
                <tr key={item.id} id={`profile-${item.id}`}>
                  <td title={say(item.help)}>
                    {say(item.title)}
                    {item.next && item.answer?.value === 'nobody' && <span class="quiet zone-note">{say(item.next)}</span>}
                  </td>
                  <td>
                    <Choice pack={pack} item={item} saved={saved} />
                  </td>
                  <td>
                    <Facts data={data} item={item.id} />
                  </td>
                  <td>
                    <Remark key={item.answer?.revision ?? 0} pack={pack} item={item} saved={saved} />
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </Sheet>
    </div>
  );
}

/** The type of the plant as targets of SMKL; one click takes them over. */
function Proposal({ data }: { data: ProfileData }) {
  const matrix = useLoad<Matrix>('/smkl');
  const [said, setSaid] = useState('');
  const { proposal } = data;
  if (!proposal.strength) return <p class="notice">{t('profile.no_proposal')}</p>;
  const columns = matrix.data?.columns.filter((column) => proposal.targets[column.id]) ?? [];
  const why = t('profile.target_why', { reasons: proposal.reasons.map(say).join(language.get() === 'ja' ? '。' : '. ') }).slice(0, 900);
  const take = async () => {
    for (const column of columns) {
      const wrong = await keepAnswer('smkl-security', { id: '', part: column.id, answer: column.target }, { value: proposal.targets[column.id]!, reason: why }, 'target');
      if (wrong) return setSaid(wrong);
    }
    setSaid(t('profile.taken'));
    matrix.reload();
  };
  return (
    <section class="notice profile-proposal" aria-label={t('profile.proposal')}>
      <div>
        <h3>{t('profile.proposal')}</h3>
        <p>
          <b>{t('profile.strength', { strength: word('strength', proposal.strength), level: proposal.level ?? 0 })}</b>
        </p>
        <ul>
          {columns.map((column) => (
            <li key={column.id}>
              {say(column.title)}: <b>{proposal.targets[column.id]}</b> {say(matrix.data?.pack.sections.find((section) => section.id === proposal.targets[column.id])?.title)}{' '}
              <span class="quiet">{column.target?.value ? t('profile.target_now', { letter: column.target.value }) : t('smkl.no_target')}</span>
            </li>
          ))}
        </ul>
        <p>{t('profile.because')}</p>
        <ul>
          {proposal.reasons.map((reason) => (
            <li key={reason.en}>{say(reason)}</li>
          ))}
        </ul>
        {mayEdit() && (
          <button type="button" class="button button-main" onClick={() => void take()}>
            {t('profile.take')}
          </button>
        )}{' '}
        <span role="status">{said}</span>
        <p class="quiet">{say(data.pack.caveat)}</p>
      </div>
    </section>
  );
}

/** Ten years and more are foreseen (S4-119): whose support ends when. */
export function SupportEnds({ rows }: { rows: ProfileData['support_ends'] }) {
  const year = new Date().getFullYear();
  const known = rows.filter((row) => row.year !== null);
  const unknown = rows.find((row) => row.year === null);
  return (
    <details open={known.length > 0}>
      <summary>{t('profile.ends')}</summary>
      <p class="quiet">{t('profile.ends_hint')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('profile.end_year')}</th>
            <th scope="col" class="right">{t('profile.end_devices')}</th>
            <th scope="col" class="right">{t('profile.end_ledger')}</th>
            <th scope="col">{t('profile.end_names')}</th>
          </tr>
        </thead>
        <tbody>
          {known.map((row) => (
            <tr key={row.year}>
              <th scope="row">
                {row.year! < year && <StateMark state="act" size={10} />} {row.year} {row.year! < year ? t('profile.ended') : row.year! <= year + 3 ? t('profile.soon') : ''}
              </th>
              <td class="right">{number(row.devices)}</td>
              <td class="right">{number(row.in_ledger)}</td>
              <td>
                <bdi>{row.names}</bdi>
              </td>
            </tr>
          ))}
          {unknown && (
            <tr>
              <th scope="row">{t('profile.end_unknown')}</th>
              <td class="right">{number(unknown.devices)}</td>
              <td class="right">{number(unknown.in_ledger)}</td>
              <td class="quiet">{t('profile.end_unknown_hint')}</td>
            </tr>
          )}
        </tbody>
      </Sheet>
    </details>
  );
}

export function Profile() {
  const { data, error, reload } = useLoad<ProfileData>('/profile');
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  return (
    <>
      <p>{t('profile.lead')}</p>
      <Proposal data={data} />
      <Questions data={data} saved={reload} />
      <SupportEnds rows={data.support_ends} />
      <Rebuild legacy={data.support_ends.filter((row) => row.year !== null && row.year < new Date().getFullYear()).reduce((sum, row) => sum + row.devices, 0)} />
      <p class="quiet">{say(data.pack.source)}</p>
    </>
  );
}
