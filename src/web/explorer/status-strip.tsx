import { useEffect, useState, useSyncExternalStore } from 'react';
import { currentHeaders, onHeaders } from './credentials.js';
import type { Facts } from './facts.js';
import { type Connection, subscribe } from './subscribe.js';

/** How many changes stay on the screen. */
const SHOWN = 5;

const WATCH = `subscription ExplorerStrip($after: String, $bookmarks: Boolean!) {
  modelVersionStatusChanged(after: $after, bookmarks: $bookmarks) { kind cursor modelVersionArn previousStatus status observedAt }
}`;

interface StatusEvent {
  readonly kind: 'CHANGED' | 'CURRENT' | 'GAP';
  readonly cursor: string;
  readonly modelVersionArn: string | null;
  readonly previousStatus: string | null;
  readonly status: string | null;
  readonly observedAt: string;
}

type State = Connection | 'connecting' | 'tokenless';

const SAYS: Readonly<Record<State, string>> = {
  connecting: 'Connecting…',
  live: 'Live status changes',
  lost: 'Connection lost. Coming back…',
  tokenless: 'A token is needed: paste it into the field at the top.',
  refused: 'Refused. Is the token right?',
};

/** Every status change of every model, as it happens, whatever tab is open. */
export function StatusStrip({ facts }: { readonly facts: Facts }) {
  const { connection, events } = useStatusEvents();
  return (
    <section className="strip" aria-label="Live status changes" aria-live="polite">
      <h2 className="strip-title" data-connection={connection}>
        {SAYS[connection]}
      </h2>
      {events.length === 0 && connection === 'live' && <Hint hasModel={facts.modelVersionArn !== ''} />}
      <ol className="strip-events">
        {events.map((event) => (
          <li key={event.cursor}>
            <Change event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Hint({ hasModel }: { readonly hasModel: boolean }) {
  if (!hasModel)
    return <p className="strip-hint">There is no model to start yet. What one does shows here.</p>;
  return (
    <p className="strip-hint">
      Run <b>StartModel</b>: the model’s way from <Status status="STOPPED" /> to <Status status="RUNNING" />{' '}
      shows here.
    </p>
  );
}

function Change({ event }: { readonly event: StatusEvent }) {
  const [, project, version] = /project\/([^/]+)\/version\/([^/]+)/.exec(event.modelVersionArn ?? '') ?? [];
  return (
    <>
      <time dateTime={event.observedAt}>{new Date(event.observedAt).toLocaleTimeString()}</time>
      {event.kind === 'GAP' ? (
        <span>Some changes were missed.</span>
      ) : (
        <>
          <span className="strip-model" title={event.modelVersionArn ?? ''}>
            {project} / <b>{version}</b>
          </span>
          <span className="strip-change">
            <Status status={event.previousStatus ?? 'NEW'} /> → <Status status={event.status ?? 'GONE'} />
          </span>
        </>
      )}
    </>
  );
}

function Status({ status }: { readonly status: string }) {
  return (
    <span className="status" data-status={status}>
      {status.replaceAll('_', ' ')}
    </span>
  );
}

/** Newest first. */
function useStatusEvents(): { connection: State; events: readonly StatusEvent[] } {
  const headers = useSyncExternalStore(onHeaders, currentHeaders);
  const [connection, setConnection] = useState<State>('connecting');
  const [events, setEvents] = useState<readonly StatusEvent[]>([]);
  useEffect(() => {
    const sink = {
      next({ data }: { data?: unknown }) {
        const event = (data as { modelVersionStatusChanged: StatusEvent } | null)?.modelVersionStatusChanged;
        if (event) setEvents((shown) => [event, ...shown].slice(0, SHOWN));
      },
      error: () => setConnection('refused'),
      complete: () => setConnection('lost'),
    };
    const isTokenless = Object.keys(headers).length === 0;
    return subscribe({ query: WATCH }, headers, sink, (state) =>
      setConnection(state === 'refused' && isTokenless ? 'tokenless' : state),
    );
  }, [headers]);
  return { connection, events };
}
