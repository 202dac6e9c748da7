import { useEffect, useMemo, useRef, useState } from 'react';
import { daysUntil, toVariables, type UsageByDay, usageByDay } from '../data/usage.js';
import { useQuery } from '../data/use-query.js';
import { BoardUsageByDayDocument } from '../generated.js';
import { Hint, Skeleton } from '../parts/notice.js';

interface Props {
  readonly arn: string;
  /** Asks again when it changes. */
  readonly version: string;
}

/** What a model used in the last two weeks, and what that cost, by day. */
export function Usage({ arn, version }: Props) {
  const days = useMemo(() => daysUntil(Date.now()), []);
  const loaded = useQuery(BoardUsageByDayDocument, toVariables(arn, days), `${arn} ${version}`);
  // The same object for the same answer: the chart is drawn anew for another one alone, not with each event.
  const usage = useMemo(
    () => (loaded.kind === 'ready' ? usageByDay(days, loaded.data) : null),
    [days, loaded],
  );
  return (
    <section aria-labelledby="usage">
      <h2 id="usage">Usage in 14 days</h2>
      {loaded.kind === 'loading' && <Skeleton rows={3} />}
      {loaded.kind === 'failed' && <Hint isAlert>The usage cannot be read. {loaded.message}</Hint>}
      {loaded.kind === 'ready' && <Found usage={usage} />}
    </section>
  );
}

function Found({ usage }: { readonly usage: UsageByDay | null }) {
  if (!usage) return <Hint>It has used nothing, as far as the gateway saw.</Hint>;
  return (
    <div className="usage">
      <p>
        {usage.total}{' '}
        <span className="quiet">By day, UTC; an estimate at the configured prices, no invoice.</span>
      </p>
      <Chart usage={usage} />
    </div>
  );
}

/** The charts are a file of their own, which is loaded when the first one is drawn. */
function Chart({ usage }: { readonly usage: UsageByDay }) {
  const place = useRef<HTMLDivElement>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let end = () => {};
    let isGone = false;
    import('../charts/bars.js').then(
      ({ drawBars }) => {
        if (!isGone && place.current) end = drawBars(place.current, usage);
      },
      () => setMissing(true),
    );
    return () => {
      isGone = true;
      end();
    };
  }, [usage]);
  if (isMissing) return <Hint isAlert>The chart could not be loaded.</Hint>;
  return <div ref={place} className="chart" role="img" aria-label={inWords(usage)} />;
}

/** The bars for screen readers: the days with any. */
function inWords({ days, values, toText }: UsageByDay): string {
  const told = values.flatMap((value, index) =>
    value > 0 ? `${new Date(days[index] ?? 0).toISOString().slice(0, 10)}: ${toText(value)}` : [],
  );
  return told.join(', ');
}
