/* suppliers.tsx - 進める: who has a part in the plant, what they are asked, what is ordered from them. SPDX-License-Identifier: Apache-2.0 */
import { t, word } from '../i18n';
import { useLoad } from '../load';
import { Failure, Loading } from '../parts/small';
import { setQuery, type Route } from '../router';
import type { Register, Stakeholders } from './suppliers_data';
import { AskTab } from './suppliers_ask';
import { OrdersTab } from './suppliers_orders';
import { RegisterTab } from './suppliers_register';

const tabs = { register: RegisterTab, ask: AskTab, orders: OrdersTab } as const;
type Tab = keyof typeof tabs;
const names = Object.keys(tabs) as Tab[];

export interface TabProps {
  book: Stakeholders;
  data: Register;
  changed: () => void;
  route: Route;
}

export function Suppliers({ route }: { route: Route }) {
  const now = names.find((name) => name === route.query.get('tab')) ?? 'register';
  const book = useLoad<Stakeholders>('/stakeholders');
  const { data, error, reload } = useLoad<Register>('/suppliers');
  if ((error ?? book.error) && !(data && book.data)) return <Failure error={(error ?? book.error)!} again={reload} />;
  if (!data || !book.data) return <Loading />;
  const View = tabs[now];
  return (
    <div class="page suppliers">
      <header class="page-head">
        <h1>{t('page.suppliers')}</h1>
        {names.map((name) => (
          <button key={name} type="button" class="chip-button" aria-pressed={name === now} onClick={() => setQuery({ tab: name === 'register' ? null : name, order: null, who: null })}>
            {word('suppliers.tab', name)}
          </button>
        ))}
      </header>
      <p class="lead">{word('suppliers.lead', now)}</p>
      <View book={book.data} data={data} changed={reload} route={route} />
    </div>
  );
}
