import { useState } from 'react';
import { asTyped, bound, type FieldsProps } from '../data/bound.js';
import type { BoardModel } from '../data/model.js';
import {
  SCHEDULE_FIELDS,
  type Schedule,
  type ScheduleForm,
  scheduleMistake,
  toForm,
  toScheduleInput,
} from '../data/schedule-form.js';
import { useForm, useTyped } from '../data/use-act.js';
import { BoardPutScheduleDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Check, Field, Lines } from '../parts/field.js';
import { Warnings } from '../parts/warnings.js';

interface Props {
  readonly model: BoardModel;
  readonly projectArn: string;
  /** Null: a new one. */
  readonly schedule: Schedule | null;
  /** The names of the project's schedules. */
  readonly taken: readonly string[];
  readonly onDone: () => void;
  readonly close: () => void;
}

/** Makes a schedule of a model, or changes one. */
export function ScheduleDialog({ model, projectArn, schedule, taken, onDone, close }: Props) {
  const [existing] = useState(schedule); // as it was when it was asked for: what others change since is not overwritten
  const typed = useTyped<ScheduleForm>(() => toForm(existing, taken));
  const { form, change } = typed;
  const { foreseen, refusal, dialog, send } = useForm(typed, BoardPutScheduleDocument, {
    input: toScheduleInput(form, { projectArn, arn: model.arn }, existing),
    mistake: scheduleMistake(form),
    fields: SCHEDULE_FIELDS,
  });
  return (
    <ActDialog
      {...dialog}
      title={existing ? `Change ${existing.name}` : `When is ${model.projectName} / ${model.name} to run?`}
      act={existing ? 'Change' : 'Add'}
      send={() => send().then(onDone)}
      close={close}
    >
      <ScheduleFields form={form} isNew={existing === null} refusal={refusal} onChange={change} />
      <ul className="plan">
        <li>The gateway starts it in time for each window, and stops it at the end of each.</li>
        <li>What somebody starts or stops in between stays so until the next edge.</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

function ScheduleFields({ isNew, ...props }: FieldsProps<ScheduleForm> & { readonly isNew: boolean }) {
  const of = bound(props);
  return (
    <div className="fields">
      {isNew && <Field label="Name" {...of('name', 'name')} />}
      <Field label="Inference units" type="number" {...of('units', 'minInferenceUnits')} />
      <Lines label="Windows, one a line" {...of('windows', 'windows', asTyped)} />
      <Field label="Time zone" {...of('timeZone', 'timeZone')} />
      <Check
        label="In force"
        isChecked={props.form.isEnabled}
        onChange={(isEnabled) => props.onChange({ isEnabled })}
      />
    </div>
  );
}
