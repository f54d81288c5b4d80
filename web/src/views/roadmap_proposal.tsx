/* roadmap_proposal.tsx - for an integrator: customer, competitors, company from the mapping, and the texts of a proposal (S0-041 S0-044). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { dot, t } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Field, Panel, Wrong } from '../parts/small';
import { faultText } from './assess_proof';
import type { Answer } from './assess_types';
import type { Road } from './roadmap';
import { amend } from './register';
import { broughtTo, cellName, cellsOf, type Provider, type Solution } from './roadmap_data';

interface Text {
  id: string;
  kind: string;
  name: string;
  revision: number;
  body: { text?: string };
}

const whom = ['customer', 'competitor', 'company'] as const;
const texts = ['value', 'feasibility', 'relation'] as const;
type Name = (typeof whom)[number] | (typeof texts)[number];

const cellText = (cells: string[]): string => cells.map((cell) => cell.replace('/', '-')).join(dot()) || '–';

export interface ThreeC {
  needed: string[];
  rival: string[];
  own: string[];
  alone: string[];
  partner: string[];
  lacking: string[];
}

/** Of the mapping: what the customer wants, what competitors reach, what we reach and nobody else. */
export function threeC(cells: string[], path: string[], solutions: Solution[]): ThreeC {
  const brought = (by: Provider) => cells.filter((cell) => solutions.some((row) => row.body.by === by && cellsOf(row.body.cells).includes(cell)));
  const [own, rival, partner] = [brought('own'), brought('rival'), brought('partner')];
  return {
    needed: path,
    rival,
    own,
    alone: own.filter((cell) => !rival.includes(cell)),
    partner: partner.filter((cell) => !own.includes(cell)),
    lacking: path.filter((cell) => broughtTo(solutions, cell).length === 0),
  };
}

function Written({ name, rows, changed }: { name: Name; rows: Text[]; changed: () => void }) {
  const row = rows.find((entry) => entry.name === name);
  const [wrong, setWrong] = useState('');
  const keep = (text: string) => {
    if (text === (row?.body.text ?? '')) return;
    void amend('proposal', name, () => ({ text })).then(changed, (cause) => setWrong(faultText(cause)));
  };
  return (
    <>
      <textarea key={row?.revision ?? 0} class="input" rows={2} maxLength={2000} disabled={!mayEdit()} aria-label={t(`proposal.${name}`)} placeholder={t(`proposal.${name}_draft`)} defaultValue={row?.body.text ?? ''} onBlur={(event) => keep(event.currentTarget.value.trim())} />
      <Wrong text={wrong} />
    </>
  );
}

/* What the interview of the profile said. */
function useHeard(): string {
  const strength = useLoad<{ items: Answer[] }>('/answers?pack=plant-profile&item=strength').data?.items[0]?.reason;
  const weakness = useLoad<{ items: Answer[] }>('/answers?pack=plant-profile&item=weakness').data?.items[0]?.reason;
  const worry = useLoad<{ items: Answer[] }>('/answers?pack=plant-profile&item=worry').data?.items[0]?.reason;
  return [strength, weakness, worry].filter(Boolean).join(' / ');
}

export function Proposal({ road }: { road: Road }) {
  const { data, reload } = useLoad<{ items: Text[] }>('/register?kind=proposal');
  const heard = useHeard();
  if (!data) return null;
  const cells = road.columns.flatMap((column) => road.data.pack.sections.map((section) => cellName(column, section.id)));
  const c = threeC(cells, road.path, road.solutions);
  const drawn: Record<(typeof whom)[number], string[]> = {
    customer: [t('proposal.needed', { cells: cellText(c.needed) }), ...(heard ? [t('proposal.heard', { text: heard })] : [])],
    competitor: [t('proposal.rival', { cells: cellText(c.rival) })],
    company: [t('proposal.own', { cells: cellText(c.own) }), t('proposal.alone', { cells: cellText(c.alone) }), t('proposal.partner', { cells: cellText(c.partner) }), t('proposal.lacking', { cells: cellText(c.lacking) })],
  };
  return (
    <Panel title={t('proposal.title')} id="proposal">
      <p class="quiet">
        {t('proposal.hint')} <a href="#/steps?step=1-1">{t('profile.title')}</a>{dot()}<a href="#/reports">{t('page.reports')}</a>
      </p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('proposal.whom')}</th>
            <th scope="col">{t('proposal.from_matrix')}</th>
            <th scope="col">{t('proposal.more')}</th>
          </tr>
        </thead>
        <tbody>
          {whom.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`proposal.${name}`)}</th>
              <td>
                {drawn[name].map((line) => (
                  <p key={line}>
                    <bdi>{line}</bdi>
                  </p>
                ))}
              </td>
              <td>
                <Written name={name} rows={data.items} changed={reload} />
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      {texts.map((name) => (
        <Field key={name} label={t(`proposal.${name}`)}>
          <Written name={name} rows={data.items} changed={reload} />
        </Field>
      ))}
    </Panel>
  );
}
