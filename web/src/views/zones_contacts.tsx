/* zones_contacts.tsx - who decides in a zone, who stands in, and how to reach them by day and by night. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { may, mayEdit } from '../api';
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Sheet } from '../parts/keep';
import { Panel, Typed, Wrong } from '../parts/small';
import { faultText } from './assess_proof';
import { amend } from './register';
import type { Zone } from './zones_types';

const fields = ['person', 'deputy', 'day', 'night'] as const;

interface Contact {
  id: string;
  name: string;
  revision: number;
  body: Partial<Record<(typeof fields)[number], string>>;
}

export function Contacts({ zones }: { zones: Zone[] }) {
  const { data, reload } = useLoad<{ items: Contact[] }>(may('risk') ? '/register?kind=contact' : null);
  const [wrong, setWrong] = useState('');
  if (!data) return null;
  const keep = (zone: string, field: string, value: string) =>
    void amend<Contact['body']>('contact', zone, (body) => ({ ...body, [field]: value })).then(
      () => {
        setWrong('');
        reload();
      },
      (cause) => setWrong(faultText(cause)),
    );
  return (
    <Panel title={t('contact.title')} id="contacts">
      <p class="quiet">{t('contact.hint')}</p>
      <Sheet class="plain">
        <thead>
          <tr>
            <th scope="col">{t('zones.zone')}</th>
            {fields.map((field) => (
              <th key={field} scope="col">
                {word('contact', field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {zones.map((zone) => {
            const row = data.items.find((one) => one.name === zone.name);
            return (
              <tr key={zone.id}>
                <th scope="row">{zone.name}</th>
                {fields.map((field) => (
                  <td key={field}>
                    <Typed maxLength={80} disabled={!mayEdit()} aria-label={`${zone.name} ${word('contact', field)}`} value={row?.body[field] ?? ''} keep={(value) => keep(zone.name, field, value)} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </Sheet>
      <Wrong text={wrong} block />
    </Panel>
  );
}
