import { sentenceOf } from '../data/refusal.js';
import type { Foreseen } from '../data/use-foreseen.js';

/** What a change should be known for before it is done; each once. */
export function Warnings({ of: { plan, warnings } }: { readonly of: Foreseen }) {
  const all = [...warnings, ...(plan?.warnings ?? []).map(({ message }) => message)].map(sentenceOf);
  return [...new Set(all)].map((it) => (
    <li key={it} data-warning>
      {it}
    </li>
  ));
}
