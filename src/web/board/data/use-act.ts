import { useState } from 'react';
import type { TypedDocument } from '../../../client/index.js';
import type { BoardForeseenFragment } from '../generated.js';
import type { Refusal } from './refusal.js';
import { useBoard } from './use-board.js';
import { type Foreseen, useForeseen } from './use-foreseen.js';

/** What every mutation of the board answers a dry run with. */
interface Payload {
  readonly plan: BoardForeseenFragment | null;
  readonly warnings?: readonly { readonly message: string }[];
}

interface Act {
  readonly foreseen: Foreseen;
  readonly send: () => Promise<void>;
}

/**
 * What a mutation would do, by a dry run of it while one types, and how to send it.
 * @param input - null while something is wrong with what was typed
 * @param fields - the members of the input that have a field
 */
export function useAct<Input extends object, Result extends object>(
  document: TypedDocument<Result, { input: Input }>,
  input: Input | null,
  fields: readonly string[] = [],
): Act {
  const { client } = useBoard();
  const mutate = async (more: object, options: { readonly signal?: AbortSignal } = {}): Promise<Payload> => {
    if (!input) throw new Error('There is nothing to send yet.');
    const asked = document as unknown as TypedDocument<Record<string, Payload>, { input: object }>;
    const [payload] = Object.values(await client.mutate(asked, { input: { ...input, ...more } }, options));
    return payload ?? { plan: null };
  };
  const foreseen = useForeseen(
    input ? JSON.stringify(input) : '',
    async (signal) => {
      const { plan, warnings = [] } = await mutate({ dryRun: true }, { signal });
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    fields,
  );
  return {
    foreseen,
    send: async () => void (await mutate({})),
  };
}

/** What was typed, and why that was refused: until the next key. */
export function useTyped<Form extends object>(initial: Form | (() => Form)) {
  const [form, setForm] = useState(initial);
  const [refusal, onRefusal] = useState<Refusal | null>(null);
  const change = (part: Partial<Form>) => {
    onRefusal(null);
    setForm((it) => ({ ...it, ...part }));
  };
  return { form, change, refusal, onRefusal };
}
