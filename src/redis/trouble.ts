/** Redis's error codes (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors) in words. */
const WORDS = {
  OOM: 'it is full, and refuses writes',
  READONLY: 'it is a replica, and refuses writes',
  LOADING: 'it is still loading its data',
  MISCONF: 'it cannot save to its disk, and refuses writes',
  MASTERDOWN: 'it is a replica that has lost its primary',
  NOREPLICAS: 'it has too few replicas, and refuses writes',
  WRONGPASS: 'it refuses the credentials in REDIS_URL',
  NOAUTH: 'it wants credentials in REDIS_URL',
  NOPERM: 'the user in REDIS_URL may not do what the gateway needs',
};

/** What is wrong with Redis, fit to be shown to clients: no addresses, and nothing of what was sent. */
export function toTrouble(reason: string): string {
  const code = Object.keys(WORDS).find((it) => new RegExp(`\\b${it}\\b`).test(reason));
  return code ? WORDS[code as keyof typeof WORDS] : 'it cannot be reached';
}

/**
 * Why this Redis can never be used, and what to do; null: nothing speaks against it.
 * @param facts - what INFO says
 */
export function toRefusal(facts: ReadonlyMap<string, string>): string | null {
  if (facts.get('redis_mode') !== 'cluster') return null;
  return 'REDIS_URL names a node of a Redis Cluster. A cluster moves keys to other nodes at any time, and this gateway needs all of its keys on one server. Name a Redis without cluster mode: alone, or with replicas behind one address.';
}

/** What INFO says: `name:value`, a line each. */
export function toFacts(info: string): ReadonlyMap<string, string> {
  const lines = info.split(/\r?\n/).filter((it) => it.includes(':'));
  return new Map(lines.map((it) => [it.slice(0, it.indexOf(':')), it.slice(it.indexOf(':') + 1)]));
}
