import type { ModelVersionStatus } from '../../../client/index.js';
import { groupOf, inWords } from '../data/model.js';

/** A status in words and with a colour that is never the only sign. */
export function Status({ status }: { readonly status: ModelVersionStatus }) {
  return (
    <span className="status" data-group={groupOf(status)}>
      {inWords(status)}
    </span>
  );
}
