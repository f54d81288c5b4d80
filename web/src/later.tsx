/* later.tsx - pages that come when they are opened, so that the first one comes sooner. SPDX-License-Identifier: Apache-2.0 */
import { useEffect, useState } from 'preact/hooks';
import { t } from './i18n';
import type { View } from './pages';
import { Loading } from './parts/small';

export function later(load: () => Promise<View>): View {
  let Loaded: View | undefined;
  return function Later({ route }) {
    const [failed, setFailed] = useState(false);
    const [, setReady] = useState(Loaded !== undefined);
    useEffect(() => {
      if (Loaded) return;
      load().then(
        (view) => {
          Loaded = view;
          setReady(true);
        },
        () => setFailed(true),
      );
    }, []);
    if (Loaded) return <Loaded route={route} />;
    return failed ? <p class="loading" role="alert">{t('error.unreachable')}</p> : <Loading />;
  };
}
