/* main.tsx - starts the page: who are you, which page is asked for. SPDX-License-Identifier: Apache-2.0 */
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { loadSession, reachable, session } from './api';
import { language, speak, t, useLanguage, type TextKey } from './i18n';
import { start } from './live';
import { findPage } from './pages';
import { Dialog } from './parts/small';
import { go, useRoute, type Route } from './router';
import { Shell } from './shell';
import { useSignal } from './signal';
import './styles/index.css';
import './theme';
import { NewPassword, SignIn } from './views/signin';

function NotFound() {
  return (
    <div class="page">
      <h1>{t('error.no_page')}</h1>
      <p>
        <a href="#/">{t('page.overview')}</a>
      </p>
    </div>
  );
}

function Open({ route }: { route: Route }) {
  const found = findPage(route.parts[0]);
  const View = found && (route.parts[1] ? found.one : found.view);
  useEffect(() => {
    document.title = found ? `${t(`page.${found.name}` as TextKey)} – Yagura` : 'Yagura';
  });
  useEffect(() => {
    if (route.parts[0] === 'signin') go('#/'); /* signed in already */
  }, [route.path]);
  return View ? <View key={route.path} route={route} /> : <NotFound />;
}

/* Whether somebody was signed in here: then the page stays beneath the sign-in, with all that was typed. */
let before = false;

function App() {
  const who = useSignal(session);
  const online = useSignal(reachable);
  const route = useRoute();
  useLanguage();
  useEffect(() => {
    if (!who) return;
    if (who.user.language === 'ja' || who.user.language === 'en') void speak(who.user.language);
    if (!who.must_set_password) start();
  }, [who]);
  useEffect(() => {
    if (who !== undefined || online) return;
    const wait = window.setInterval(() => void loadSession().catch(() => undefined), 3000);
    return () => window.clearInterval(wait);
  }, [who, online]);
  if (who === undefined) return online ? null : <p class="loading" role="alert">{t('error.unreachable')}</p>;
  const token = route.parts[0] === 'signin' ? route.query.get('token') : null;
  if (who?.must_set_password) return <NewPassword name={who.user.name} />;
  if (who && !token) before = true;
  if (!before) return <SignIn token={token} />;
  return (
    <>
      <Shell>
        <Open route={route} />
      </Shell>
      {who === null && (
        <Dialog title={t('signin.expired')}>
          <SignIn token={null} inside />
        </Dialog>
      )}
    </>
  );
}

void loadSession().catch(() => undefined);
/* without its texts the page can say nothing: it tries again */
void speak(language.get()).then(
  () => render(<App />, document.getElementById('app')!),
  () => window.setTimeout(() => location.reload(), 3000),
);
