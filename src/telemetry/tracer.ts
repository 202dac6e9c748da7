import type { EpochMs } from '../domain/model.js';

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface NewSpan {
  readonly name: string;
  readonly kind: 'server' | 'client';
  /** What it is a part of (W3C traceparent); one that cannot be read counts as none. */
  readonly parent: string | undefined;
  /** Others that it serves too. */
  readonly links?: readonly string[];
  readonly startedAt: EpochMs;
}

/** A piece of work in a trace. */
export interface Span {
  /** For what is a part of it. */
  readonly traceparent: string;
  /** Once. */
  end(end: SpanEnd): void;
}

interface SpanEnd {
  /** In place of the name that it began with. */
  readonly name?: string | undefined;
  readonly endedAt: EpochMs;
  readonly attributes: Attributes;
  /** A code; null if it went well. */
  readonly error: string | null;
}

export interface Tracer {
  begin(span: NewSpan): Span;
  /** Sends what is left, for at most a few seconds. */
  close(): Promise<void>;
}
