/* sensors_site.tsx - which site an observation point is heard for. SPDX-License-Identifier: Apache-2.0 */
import { useState } from 'preact/hooks';
import { ApiError, post, session } from '../api';
import { t } from '../i18n';
import { refresh } from '../live';
import { useLoad } from '../load';
import { Field } from '../parts/small';
import type { Site } from '../scope';
import type { Source } from '../types';

/** Nothing where there is one site alone. */
export function SourceSite({ source }: { source: Source }) {
  const held = session.get()?.user.scopes ?? [];
  const { data } = useLoad<{ items: Site[] }>(held.length > 1 ? '/sites' : null);
  const [chosen, setChosen] = useState(source.site);
  const [wrong, setWrong] = useState('');
  if (!data || held.length < 2) return null;
  const administers = (id: string) => held.some((one) => one.id === id && one.rights.includes('administer'));
  const fixed = source.kind === 'file' ? 'sensor.site_file' : source.state === 'moved' ? 'sensor.site_moved' : source.site_configured ? 'sensor.site_configured' : '';
  const move = async () => {
    setWrong('');
    try {
      await post(`/sources/${encodeURIComponent(source.id)}/site`, { site: Number(chosen) });
      void refresh();
    } catch (cause) {
      setWrong(cause instanceof ApiError ? cause.detail || t('error.unreachable') : String(cause));
    }
  };
  if (fixed || !administers(source.site))
    return (
      <p>
        {t('sensor.site')}: <bdi>{source.site_name}</bdi> {fixed && <span class="quiet">{t(fixed)}</span>}
      </p>
    );
  return (
    <>
      <div class="inline-form">
        <Field label={t('sensor.site')} error={wrong || undefined}>
          <select class="input" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {data.items.filter((site) => administers(site.id)).map((site) => (
              <option key={site.id} value={site.id}>
                {site.name}
              </option>
            ))}
          </select>
        </Field>
        {chosen !== source.site && (
          <button type="button" class="button" onClick={() => void move()}>
            {t('sensor.site_move')}
          </button>
        )}
      </div>
      <p class="quiet">{t('sensor.site_hint')}</p>
    </>
  );
}
