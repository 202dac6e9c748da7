import { currentHeaders } from './credentials.js';
import { FACTS_QUERY, type Facts, toFacts, UNKNOWN } from './facts.js';
import { post } from './fetcher.js';

/** The page opens after this even if the gateway has not answered. */
const PATIENCE_MS = 4_000;

/**
 * Asks the gateway. `earlier` is the model of an earlier visit: it stays, as long as it exists. Whatever fails is
 * unknown: the explorer opens all the same.
 */
export async function loadFacts(earlier: string | undefined): Promise<Facts> {
  const variables = earlier ? { earlier: [earlier], hasEarlier: true } : { hasEarlier: false };
  try {
    const timeout = AbortSignal.timeout(PATIENCE_MS);
    const { data } = await post({ query: FACTS_QUERY, variables }, currentHeaders(), timeout);
    return toFacts(data);
  } catch {
    return UNKNOWN;
  }
}
