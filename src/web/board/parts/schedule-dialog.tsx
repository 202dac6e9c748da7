import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { messageFor, type Refusal } from '../data/refusal.js';
import {
  SCHEDULE_FIELDS,
  type Schedule,
  type ScheduleForm,
  scheduleMistake,
  toForm,
  toScheduleInput,
} from '../data/schedule-form.js';
import { useBoard } from '../data/use-board.js';
import { type Foreseen, useForeseen } from '../data/use-foreseen.js';
import { BoardPutScheduleDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { Check, Field, Lines } from './field.js';
import { Warnings } from './warnings.js';

interface Props {
  readonly model: BoardModel;
  readonly projectArn: string;
  /** Null: a new one. */
  readonly existing: Schedule | null;
  readonly onDone: () => void;
  readonly close: () => void;
}

/** Makes a schedule of a model, or changes one. */
export function ScheduleDialog({ model, projectArn, existing, onDone, close }: Props) {
  const { client } = useBoard();
  const [form, setForm] = useState<ScheduleForm>(() => toForm(existing));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = toScheduleInput(form, { projectArn, arn: model.arn }, existing);
  const foreseen = usePut(scheduleMistake(form) ? null : input);
  const shown = refusal ?? foreseen.refusal;
  async function send(): Promise<void> {
    await client.mutate(BoardPutScheduleDocument, { input });
    onDone();
  }
  return (
    <ActDialog
      title={existing ? `Change ${existing.name}` : `When is ${model.projectName} / ${model.name} to run?`}
      act={existing ? 'Change' : 'Add'}
      fields={SCHEDULE_FIELDS}
      refusal={shown}
      onRefusal={setRefusal}
      check={() => scheduleMistake(form)}
      send={send}
      close={close}
    >
      <ScheduleFields
        form={form}
        isNew={existing === null}
        refusal={shown}
        onChange={(part) => {
          setRefusal(null);
          setForm({ ...form, ...part });
        }}
      />
      <ul className="plan">
        <li>The gateway starts it in time for each window, and stops it at the end of each.</li>
        <li>What somebody starts or stops in between stays so until the next edge.</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}

/** What a schedule would do at once. */
function usePut(input: ReturnType<typeof toScheduleInput> | null): Foreseen {
  const { client } = useBoard();
  return useForeseen(
    input ? JSON.stringify(input) : '',
    async (signal) => {
      const variables = { input: { ...(input as NonNullable<typeof input>), dryRun: true } };
      const answer = await client.mutate(BoardPutScheduleDocument, variables, { signal });
      const { plan, warnings } = answer.putSchedule;
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    SCHEDULE_FIELDS,
  );
}

interface FieldsProps {
  readonly form: ScheduleForm;
  readonly isNew: boolean;
  readonly refusal: Refusal | null;
  readonly onChange: (part: Partial<ScheduleForm>) => void;
}

function ScheduleFields({ form, isNew, refusal, onChange }: FieldsProps) {
  return (
    <div className="fields">
      {isNew && (
        <Field
          label="Name"
          value={form.name}
          onChange={(name) => onChange({ name })}
          error={messageFor(refusal, 'name')}
        />
      )}
      <Field
        label="Inference units"
        type="number"
        value={form.units}
        onChange={(units) => onChange({ units: units.trim() })}
        error={messageFor(refusal, 'minInferenceUnits')}
      />
      <Lines
        label="Windows, one a line"
        value={form.windows}
        onChange={(windows) => onChange({ windows })}
        error={messageFor(refusal, 'windows')}
      />
      <Field
        label="Time zone"
        value={form.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        error={messageFor(refusal, 'timeZone')}
      />
      <Check label="In force" isChecked={form.isEnabled} onChange={(isEnabled) => onChange({ isEnabled })} />
    </div>
  );
}
