import { Ago } from '../parts/time.js';
import type { Model } from './model.js';

/** The policies that allow other accounts to copy the models of this project. */
export function Policies({ model }: { readonly model: Model }) {
  const policies = model.project?.policies.nodes ?? [];
  if (policies.length === 0) return null;
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">Policies of its project</h2>
      <ul className="policies">
        {policies.map(({ policyName, lastUpdatedTimestamp }) => (
          <li key={policyName}>
            <b>{policyName}</b>{' '}
            {lastUpdatedTimestamp && (
              <span className="quiet">
                changed <Ago at={lastUpdatedTimestamp} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
