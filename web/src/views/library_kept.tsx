/* library_kept.tsx - what a site keeps beside entries: products of a technology, contacts and papers of a community (S1-056 S1-100). SPDX-License-Identifier: Apache-2.0 */
import { mayEdit, remove } from '../api';
import { t } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Field } from '../parts/small';
import { TickBoxes } from '../parts/tickboxes';
import { href } from '../router';
import type { ShelfEntry } from '../shelf';
import { Adding, valueOf } from './assess_proof';
import type { Task } from './assess_tasks';
import { add, amend } from './register';

interface Row<B> {
  id: string;
  kind: string;
  name: string;
  revision: number;
  body: B;
}

type Solution = Row<{ technologies?: string } & Record<string, string>>;
type Tagged = Row<{ tasks?: string[] }>;
type Contact = Row<{ entry?: string; document?: string; on?: string; where?: string }>;

const tagsOf = (body: Partial<Solution['body']>): string[] => (body.technologies ?? '').split(' ').filter(Boolean);

/** Products and services of the roadmap that use this technology. */
export function Products({ entry }: { entry: ShelfEntry }) {
  const { data, reload } = useLoad<{ items: Solution[] }>('/register?kind=solution');
  const rows = data?.items ?? [];
  const flip = (id: string, ticked: string[]) => {
    const tags = (body: Partial<Solution['body']>) => [...tagsOf(body).filter((tag) => tag !== entry.id), ...(ticked.includes(id) ? [entry.id] : [])];
    return amend<Partial<Solution['body']>>('solution', '', (body) => ({ ...body, technologies: tags(body).join(' ') }), id).then(reload);
  };
  return (
    <>
      <h3>{t('library.products')}</h3>
      {rows.length === 0 && (
        <p class="quiet">
          {t('library.no_products')} <a href={href('/roadmap')}>{t('page.roadmap')}</a>
        </p>
      )}
      <TickBoxes boxes={rows.map((row) => ({ key: row.id, label: row.name, on: tagsOf(row.body).includes(entry.id) }))} keep={flip} />
    </>
  );
}

/** Measures of the plan that use this technology (S1-056). */
export function PlanTags({ entry }: { entry: ShelfEntry }) {
  const tasks = useLoad<{ items: Task[] }>('/tasks');
  const kept = useLoad<{ items: Tagged[] }>('/register?kind=technology');
  const row = kept.data?.items.find((one) => one.name === entry.id);
  const list = tasks.data?.items.filter((task) => task.state !== 'dropped') ?? [];
  const chosen = row?.body.tasks ?? [];
  const put = (_: string, ticked: string[]) => amend('technology', entry.id, () => ({ tasks: ticked })).then(kept.reload);
  if (list.length === 0 || !kept.data) return null;
  return (
    <>
      <h3>{t('library.tagged')}</h3>
      <TickBoxes boxes={list.map((task) => ({ key: task.id ?? '', label: task.title, on: chosen.includes(task.id ?? '') }))} keep={put} />
    </>
  );
}

/** Who speaks for the site there, and what came from there. */
export function Contacts({ entry }: { entry: ShelfEntry }) {
  const { data, reload } = useLoad<{ items: Contact[] }>('/register?kind=community');
  const rows = data?.items.filter((row) => row.body.entry === entry.id) ?? [];
  const send = async (form: HTMLFormElement) => {
    const body = { entry: entry.id, ...Object.fromEntries(['where', 'document', 'on'].map((name) => [name, valueOf(form, name).trim()])) };
    await add('community', valueOf(form, 'name').trim(), body);
    reload();
  };
  return (
    <>
      <h3>{t('library.contacts')}</h3>
      {rows.length === 0 && <p class="quiet">{t('library.no_contacts')}</p>}
      {rows.length > 0 && (
        <Sheet class="plain">
          <thead>
            <tr>
              <th scope="col">{t('library.contact')}</th>
              <th scope="col">{t('library.contact_where')}</th>
              <th scope="col">{t('library.document')}</th>
              <th scope="col">{t('library.received')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <bdi>{row.name}</bdi>
                </td>
                <td>
                  <bdi>{row.body.where}</bdi>
                </td>
                <td>
                  <bdi>{row.body.document}</bdi>
                </td>
                <td class="nowrap">{row.body.on}</td>
                <td>
                  {mayEdit() && (
                    <button type="button" class="button-plain" onClick={() => void remove(`/register/${row.id}`).then(reload)}>
                      {t('means.remove')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      <Adding title={t('library.add_contact')} send={send}>
        <Field label={t('library.contact')}>
          <input class="input" name="name" required maxLength={60} />
        </Field>
        <Field label={t('library.contact_where')}>
          <input class="input" name="where" maxLength={120} />
        </Field>
        <Field label={t('library.document')}>
          <input class="input" name="document" maxLength={200} />
        </Field>
        <Field label={t('library.received')}>
          <input class="input" name="on" type="date" />
        </Field>
      </Adding>
    </>
  );
}
