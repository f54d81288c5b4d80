import type { Route } from '../router';
export function Sensors(_: { route: Route }) { return <div class="page" />; }
