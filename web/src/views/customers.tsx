/* customers.tsx - a site with all below it: handed over as an encrypted file, taken in, erased. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { download, get, loadSession, post, upload } from '../api';
import { number } from '../format';
import { t } from '../i18n';
import { useLoad } from '../load';
import { saveFile } from '../parts/csv';
import { Sheet } from '../parts/keep';
import { Dialog, Field, Panel, Time, Wrong } from '../parts/small';
import { told } from './people';
import type { Site } from './people_roles';

interface Held {
  name: string;
  made_by: string | null;
  made_at: string | null;
  scopes: number;
  rows: number;
  tables: Record<string, number>;
  here: string | null;
  name_taken: boolean;
}

/** What somebody knows of a customer, in his words; the rest is in the total. */
const shown = ['asset', 'conversation', 'finding', 'answer', 'evidence', 'snapshot', 'task'] as const;

function Contents({ held }: { held: Held }) {
  return (
    <Sheet class="plain">
      <tbody>
        {shown.map((table) => (
          <tr key={table}>
            <th scope="row">{t(`customers.table.${table}`)}</th>
            <td class="right">{number(held.tables[table] ?? 0)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('customers.rows')}</th>
          <td class="right">{number(held.rows)}</td>
        </tr>
      </tbody>
    </Sheet>
  );
}

function Words({ label, hint, value, set }: { label: string; hint?: string; value: string; set: (text: string) => void }) {
  return (
    <Field label={label} hint={hint}>
      <input class="input" type="password" autocomplete="off" required minLength={12} value={value} onInput={(event) => set(event.currentTarget.value)} />
    </Field>
  );
}

function HandOver({ site, close }: { site: Site; close: () => void }) {
  const [words, setWords] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (words !== again) return setWrong(t('customers.words_differ'));
    setBusy(true);
    try {
      saveFile(`${site.name}.yagura`, await download(`/customers/${site.id}/file`, { method: 'POST', body: { passphrase: words } }));
      close();
    } catch (cause) {
      setWrong(told(cause));
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('customers.export_of', { name: site.name })} close={close}>
      <form class="form" onSubmit={(event) => void send(event)}>
        <p class="quiet">{t('customers.export_text')}</p>
        <Words label={t('customers.words')} hint={t('customers.words_hint')} value={words} set={setWords} />
        <Words label={t('customers.words_again')} value={again} set={setAgain} />
        <Wrong text={wrong} />
        <button type="submit" class="button button-main" disabled={busy}>
          {t('customers.export')}
        </button>
      </form>
    </Dialog>
  );
}

function TakeIn({ close }: { close: (changed: boolean) => void }) {
  const [file, setFile] = useState<File>();
  const [words, setWords] = useState('');
  const [id, setId] = useState('');
  const [held, setHeld] = useState<Held>();
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const step = (work: () => Promise<void>) => (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setWrong('');
    work().catch((cause: unknown) => setWrong(told(cause))).finally(() => setBusy(false));
  };
  const look = step(async () => {
    if (!file) return;
    const kept = (await upload<{ id: string }>('/customers/upload', file, () => undefined)).id;
    const there = await post<Held>('/customers/preview', { id: kept, passphrase: words });
    setId(kept);
    setHeld(there);
    setName(there.name);
  });
  const take = step(async () => {
    await post('/customers', { id, passphrase: words, name });
    await loadSession();
    close(true);
  });
  return (
    <Dialog title={t('customers.import')} close={() => close(false)}>
      {!held && (
        <form class="form" onSubmit={look}>
          <Field label={t('customers.file')}>
            <input class="input" type="file" accept=".yagura" required onChange={(event) => setFile(event.currentTarget.files?.[0])} />
          </Field>
          <Words label={t('customers.words')} value={words} set={setWords} />
          <Wrong text={wrong} />
          <button type="submit" class="button button-main" disabled={busy}>
            {t('customers.look')}
          </button>
        </form>
      )}
      {held && (
        <form class="form" onSubmit={take}>
          <p>
            <b>{held.name}</b> <span class="quiet">{t('customers.made', { by: held.made_by ?? '' })}</span> <Time at={held.made_at} />
          </p>
          {held.here && <p class="notice">{t('customers.here', { name: held.here })}</p>}
          <Contents held={held} />
          <Field label={t('customers.name')} hint={held.name_taken ? t('customers.name_taken') : undefined}>
            <input class="input" required maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
          </Field>
          <Wrong text={wrong} />
          <button type="submit" class="button button-main" disabled={busy}>
            {t('customers.take')}
          </button>
        </form>
      )}
    </Dialog>
  );
}

/* Asked twice: it cannot be taken back. */
function Erase({ site, close }: { site: Site; close: (changed: boolean) => void }) {
  const { data } = useLoad<Held>(`/customers/${site.id}`);
  const [name, setName] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      const { left } = await post<{ left: string | null }>(`/customers/${site.id}/erase`, { name, again });
      await loadSession();
      if (left) setWrong(left);
      else close(true);
    } catch (cause) {
      setWrong(told(cause));
    }
  };
  const field = (label: string, value: string, set: (text: string) => void) => (
    <Field label={label}>
      <input class="input" autocomplete="off" required value={value} onInput={(event) => set(event.currentTarget.value)} />
    </Field>
  );
  return (
    <Dialog title={t('customers.erase_of', { name: site.name })} close={() => close(false)}>
      <form class="form" onSubmit={(event) => void send(event)}>
        <p class="notice">{t('customers.erase_text')}</p>
        {data && <Contents held={data} />}
        {field(t('customers.erase_name', { name: site.name }), name, setName)}
        {name === site.name && field(t('customers.erase_again'), again, setAgain)}
        <Wrong text={wrong} />
        <button type="submit" class="button button-main" disabled={name !== site.name || again !== site.name}>
          {t('customers.erase')}
        </button>
      </form>
    </Dialog>
  );
}

export function Customers() {
  const { data, reload } = useLoad<{ items: (Site & { parent: string | null })[] }>('/sites');
  const [open, setOpen] = useState<{ what: 'export' | 'erase' | 'import'; site?: Site }>();
  const sites = data?.items ?? [];
  const close = (changed = false) => {
    setOpen(undefined);
    if (changed) void get('/session').then(reload);
  };
  const act = (what: 'export' | 'erase', site: Site) => (
    <button type="button" class="button-plain" onClick={() => setOpen({ what, site })} aria-label={t(`customers.${what}_of`, { name: site.name })}>
      {t(`customers.${what}`)}
    </button>
  );
  return (
    <Panel title={t('customers.title')} actions={<button type="button" class="button" onClick={() => setOpen({ what: 'import' })}>{t('customers.import')}</button>}>
      <p class="quiet">{t('customers.text')}</p>
      <Sheet class="plain">
        <tbody>
          {sites.map((site) => (
            <tr key={site.id}>
              <th scope="row">
                <bdi>{site.name}</bdi>
              </th>
              <td class="right">
                {act('export', site)} {sites.some((above) => above.id === site.parent) && act('erase', site)}
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      {open?.what === 'export' && open.site && <HandOver site={open.site} close={close} />}
      {open?.what === 'import' && <TakeIn close={close} />}
      {open?.what === 'erase' && open.site && <Erase site={open.site} close={close} />}
    </Panel>
  );
}
