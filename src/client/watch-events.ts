import type { GatewayEventKind, WatchEventsSubscription } from './generated.js';
import type { ResumeOptions } from './resume.js';

/** One entry of the gateway's log. Later gateways may send kinds that are not named here: ignore them. */
export type GatewayEvent = WatchEventsSubscription['events'];

export interface WatchEventsOptions extends ResumeOptions {
  /** Only these kinds, and GAP: events were lost before this position, read your data again. */
  readonly kinds?: readonly GatewayEventKind[];
  /** Only what is about these projects, 1..100. */
  readonly projectArns?: readonly string[];
}
