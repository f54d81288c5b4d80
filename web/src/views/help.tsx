import type { Route } from '../router';
export function Help(_: { route: Route }) { return <div class="page" />; }
