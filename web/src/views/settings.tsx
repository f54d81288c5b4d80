import type { Route } from '../router';
export function Settings(_: { route: Route }) { return <div class="page" />; }
