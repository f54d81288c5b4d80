/* steps_grid.tsx - a pack whose columns are the plant's own: items by zones, or by kinds of devices. SPDX-License-Identifier: Apache-2.0 */
import { Fragment, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { mayEdit } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { StateMark } from '../parts/icons';
import { Sheet } from '../parts/keep';
import { Related } from '../parts/related';
import { Failure, Loading, Wrong } from '../parts/small';
import { assetHref } from '../router';
import { ItemBody, keepAnswer, valueLabel } from './assess_parts';
import { notApplicable, say, sentences, stepsOf, type Assessment, type Item, type Pack } from './assess_types';
import { DeviceExcept } from './steps_device';

const meaning = (item: Item, value: string | undefined): string => say(item.at.find((at) => at.value === value)?.text);

function Pick({ pack, item, kind, saved, label }: { pack: Pack; item: Item; kind: 'answer' | 'target'; saved: () => void; label: string }) {
  const [wrong, setWrong] = useState('');
  const said = kind === 'answer' ? item.answer : item.target;
  const now = said?.of ? null : said; /* what its kind says is not its own */
  const keep = async (value: string) => {
    setWrong(await keepAnswer(pack.id, { id: item.id, part: item.part, answer: now }, { value, ...(value === notApplicable ? { reason: t('steps.na_reason') } : {}) }, kind));
    saved();
  };
  return (
    <>
      <select class={`input pick-${kind}`} disabled={!mayEdit()} aria-label={label} title={meaning(item, now?.value)} value={now?.value ?? ''} onChange={(event) => void keep(event.currentTarget.value)}>
        <option value="">{item.of ? t('steps.as_kind', { kind: word('role', item.of), value: said?.of ? valueLabel(pack, said.value) : '–' }) : '–'}</option>
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

export function columnTitle(pack: Pack, id: string): string {
  const column = pack.columns.find((one) => one.id === id);
  return pack.columns_of === 'role' && !column?.of ? word('role', id) : say(column?.title);
}

/** A device stands under its kind; alone only when no other of the kind is there any more. */
const kindsOf = (pack: Pack) => pack.columns.filter((column) => !column.of || !pack.columns.some((kind) => kind.id === column.of));

/** beside: what else a cell shows, by item and column. */
export function PackGrid({ id, targets, changed, beside }: { id: string; targets: boolean; changed?: () => void; beside?: (item: string, column: string) => ComponentChildren }) {
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
  const columns = kindsOf(pack);
  const devicesOf = (row: Item, kind: string) => data.items.filter((item) => item.id === row.id && item.of === kind && item.part !== kind);
  if (columns.length === 0) return <p class="quiet">{t(pack.columns_of === 'zone' ? 'steps.no_zones' : 'steps.no_devices')}</p>;
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
                  {columns.map((column) => (
                    <th key={column.id} scope="col">
                      {columnTitle(pack, column.id)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items
                  .filter((item) => item.section === section.id && item.part === columns[0]!.id)
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
                      {columns.map((column) => {
                        const item = data.items.find((entry) => entry.id === row.id && entry.part === column.id);
                        if (!item) return <td key={column.id} />;
                        const label = `${row.id} ${columnTitle(pack, column.id)}`;
                        return (
                          <td key={column.id}>
                            <Pick pack={pack} item={item} kind="answer" saved={reload} label={label} />
                            {targets && <Pick pack={pack} item={item} kind="target" saved={reload} label={`${label} ${t('smkl.target')}`} />}
                            {beside?.(row.id, column.id)}
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
                            {devicesOf(row, column.id).map((device) => (
                              <button key={device.part} type="button" class="button-plain cell-device" aria-expanded={isOpen(device)} onClick={() => setOpen(isOpen(device) ? undefined : device)}>
                                <bdi>{columnTitle(pack, device.part)}</bdi>: {valueLabel(pack, device.answer?.value)}
                                {isShort(pack, device) && (
                                  <>
                                    {' '}
                                    <StateMark state="look" size={10} /> {t('steps.short')}
                                  </>
                                )}
                              </button>
                            ))}
                          </td>
                        );
                      })}
                    </tr>
                    {opened?.id === row.id && (
                      <tr>
                        <td colSpan={columns.length + 1}>
                          <b>
                            {opened.id} {columnTitle(pack, opened.part)}
                          </b>{' '}
                          {opened.of && (
                            <>
                              <span class="quiet">{t('steps.device_of', { kind: word('role', opened.of) })}</span> <a href={assetHref(opened.part)}>{t('steps.device_page')}</a>
                              <div class="cell-picks">
                                {(['answer', 'target'] as const).map((kind) => (
                                  <span key={kind}>
                                    {t(kind === 'answer' ? 'steps.device_now' : 'steps.device_target')}
                                    <Pick pack={pack} item={opened} kind={kind} saved={reload} label={`${opened.id} ${columnTitle(pack, opened.part)} ${kind === 'answer' ? t('steps.device_now') : t('steps.device_target')}`} />
                                  </span>
                                ))}
                              </div>
                            </>
                          )}
                          {pack.columns_of === 'role' && !opened.of && <DeviceExcept pack={pack} item={opened} saved={reload} />}
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
        {sentences(targets && t('steps.two_rows'), pack.columns_of === 'role' && t('steps.device_hint'), say(pack.caveat))}
      </p>
    </>
  );
}
