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
import { useAct, useTyped } from '../data/use-act.js';
import { useSnapshot } from '../data/use-board.js';
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
  const { form, change, refusal, onRefusal } = useTyped<PromoteForm>({
    ...{ accountId, project: '', name: model.name, output: null, alias: '' },
  });
  const proposed = useProposed(form, region, form.accountId === accountId ? ofSource : null);
  const output = form.output ?? proposed;
  const mistake = promoteMistake(form, output);
  const input = mistake ? null : toPromoteInput(form, output, model.arn);
  const { foreseen, send } = useAct(BoardPromoteDocument, input, PROMOTE_FIELDS);
  const shown = refusal ?? foreseen.refusal;
  return (
    <ActDialog
      title={`Promote ${model.projectName} / ${model.name}?`}
      act="Promote"
      fields={PROMOTE_FIELDS}
      refusal={shown}
      onRefusal={onRefusal}
      check={() => mistake}
      send={send}
      close={close}
    >
      <PromoteFields form={form} region={region} output={output} refusal={shown} onChange={change} />
      <ul className="plan" aria-live="polite">
        {!foreseen.plan && <li>It is copied to where it is to be used; the original stays as it is.</li>}
        <PlannedCalls of={foreseen} />
        {foreseen.plan && form.alias !== '' && <li>{form.alias} names the copy then.</li>}
        {foreseen.plan && <li>The copy runs only once somebody starts it.</li>}
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

function useProposed({ accountId, project }: PromoteForm, region: string, ofSource: Props['output']): string {
  const variables = { accountId, region, projects: [project || '-'] };
  const loaded = useQuery(BoardPlacesDocument, variables, `${accountId} ${project}`);
  return proposedOutput(loaded.kind === 'ready' ? loaded.data : null, ofSource);
}

interface MoreProps {
  readonly region: string;
  /** As typed or proposed. */
  readonly output: string;
}

function PromoteFields({ region, output, ...props }: FieldsProps<PromoteForm> & MoreProps) {
  const { form, refusal, onChange } = props;
  const { gateway, projects } = useSnapshot();
  const of = bound(props);
  const accounts = (gateway?.accounts ?? []).filter((it) => it.region === region).map((it) => it.accountId);
  const there = [...projects.values()].filter(
    (it) => it.accountId === form.accountId && it.region === region,
  );
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
        choices={there.map(({ name }) => name)}
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
