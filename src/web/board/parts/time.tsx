import { useSyncExternalStore } from 'react';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times of the page: it ticks while any is shown. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, SECOND_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Renders anew when the time in these words would be another. */
export function useWords(words: (now: number) => string): string {
  return useSyncExternalStore(onTick, () => words(Math.max(now, 0)));
}

/** `40 s`, `3 min`, `5 h`, `12 d`: in the largest unit that fits. */
export function spanOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND_MS));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** How long ago, to the minute. */
function ageOf(ms: number): string {
  if (ms < MINUTE_MS) return 'just now';
  return ms < 1.5 * MINUTE_MS ? '1 min ago' : `${spanOf(ms)} ago`;
}

/** In the viewer's zone, and in UTC. */
function titleOf(at: number): string {
  return `${new Date(at).toLocaleString()} (${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC)`;
}

/** How long ago; the viewer's own time and UTC on hover. */
export function Ago({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  const words = useWords((nowMs) => ageOf(nowMs - ms));
  return (
    <time dateTime={at} title={titleOf(ms)}>
      {words}
    </time>
  );
}

/** For how long already. */
export function For({ since }: { readonly since: number }) {
  const words = useWords((nowMs) => spanOf(nowMs - since));
  return (
    <time dateTime={new Date(since).toISOString()} title={`Since ${titleOf(since)}`}>
      {words}
    </time>
  );
}

/** How long until; past its time it says so. */
export function Until({ at, title }: { readonly at: number; readonly title: string }) {
  const words = useWords((nowMs) => (at > nowMs ? `in about ${spanOf(at - nowMs)}` : 'any moment'));
  return (
    <time dateTime={new Date(at).toISOString()} title={`${titleOf(at)}. ${title}`}>
      {words}
    </time>
  );
}

/** How long until something that is certain. */
export function In({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  const words = useWords((nowMs) => (ms > nowMs ? `in ${spanOf(ms - nowMs)}` : 'now'));
  return (
    <time dateTime={at} title={titleOf(ms)}>
      {words}
    </time>
  );
}

/** The moment in the viewer's own zone; UTC on hover. */
export function Moment({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={titleOf(date.getTime())}>
      {date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
}

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A text of the gateway's, its instants in the viewer's own zone. */
export function Said({ text }: { readonly text: string }) {
  return text.split(INSTANT).map((part, at) => (at % 2 === 1 ? <Moment key={part} at={part} /> : part));
}
