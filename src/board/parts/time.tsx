import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** Renders anew each minute, for times that are told as ages. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `3 min`, `5 h`, `12 d`: how long ago, in the largest unit that fits. */
export function ageOf(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** How long ago; the viewer's own time and UTC on hover. */
export function Ago({ at }: { readonly at: string }) {
  const now = useNow();
  const date = new Date(at);
  const age = ageOf(now - date.getTime());
  return (
    <time dateTime={at} title={`${date.toLocaleString()} (${date.toISOString()} UTC)`}>
      {age === 'now' ? age : `${age} ago`}
    </time>
  );
}

/** The moment in the viewer's own zone; UTC on hover. */
export function Moment({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${date.toISOString()} UTC`}>
      {date.toLocaleString()}
    </time>
  );
}
