/** How a usage is known, the strongest first. */
const USAGE_BASES = ['METERED', 'OBSERVED', 'AT_LEAST'] as const;
export type UsageBasis = (typeof USAGE_BASES)[number];

/** Null: there is nothing to know. */
export function weakest(bases: Iterable<UsageBasis | null>): UsageBasis | null {
  let index = -1;
  for (const it of bases) if (it !== null) index = Math.max(index, USAGE_BASES.indexOf(it));
  return USAGE_BASES[index] ?? null;
}
