/* suppliers_register.tsx - the register: by kind and stage, who it is, and what is missing when something happens (S1-064 S1-065 S1-066 S1-067 S1-068 S1-069 S1-070 S1-071 S1-072). SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { number } from '../format';
import { dot, t, word } from '../i18n';
import { Sheet } from '../parts/keep';
import { Chip, Panel } from '../parts/small';
import { href } from '../router';
import { say } from './assess_types';
import type { TabProps } from './suppliers';
import { isOutside, lacks, mayBuy, type Kind, type Maker, type Supplier } from './suppliers_data';
import { SupplierDialog } from './suppliers_edit';

/** Who does it, or that nobody is known who does. */
function Place({ kind, stage, rows, duties }: { kind: Kind; stage: string; rows: Supplier[]; duties: boolean }) {
  const expected = kind.duties.filter((duty) => duty.stage === stage);
  const here = rows.filter((row) => row.kind === kind.id && row.stages.includes(stage));
  if (expected.length === 0 && here.length === 0) return <td class="quiet">–</td>;
  return (
    <td>
      {here.map((row) => (
        <p key={row.id}>
          <bdi>{row.name}</bdi>
        </p>
      ))}
      {here.length === 0 && <p class="quiet">{t('suppliers.nobody')}</p>}
      {duties &&
        expected.map((duty) => (
          <p key={say(duty.text)} class="quiet">
            {say(duty.text)}
          </p>
        ))}
    </td>
  );
}

function Grid({ book, data }: TabProps) {
  const [duties, setDuties] = useState(false);
  return (
    <Panel
      title={t('suppliers.grid')}
      id="stakeholders"
      actions={
        <button type="button" class="chip-button" aria-pressed={duties} onClick={() => setDuties(!duties)}>
          {t('suppliers.duties')}
        </button>
      }
    >
      <p class="quiet">{t('suppliers.grid_hint')}</p>
      <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('suppliers.grid')}>
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('suppliers.kind')}</th>
              {book.stages.map((stage) => (
                <th key={stage.id} scope="col">
                  {say(stage.title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {book.kinds.map((kind) => (
              <tr key={kind.id}>
                <th scope="row">
                  {say(kind.title)}
                  <p class="quiet">
                    {say(kind.says)} <span title={t('suppliers.clause')}>({kind.clause})</span>
                  </p>
                </th>
                {book.stages.map((stage) => (
                  <Place key={stage.id} kind={kind} stage={stage.id} rows={data.items} duties={duties} />
                ))}
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </Panel>
  );
}

/** What stops with him: the devices and zones that he reaches. */
function Reach({ row }: { row: Supplier }) {
  return (
    <>
      {row.seen > 0 ? <a href={href('/assets', row.makers.length === 1 && row.devices.length === 0 ? { vendor: row.makers[0] } : {})}>{t('suppliers.devices', { count: number(row.seen) })}</a> : <span class="quiet">{t('suppliers.no_devices')}</span>}
      {row.reach && (
        <p class="quiet">
          <bdi>{row.reach.split('\n').join(dot())}</bdi>
        </p>
      )}
    </>
  );
}

function Row({ row, props, edit }: { row: Supplier; props: TabProps; edit: () => void }) {
  const country = props.book.countries.find((one) => one.id === row.country);
  return (
    <tr>
      <th scope="row">
        <bdi>{row.name}</bdi> {row.small && <Chip title={t('suppliers.small_hint')}>{t('suppliers.small')}</Chip>} {row.specimen && <Chip>{t('suppliers.specimen')}</Chip>}
        <p class="quiet">
          {say(props.book.kinds.find((kind) => kind.id === row.kind)?.title)} {row.sides.map((id) => say(props.book.sides.find((side) => side.id === id)?.title)).join(dot())}
        </p>
      </th>
      <td>
        <bdi>{row.brings ?? '–'}</bdi>
      </td>
      <td>
        <Reach row={row} />
      </td>
      <td>
        <bdi>{row.person ?? '–'}</bdi>
        <p class="quiet">
          {t('suppliers.by_day')} <bdi>{row.day ?? '–'}</bdi>
        </p>
        <p class="quiet">
          {t('suppliers.by_night')} <bdi>{row.night ?? '–'}</bdi>
        </p>
      </td>
      <td>
        <bdi>{row.vulnerability ?? '–'}</bdi>
      </td>
      <td>
        <bdi>{row.contract ?? '–'}</bdi>
        {row.substitute && (
          <p class="quiet">
            {t('suppliers.instead')} <bdi>{row.substitute}</bdi>
          </p>
        )}
      </td>
      <td>
        {country && isOutside(row) ? (
          <details>
            <summary>{say(country.title)}</summary>
            <p class="quiet">{say(country.law)}</p>
          </details>
        ) : (
          (country && say(country.title)) || '–'
        )}
      </td>
      <td>
        {lacks(row).map((name) => (
          <p key={name}>
            <Chip state="look">{word('suppliers.lacks', name)}</Chip>
          </p>
        ))}
        {mayBuy() && (
          <button type="button" class="button" aria-label={t('suppliers.edit_of', { name: row.name })} onClick={edit}>
            {t('suppliers.edit')}
          </button>
        )}
      </td>
    </tr>
  );
}

const columns = ['name', 'brings', 'reach', 'contact', 'vulnerability', 'contract', 'country', 'missing'] as const;

/** Makers of devices that are here, for whom nobody answers. */
function Unknown({ makers, add }: { makers: Maker[]; add: (maker: string) => void }) {
  const rows = makers.filter((maker) => !maker.known);
  if (rows.length === 0) return null;
  return (
    <div class="notice notice-look" id="unknown-makers">
      <div>
        <p>{t('suppliers.unknown', { count: rows.length })}</p>
        <p class="tools">
          {rows.slice(0, 12).map((maker) =>
            mayBuy() ? (
              <button key={maker.name} type="button" class="button" onClick={() => add(maker.name)}>
                {t('suppliers.add_maker', { name: maker.name, count: maker.devices })}
              </button>
            ) : (
              <Chip key={maker.name}>
                {maker.name} {number(maker.devices)}
              </Chip>
            ),
          )}
        </p>
      </div>
    </div>
  );
}

export function RegisterTab(props: TabProps) {
  const { data, changed } = props;
  const [open, setOpen] = useState<{ row?: Supplier; maker?: string }>();
  const close = (again: boolean) => {
    setOpen(undefined);
    if (again) changed();
  };
  return (
    <>
      <Panel
        title={t('suppliers.list')}
        count={data.items.length}
        id="suppliers"
        actions={
          mayBuy() && (
            <button type="button" class="button button-main" onClick={() => setOpen({})}>
              {t('suppliers.add')}
            </button>
          )
        }
      >
        <Unknown makers={data.makers} add={(maker) => setOpen({ maker })} />
        {data.items.length === 0 && <p>{t('suppliers.empty')}</p>}
        {data.items.length > 0 && (
          <div class="ledger-box steps-box" tabIndex={0} role="region" aria-label={t('suppliers.list')}>
            <Sheet class="plain">
              <thead>
                <tr>
                  {columns.map((name) => (
                    <th key={name} scope="col">
                      {word('suppliers.column', name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <Row key={row.id} row={row} props={props} edit={() => setOpen({ row })} />
                ))}
              </tbody>
            </Sheet>
          </div>
        )}
      </Panel>
      <Grid {...props} />
      {open && <SupplierDialog {...props} row={open.row} maker={open.maker} close={close} />}
    </>
  );
}
