export type { ChangeOptions, Progress } from './change-model.js';
export { type Client, createClient } from './client.js';
export type { TypedDocument } from './document.js';
export {
  type ErrorDetails,
  GatewayError,
  type GatewayErrorCode,
  type GraphqlError,
  type ModelState,
  type UserError,
} from './errors.js';
export type { ModelName } from './find-model.js';
export * from './generated.js';
export type { StartOptions } from './model-changes.js';
export type { ListedModel, ListedProject } from './pages.js';
export type { RetryOptions } from './retry.js';
export type { ClientOptions } from './transport.js';
export type { GatewayEvent, WatchEventsOptions } from './watch-events.js';
export type {
  BookmarkEvent,
  ChangedEvent,
  CurrentEvent,
  GapEvent,
  StatusEvent,
  WatchOptions,
} from './watch-status.js';
