import { useEffect, useState } from 'react';
import type { TypedDocument } from '../../../client/index.js';
import { useBoard } from './use-board.js';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  /** `problem`: why it could not be read again; null where it is current. */
  | { readonly kind: 'ready'; readonly data: T; readonly problem: string | null }
  | { readonly kind: 'failed'; readonly message: string };

/** Asks again when `key` changes; what was shown stays until there is another answer, and where there is none. */
export function useQuery<Result, Variables extends object>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  key: string,
): Loaded<Result> {
  const { client } = useBoard();
  const [loaded, setLoaded] = useState<Loaded<Result>>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the variables
  useEffect(() => {
    const ended = new AbortController();
    const ask = client.query as (
      asked: TypedDocument<Result, Variables>,
      given: Variables,
      options: { signal: AbortSignal },
    ) => Promise<Result>;
    ask(document, variables, { signal: ended.signal }).then(
      (data) => setLoaded({ kind: 'ready', data, problem: null }),
      (error: Error) => {
        if (ended.signal.aborted) return;
        const { message } = error;
        setLoaded((it) => (it.kind === 'ready' ? { ...it, problem: message } : { kind: 'failed', message }));
      },
    );
    return () => ended.abort();
  }, [client, document, key]);
  return loaded;
}
