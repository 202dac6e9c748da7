import { mergePart, newerParts, type Part } from '../state/merge.js';
import type { Edit } from '../state/proposal.js';
import type { Outage } from './outage.js';
import type { Mirror } from './redis-mirror.js';
import { Diverged, type RedisWriter } from './redis-writer.js';
import { editOf, takeBatch } from './waiting.js';

/** Entries in one commit of what was learnt without Redis. */
const PART_SIZE = 500;

/**
 * Stores what an instance has learnt on its own: the changes one by one, in their order, then the newest of each thing.
 * @returns false if what Redis holds has to be read again
 * @throws RedisGone: what is not stored yet is still in the outage
 */
export async function giveBack(outage: Outage, mirror: Mirror, writer: RedisWriter): Promise<boolean> {
  const { view, unsent } = outage;
  try {
    while (unsent[0]) {
      const { fencingToken } = unsent[0];
      const batch = takeBatch([...unsent]);
      await writer.commit(editOf(batch), fencingToken);
      unsent.splice(0, batch.length);
    }
    const groups = view ? newerParts(mirror.state, view, PART_SIZE) : [];
    for (const it of groups) await writer.commit(toMerge(it, outage), undefined);
    return true;
  } catch (error) {
    if (error instanceof Diverged) return false;
    throw error;
  }
}

function toMerge(parts: readonly Part[], { view }: Outage): Edit {
  const arns = parts.flatMap((it) => (it.kind === 'versions' ? [it.projectArn] : []));
  return {
    account: parts[0]?.account ?? '',
    scope: new Set(arns),
    attachments: [],
    apply: (state) => parts.flatMap((it) => (view ? mergePart(state, view, it) : [])),
  };
}
