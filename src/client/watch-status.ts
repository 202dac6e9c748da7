import type { ModelVersionStatus, WatchStatusSubscription } from './generated.js';
import type { ResumeOptions } from './resume.js';

type AnyEvent = WatchStatusSubscription['modelVersionStatusChanged'];

/** A status has changed. */
export type ChangedEvent = AnyEvent & { readonly kind: 'CHANGED'; readonly modelVersionArn: string };
/** How a version stands. */
export type CurrentEvent = AnyEvent & {
  readonly kind: 'CURRENT';
  readonly modelVersionArn: string;
  readonly status: ModelVersionStatus;
};
/** Changes were lost before this position: read your data again. */
export type GapEvent = AnyEvent & {
  readonly kind: 'GAP';
  readonly modelVersionArn: null;
  readonly status: null;
};

/** Only a position to resume from. */
export type BookmarkEvent = AnyEvent & {
  readonly kind: 'BOOKMARK';
  readonly modelVersionArn: null;
  readonly status: null;
};

export type StatusEvent = ChangedEvent | CurrentEvent | GapEvent;

export interface WatchOptions extends ResumeOptions {
  /** Only versions of these projects, 1..100. */
  readonly projectArns?: readonly string[];
  /** Only these versions, 1..100. */
  readonly modelVersionArns?: readonly string[];
  /** Only changes into one of these. */
  readonly statuses?: readonly ModelVersionStatus[];
  /** Begin with how each version stands: at first, and again whenever the connection comes back. */
  readonly includeCurrent?: boolean;
}
