/* steps_grid.tsx - a pack whose columns are the plant's own: items by zones, or by kinds of devices. SPDX-License-Identifier: Apache-2.0 */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Related } from '../parts/related';
import { Failure, Loading, Wrong } from '../parts/small';
import { ItemBody, keepAnswer } from './assess_parts';
import { notApplicable, say, sentences, stepsOf, type Assessment, type Item, type Pack } from './assess_types';

const meaning = (item: Item, value: string | undefined): string => say(item.at.find((at) => at.value === value)?.text);

function Pick({ pack, item, kind, saved, label }: { pack: Pack; item: Item; kind: 'answer' | 'target'; saved: () => void; label: string }) {
  const [wrong, setWrong] = useState('');
  const now = kind === 'answer' ? item.answer : item.target;
  const keep = async (value: string) => {
    setWrong(await keepAnswer(pack.id, { id: item.id, part: item.part, answer: now }, { value, ...(value === notApplicable ? { reason: t('steps.na_reason') } : {}) }, kind));
    saved();
  };
  return (
    <>
      <select class={`input pick-${kind}`} disabled={!mayEdit()} aria-label={label} title={meaning(item, now?.value)} value={now?.value ?? ''} onChange={(event) => void keep(event.currentTarget.value)}>
        <option value="">–</option>
        {stepsOf(pack, item).map((step) => (
          <option key={step.value} value={step.value} title={meaning(item, step.value)}>
            {say(step.label)}
          </option>
        ))}
        {kind === 'answer' && <option value={notApplicable}>{t('assess.na')}</option>}
      </select>
      <Wrong text={wrong} />
    </>
  );
}

/** True while what is there is below what is wanted. */
export function isShort(pack: Pack, item: Item): boolean {
  const place = (value: string | undefined) => pack.scale.findIndex((step) => step.value === value);
  return Boolean(item.target?.value) && place(item.answer?.value) < place(item.target?.value);
}

export const columnTitle = (pack: Pack, id: string): string => (pack.columns_of === 'role' ? word('role', id) : say(pack.columns.find((column) => column.id === id)?.title));

export function PackGrid({ id, targets, changed }: { id: string; targets: boolean; changed?: () => void }) {
  const { data, error, reload: again } = useLoad<Assessment>(`/checklist?pack=${id}`);
  const [open, setOpen] = useState<Item>();
  const reload = () => {
    again();
    changed?.();
  };
  if (error && !data) return <Failure error={error} again={reload} />;
  if (!data) return <Loading />;
  const { pack } = data;
  const isOpen = (item: Item) => open?.id === item.id && open.part === item.part;
  const opened = data.items.find(isOpen);
  if (pack.columns.length === 0) return <p class="quiet">{t(pack.columns_of === 'zone' ? 'steps.no_zones' : 'steps.no_devices')}</p>;
  return (
    <>
      {pack.sections.map((section) => (
        <details key={section.id} open={!section.folded}>
          <summary>
            <b>{say(section.title)}</b> <span class="quiet">{say(section.help)}</span>
          </summary>
          <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={say(section.title)}>
            <Sheet class="plain steps-grid">
              <thead>
                <tr>
                  <th scope="col">{say(pack.scale_name)}</th>
                  {pack.columns.map((column) => (
                    <th key={column.id} scope="col">
                      {columnTitle(pack, column.id)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items
                  .filter((item) => item.section === section.id && item.part === pack.columns[0]!.id)
                  .map((row) => (
                    <Fragment key={row.id}>
                    <tr>
                      <th scope="row">
                        {row.id} {say(row.title)} <Related to={`${pack.id}:${row.id}`} />
                        {row.at.map((at) => (
                          <div key={at.value} class="quiet">
                            {say(pack.scale.find((step) => step.value === at.value)?.label)}: {say(at.text)}
                          </div>
                        ))}
                      </th>
                      {pack.columns.map((column) => {
                        const item = data.items.find((entry) => entry.id === row.id && entry.part === column.id)!;
                        const label = `${row.id} ${columnTitle(pack, column.id)}`;
                        return (
                          <td key={column.id}>
                            <Pick pack={pack} item={item} kind="answer" saved={reload} label={label} />
                            {targets && <Pick pack={pack} item={item} kind="target" saved={reload} label={`${label} ${t('smkl.target')}`} />}
                            {isShort(pack, item) && (
                              <span class="cell-note">
                                <StateMark state="look" size={10} /> {t('steps.short')}
                              </span>
                            )}
                            {targets && (
                              <button type="button" class="button-plain" aria-expanded={isOpen(item)} aria-label={`${label} ${t('steps.proof')}`} onClick={() => setOpen(isOpen(item) ? undefined : item)}>
                                {t('steps.proof')}
                              </button>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                    {opened?.id === row.id && (
                      <tr>
                        <td colSpan={pack.columns.length + 1}>
                          <b>
                            {opened.id} {columnTitle(pack, opened.part)}
                          </b>
                          <ItemBody pack={pack} item={opened} saved={reload} />
                        </td>
                      </tr>
                    )}
                    </Fragment>
                  ))}
              </tbody>
            </Sheet>
          </div>
        </details>
      ))}
      <p class="quiet">
        {sentences(targets && t('steps.two_rows'), say(pack.caveat))}
      </p>
    </>
  );
}
