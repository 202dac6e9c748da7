import { Hint } from '../parts/notice.js';
import { Status } from '../parts/status.js';
import { Moment, spanOf } from '../parts/time.js';
import type { Model } from './model.js';

/** Every change of the model that the gateway saw, and how long it took to the next. */
export function Timeline({ model }: { readonly model: Model }) {
  const { nodes } = model.statusHistory;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Changes</h2>
      {nodes.length === 0 ? (
        <Hint>The gateway has seen no change of this model since it keeps its record.</Hint>
      ) : (
        <ol className="timeline">
          {nodes.map(({ cursor, observedAt, status }, index) => (
            <li key={cursor}>
              {status ? <Status status={status} /> : 'gone'}
              <Moment at={observedAt} />
              <span className="quiet">{lastedOf(observedAt, nodes[index - 1]?.observedAt)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function lastedOf(from: string, to: string | undefined): string {
  return to === undefined ? 'now' : `for ${spanOf(Date.parse(to) - Date.parse(from))}`;
}
