import { useSnapshot } from '../data/use-board.js';
import { Moment } from './time.js';

/** Says that what is on the page may be old, and since when. */
export function StaleBar() {
  const { connection, lostAt, phase } = useSnapshot();
  if (phase.kind !== 'ready' || connection === 'live' || connection === 'connecting') return null;
  return (
    <p className="stale-bar" role="alert">
      {connection === 'lost' ? (
        <>
          <b>The gateway cannot be reached.</b> What you see is as it was
          {lostAt !== null && (
            <>
              {' '}
              at <Moment at={new Date(lostAt).toISOString()} />
            </>
          )}
          . Trying again…
        </>
      ) : (
        <>
          <b>The connection is back.</b> Reading what has changed…
        </>
      )}
    </p>
  );
}
