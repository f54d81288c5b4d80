import type { Route } from '../router';
export function Ledger(_: { route: Route }) { return <div class="page" />; }
