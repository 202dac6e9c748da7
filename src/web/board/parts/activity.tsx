import { addressOf } from '../address.js';
import { useSnapshot } from '../data/use-board.js';
import { nameOf } from './announcer.js';
import { Hint } from './notice.js';
import { Status } from './status.js';
import { Ago } from './time.js';

const SHOWN = 8;

/** Changes of status since the page was opened, the newest first. */
export function Activity() {
  const { recent } = useSnapshot();
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">Activity</h2>
      {recent.length === 0 ? (
        <Hint>Changes show here as they happen.</Hint>
      ) : (
        <ol className="activity">
          {recent.slice(0, SHOWN).map(({ cursor, arn, previousStatus, status, observedAt }) => (
            <li key={cursor}>
              <a href={addressOf({ page: 'model', arn })}>{nameOf(arn).replace(' ', ' / ')}</a>
              <span>
                {previousStatus ? <Status status={previousStatus} /> : 'new'}
                <span aria-hidden="true"> → </span>
                <span className="for-readers"> became </span>
                {status ? <Status status={status} /> : 'gone'}
              </span>
              <Ago at={observedAt} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
