import type { Route } from '../router';
export function Communications(_: { route: Route }) { return <div class="page" />; }
