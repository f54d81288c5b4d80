import type { Route } from '../router';
export function MapPage(_: { route: Route }) { return <div class="page" />; }
