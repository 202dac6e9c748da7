import { useState } from 'react';
import type { TypedDocument } from '../../../client/index.js';
import type { BoardForeseenFragment } from '../generated.js';
import type { Refusal } from './refusal.js';
import { useBoard } from './use-board.js';
import { type Foreseen, useForeseen } from './use-foreseen.js';

type Mutation<Input, Result> = TypedDocument<Result, { input: Input }>;

/** What every mutation of the board answers a dry run with. */
interface Payload {
  readonly plan: BoardForeseenFragment | null;
  readonly warnings?: readonly { readonly message: string }[];
}

interface Act<Result> {
  readonly foreseen: Foreseen;
  readonly send: () => Promise<Result>;
}

/**
 * What a mutation would do, by a dry run of it while one types, and how to send it.
 * @param input - null while something is wrong with what was typed
 * @param fields - the members of the input that have a field
 */
function useAct<Input extends object, Result extends object>(
  document: Mutation<Input, Result>,
  input: Input | null,
  fields: readonly string[],
): Act<Result> {
  const { client } = useBoard();
  const mutate = async (more: object, options: { readonly signal?: AbortSignal } = {}): Promise<Result> => {
    if (!input) throw new Error('There is nothing to send yet.');
    const asked = document as unknown as Mutation<object, Result>;
    return client.mutate(asked, { input: { ...input, ...more } }, options);
  };
  const foreseen = useForeseen(
    input ? JSON.stringify(input) : '',
    async (signal) => {
      const [payload]: Payload[] = Object.values(await mutate({ dryRun: true }, { signal }));
      const { plan = null, warnings = [] } = payload ?? {};
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    fields,
  );
  return { foreseen, send: () => mutate({}) };
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

type Typed = Pick<ReturnType<typeof useTyped>, 'refusal' | 'onRefusal'>;

interface Sent<Input> {
  readonly input: Input;
  /** What is wrong with what was typed; null: nothing. */
  readonly mistake?: Refusal | null;
  /** The members of the input that have a field. */
  readonly fields?: readonly string[];
}

/** What a form asks for would do, why that is refused, and what its dialog needs to send it. */
export function useForm<Input extends object, Result extends object>(
  { refusal: ofTyped, onRefusal }: Typed,
  document: Mutation<Input, Result>,
  { input, mistake = null, fields = [] }: Sent<Input>,
) {
  const { foreseen, send } = useAct(document, mistake ? null : input, fields);
  const refusal = ofTyped ?? foreseen.refusal;
  return { foreseen, refusal, send, dialog: { fields, refusal, onRefusal, check: () => mistake, send } };
}
