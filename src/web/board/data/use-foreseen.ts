import { useEffect, useState } from 'react';
import type { BoardForeseenFragment } from '../generated.js';
import { type Refusal, refusalOf } from './refusal.js';

/** A change is foreseen once nobody has typed for so long. In milliseconds. */
const TYPING_MS = 250;

export interface Foreseen {
  /** Null while it is not known. */
  readonly plan: BoardForeseenFragment | null;
  /** What else the answer warns of, besides the plan. */
  readonly warnings: readonly string[];
  readonly refusal: Refusal | null;
}

type Answer = Pick<Foreseen, 'plan' | 'warnings'>;

const UNKNOWN: Foreseen = { plan: null, warnings: [], refusal: null };

/**
 * What a change would do, asked anew when `key` changes: an empty one asks nothing. What was foreseen before stays until
 * then, so that the page does not jump while one types.
 * @param ask - sends the change as a dry run
 * @param fields - the members of its input that have a field
 */
export function useForeseen(
  key: string,
  ask: (signal: AbortSignal) => Promise<Answer>,
  fields: readonly string[],
): Foreseen {
  const [foreseen, setForeseen] = useState(UNKNOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is asked
  useEffect(() => {
    if (key === '') return setForeseen((it) => ({ ...it, refusal: null }));
    const ended = new AbortController();
    const timer = setTimeout(() => {
      ask(ended.signal).then(
        (answer) => setForeseen({ ...answer, refusal: null }),
        (error: unknown) => {
          if (!ended.signal.aborted) setForeseen({ ...UNKNOWN, refusal: refusalOf(error, fields) });
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [key]);
  return foreseen;
}
