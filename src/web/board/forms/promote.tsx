import { bound, type FieldsProps } from '../data/bound.js';
import type { BoardModel } from '../data/model.js';
import {
  PROMOTE_FIELDS,
  type PromoteForm,
  promoteMistake,
  proposedOutput,
  toPromoteInput,
} from '../data/promote-form.js';
import { messageFor } from '../data/refusal.js';
import { useForm, useTyped } from '../data/use-act.js';
import { useSnapshot } from '../data/use-board.js';
import type { Foreseen } from '../data/use-foreseen.js';
import { useQuery } from '../data/use-query.js';
import { BoardPlacesDocument, BoardPromoteDocument } from '../generated.js';
import type { Model } from '../pages/model.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Field } from '../parts/field.js';
import { Choice } from '../parts/filters.js';
import { Warnings } from '../parts/warnings.js';
import { PlannedCalls } from './planned-calls.js';

interface Props {
  readonly model: BoardModel;
  readonly output: Model['outputConfig'];
  readonly close: () => void;
}

/** Copies a model to where it is used, also in another account; the calls to AWS are said while one types. */
export function Promote({ model, output: ofSource, close }: Props) {
  const [, , , region = '', accountId = ''] = model.arn.split(':');
  const typed = useTyped<PromoteForm>({
    ...{ accountId, project: '', name: model.name, output: null, alias: '' },
  });
  const { form, change } = typed;
  const proposed = useProposed(form, region, form.accountId === accountId ? ofSource : null);
  const output = form.output ?? proposed;
  const { foreseen, refusal, dialog } = useForm(typed, BoardPromoteDocument, {
    input: toPromoteInput(form, output, model.arn),
    mistake: promoteMistake(form, output),
    fields: PROMOTE_FIELDS,
  });
  return (
    <ActDialog
      {...dialog}
      title={`Promote ${model.projectName} / ${model.name}?`}
      act="Promote"
      close={close}
    >
      <PromoteFields {...{ form, region, output, refusal }} onChange={change} />
      <Plan foreseen={foreseen} alias={form.alias} />
    </ActDialog>
  );
}

function Plan({ foreseen, alias }: { readonly foreseen: Foreseen } & Pick<PromoteForm, 'alias'>) {
  return (
    <ul className="plan" aria-live="polite">
      {!foreseen.plan && <li>It is copied to where it is to be used; the original stays as it is.</li>}
      <PlannedCalls of={foreseen} />
      {foreseen.plan && alias !== '' && <li>{alias} names the copy then.</li>}
      {foreseen.plan && <li>The copy runs only once somebody starts it.</li>}
      <Warnings of={foreseen} />
    </ul>
  );
}

function useProposed({ accountId, project }: PromoteForm, region: string, ofSource: Props['output']): string {
  const variables = { accountId, region, projects: [project || '-'] };
  const loaded = useQuery(BoardPlacesDocument, variables, `${accountId} ${project}`);
  return proposedOutput(loaded.kind === 'ready' ? loaded.data : null, ofSource);
}

/** The accounts with this region, and the names of the projects that one of them has there. */
function usePlaces(region: string, accountId: string) {
  const { gateway, projects } = useSnapshot();
  const accounts = (gateway?.accounts ?? []).filter((it) => it.region === region).map((it) => it.accountId);
  const there = [...projects.values()].filter((it) => it.accountId === accountId && it.region === region);
  return { accounts, names: there.map(({ name }) => name) };
}

interface MoreProps {
  readonly region: string;
  /** As typed or proposed. */
  readonly output: string;
}

function PromoteFields({ region, output, ...props }: FieldsProps<PromoteForm> & MoreProps) {
  const { form, refusal, onChange } = props;
  const { accounts, names } = usePlaces(region, form.accountId);
  const of = bound(props);
  const errors = ['outputConfig', 's3Bucket', 's3KeyPrefix'].map((it) => messageFor(refusal, it));
  return (
    <div className="fields">
      <Choice
        label="To the account"
        value={form.accountId}
        of={Object.fromEntries(accounts.map((it) => [it, it]))}
        onChange={(accountId) => onChange({ accountId })}
      />
      <Field
        label="Project"
        hint="is made if there is none"
        choices={names}
        {...of('project', 'destinationProjectName')}
      />
      <Field label="Name of the copy" {...of('name', 'versionName')} />
      <Field label="Alias of the copy" hint="none" {...of('alias', 'aliasName')} />
      <Field
        label="Its results go to"
        hint="bucket/prefix"
        isWide
        value={output}
        onChange={(typed) => onChange({ output: typed.trim() })}
        error={errors.find((it) => it !== null) ?? null}
      />
    </div>
  );
}
