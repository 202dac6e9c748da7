import { addressOf } from '../address.js';
import type { Recent } from '../data/news.js';
import { useSnapshot } from '../data/use-board.js';
import { nameOf } from './announcer.js';
import { Hint } from './notice.js';
import { Status } from './status.js';
import { Ago } from './time.js';

const SHOWN = 8;

/** What was told since the page was opened, the newest first. */
export function Activity() {
  const { recent } = useSnapshot();
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">Activity</h2>
      {recent.length === 0 ? (
        <Hint>What happens shows here at once.</Hint>
      ) : (
        <ol className="activity">
          {recent.slice(0, SHOWN).map((it) => (
            <li key={it.cursor}>
              {it.arn ? (
                <a href={addressOf({ page: 'model', arn: it.arn })}>{nameOf(it.arn).replace(' ', ' / ')}</a>
              ) : (
                <span className="quiet">The gateway</span>
              )}
              {it.words === null ? <Change of={it} /> : <span data-kind={it.kind}>{it.words}</span>}
              <Ago at={it.observedAt} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Change({ of: { previousStatus, status } }: { readonly of: Recent }) {
  return (
    <span>
      {previousStatus ? <Status status={previousStatus} /> : 'new'}
      <span aria-hidden="true"> → </span>
      <span className="for-readers"> became </span>
      {status ? <Status status={status} /> : 'gone'}
    </span>
  );
}
