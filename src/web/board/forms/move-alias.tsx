import { type Alias, useAliases } from '../data/aliases.js';
import { bound, type FieldsProps } from '../data/bound.js';
import type { BoardModel } from '../data/model.js';
import { nameMistake } from '../data/refusal.js';
import { useForm, useTyped } from '../data/use-act.js';
import { mayIn, useBoard, useSnapshot } from '../data/use-board.js';
import { BoardMoveAliasDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Check, Field } from '../parts/field.js';
import { Warnings } from '../parts/warnings.js';

const FIELDS = ['name'];

interface Props {
  readonly model: BoardModel;
  readonly projectArn: string;
  readonly close: () => void;
}

interface AliasForm {
  readonly name: string;
  /** Null: as it is. */
  readonly isProtected: boolean | null;
}

/** Gives a model a name that stays while the version behind it changes; refused where somebody else has moved it meanwhile. */
export function MoveAlias({ model, projectArn, close }: Props) {
  const { store } = useBoard();
  const typed = useTyped<AliasForm>({ name: '', isProtected: null });
  const { name, isProtected } = typed.form;
  const all = useAliases(projectArn);
  const existing = all.find((it) => it.name === name) ?? null;
  const input = {
    ...{ projectArn, name, modelVersionArn: model.arn, isProtected },
    ...{ revision: existing?.revision ?? null, mustBeNew: existing === null },
  };
  const { foreseen, refusal, dialog, send } = useForm(typed, BoardMoveAliasDocument, {
    ...{ input, mistake: nameMistake(name), fields: FIELDS },
  });
  const look = () => store.look(model.arn, ...(existing ? [existing.modelVersionArn] : []));
  return (
    <ActDialog
      {...dialog}
      title={`Which alias is to name ${model.projectName} / ${model.name}?`}
      act={existing ? 'Move' : 'Give'}
      send={() => send().then(look)}
      close={close}
    >
      <AliasFields {...{ model, all, existing, refusal }} form={typed.form} onChange={typed.change} />
      <ul className="plan">
        <Effects {...{ name, existing, model, isProtected }} />
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

interface MoreProps {
  readonly model: BoardModel;
  readonly all: readonly Alias[];
  readonly existing: Alias | null;
}

/** Owners alone change the protection. */
function AliasFields({ model, all, existing, ...props }: FieldsProps<AliasForm> & MoreProps) {
  const isOwner = mayIn(useSnapshot(), model.projectKey).includes('DELETE');
  return (
    <div className="fields">
      <Field
        label="Alias"
        hint="champion"
        choices={all.map((it) => it.name)}
        {...bound(props)('name', 'name')}
      />
      {isOwner && (
        <Check
          label="Protected"
          isChecked={props.form.isProtected ?? existing?.isProtected ?? false}
          onChange={(isProtected) => props.onChange({ isProtected })}
        />
      )}
    </div>
  );
}

interface EffectsProps extends AliasForm {
  readonly model: BoardModel;
  readonly existing: Alias | null;
}

function Effects({ name, isProtected, model, existing }: EffectsProps) {
  return (
    <>
      <li aria-live="polite">{effectOf(name, existing, model)}</li>
      <Protection was={existing?.isProtected ?? false} is={isProtected} />
      <li>A moved alias starts and stops nothing by itself.</li>
    </>
  );
}

function Protection({ was, is }: { readonly was: boolean; readonly is: boolean | null }) {
  if (is ?? was)
    return <li>Protected: only owners of the project move it, and its version is not deleted.</li>;
  return was ? <li>It is protected no more: operators may move it.</li> : null;
}

function effectOf(name: string, existing: Alias | null, model: BoardModel): string {
  if (name === '') return 'Who asks for the alias gets this version from then on.';
  if (!existing) return `${name} is new, and names ${model.name} from then on.`;
  if (existing.modelVersionArn === model.arn) return `${name} names ${model.name} already.`;
  return `${name} names ${existing.modelVersionArn.split('/')[3]} now, and ${model.name} from then on.`;
}
