import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { messageFor, type Refusal } from '../data/refusal.js';
import { mayIn, useBoard, useSnapshot } from '../data/use-board.js';
import { useForeseen } from '../data/use-foreseen.js';
import { useQuery } from '../data/use-query.js';
import { BoardAliasesDocument, type BoardAliasesQuery, BoardMoveAliasDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { Field } from './field.js';
import { Warnings } from './warnings.js';

type Alias = NonNullable<BoardAliasesQuery['project']>['aliases'][number];

interface Props {
  readonly model: BoardModel;
  readonly projectArn: string;
}

/** Gives a model a name that stays while the version behind it changes. Nothing where the caller may not. */
export function MoveAlias({ model, projectArn }: Props) {
  const snapshot = useSnapshot();
  const [isAsked, setAsked] = useState(false);
  if (!mayIn(snapshot, model.projectKey).includes('START')) return null;
  return (
    <>
      <button
        type="button"
        className="act"
        disabled={snapshot.connection === 'lost'}
        onClick={() => setAsked(true)}
      >
        Give an alias
      </button>
      {isAsked && <MoveAliasDialog {...{ model, projectArn }} close={() => setAsked(false)} />}
    </>
  );
}

function MoveAliasDialog({ model, projectArn, close }: Props & { readonly close: () => void }) {
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const all = useAliases(projectArn);
  const existing = all.find((it) => it.name === name) ?? null;
  const { foreseen, send } = useMove(model, { projectArn, name, existing });
  const shown = refusal ?? foreseen.refusal;
  return (
    <ActDialog
      title={`Which alias is to name ${model.projectName} / ${model.name}?`}
      act={existing ? 'Move' : 'Give'}
      fields={['name']}
      refusal={shown}
      onRefusal={setRefusal}
      check={() => aliasMistake(name)}
      send={send}
      close={close}
    >
      <div className="fields">
        <Field
          label="Alias"
          hint="champion"
          value={name}
          choices={all.map((it) => it.name)}
          onChange={(typed) => {
            setRefusal(null);
            setName(typed.trim());
          }}
          error={messageFor(shown, 'name')}
        />
      </div>
      <ul className="plan">
        <li aria-live="polite">{effectOf(name, existing, model)}</li>
        {existing?.isProtected && <li>It is protected: only owners of the project may move it.</li>}
        <li>A moved alias starts and stops nothing by itself.</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

/** Those of the project; none before they are read. */
function useAliases(projectArn: string): readonly Alias[] {
  const loaded = useQuery(BoardAliasesDocument, { arn: projectArn }, projectArn);
  return loaded.kind === 'ready' ? (loaded.data.project?.aliases ?? []) : [];
}

interface Move {
  readonly projectArn: string;
  readonly name: string;
  readonly existing: Alias | null;
}

/** What a move would do, and how to send it: refused where somebody else has moved the alias since it was read. */
function useMove(model: BoardModel, { projectArn, name, existing }: Move) {
  const { client, store } = useBoard();
  const revision = existing?.revision ?? null;
  const input = { projectArn, name, modelVersionArn: model.arn, revision, mustBeNew: existing === null };
  const foreseen = useForeseen(
    aliasMistake(name) ? '' : JSON.stringify(input),
    async (signal) => {
      const variables = { input: { ...input, dryRun: true } };
      const { plan, warnings } = (await client.mutate(BoardMoveAliasDocument, variables, { signal }))
        .putModelAlias;
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    ['name'],
  );
  async function send(): Promise<void> {
    await client.mutate(BoardMoveAliasDocument, { input });
    store.look(model.arn, ...(existing ? [existing.modelVersionArn] : []));
  }
  return { foreseen, send };
}

/** What is wrong with a name, before the gateway is asked; null: nothing. */
function aliasMistake(name: string): Refusal | null {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return null;
  return { field: 'name', message: 'Small letters, digits and “-” are needed, a letter first.' };
}

function effectOf(name: string, existing: Alias | null, model: BoardModel): string {
  if (name === '') return 'Who asks for the alias gets this version from then on.';
  if (!existing) return `${name} is new, and names ${model.name} from then on.`;
  if (existing.modelVersionArn === model.arn) return `${name} names ${model.name} already.`;
  return `${name} names ${existing.modelVersionArn.split('/')[3]} now, and ${model.name} from then on.`;
}
