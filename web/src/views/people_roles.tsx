/* people_roles.tsx - the roles of a person: each in a scope, and below it. SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { Field } from '../parts/small';
import type { Grant } from '../types';

const personRoles = ['administrator', 'security', 'production', 'applicant', 'applicant-manager', 'procurement', 'management', 'auditor', 'vendor', 'viewer'] as const;

export interface Site {
  id: string;
  parent: string;
  name: string;
}

function RoleChoice({ value, set }: { value: string; set: (role: string) => void }) {
  return (
    <Field label={t('users.role')} hint={word('person_role_text', value)}>
      <select class="input" value={value} onChange={(event) => set(event.currentTarget.value)}>
        {personRoles.map((role) => (
          <option key={role} value={role}>
            {word('person_role', role)}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Where the rights hold; with one scope there is nothing to choose. */
function ScopeChoice({ value, set, sites }: { value: string; set: (scope: string) => void; sites: Site[] }) {
  if (sites.length < 2) return null;
  return (
    <Field label={t('users.scope')} hint={t('users.scope_hint')}>
      <select class="input" value={value} onChange={(event) => set(event.currentTarget.value)}>
        {sites.map((site) => (
          <option key={site.id} value={site.id}>
            {site.name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** One line for each role; with one scope one role says all. */
export function Roles({ value, set, sites }: { value: Grant[]; set: (grants: Grant[]) => void; sites: Site[] }) {
  const put = (at: number, grant: Grant) => set(value.map((old, index) => (index === at ? grant : old)));
  return (
    <>
      {value.map((grant, at) => (
        <div key={at} class="form" role="group" aria-label={t('users.role_number', { number: at + 1 })}>
          <RoleChoice value={grant.role} set={(role) => put(at, { ...grant, role })} />
          <ScopeChoice sites={sites} value={grant.scope} set={(scope) => put(at, { ...grant, scope })} />
          {value.length > 1 && (
            <button type="button" class="button-plain" onClick={() => set(value.filter((_, index) => index !== at))}>
              {t('users.role_remove', { role: word('person_role', grant.role) })}
            </button>
          )}
        </div>
      ))}
      {sites.length > 1 && (
        <button type="button" class="button" onClick={() => set([...value, { role: 'viewer', scope: sites[sites.length - 1]?.id ?? '' }])}>
          {t('users.role_add')}
        </button>
      )}
    </>
  );
}

/** "管理者（第1工場）、閲覧のみ（第2工場）" */
export function rolesText(grants: Grant[], sites: Site[]): string {
  return grants
    .map((grant) => {
      const site = sites.find((one) => one.id === grant.scope);
      const role = word('person_role', grant.role);
      return sites.length > 1 && site ? t('users.role_in', { role, scope: site.name }) : role;
    })
    .join(t('users.role_between'));
}
