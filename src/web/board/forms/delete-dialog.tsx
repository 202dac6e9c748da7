import { type ReactNode, useState } from 'react';
import type { TypedDocument } from '../../../client/index.js';
import type { Budget } from '../data/budgets.js';
import type { Schedule } from '../data/schedule-form.js';
import { useForm, useTyped } from '../data/use-act.js';
import { BoardDeleteBudgetDocument, BoardDeleteScheduleDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Warnings } from '../parts/warnings.js';

interface Ends {
  readonly onDone: () => void;
  readonly close: () => void;
}

/** Deletes a schedule, unless somebody has changed it since it was read. */
export function DeleteSchedule({ schedule, ...ends }: Ends & { readonly schedule: Schedule }) {
  const { name, projectArn, revision } = schedule;
  return (
    <DeleteDialog
      {...ends}
      what={`the schedule ${name}`}
      document={BoardDeleteScheduleDocument}
      input={{ name, projectArn, revision }}
    >
      It starts and stops nothing from then on; what runs now goes on.
    </DeleteDialog>
  );
}

/** Deletes a budget, unless somebody has changed it since it was read. */
export function DeleteBudget({ budget, ...ends }: Ends & { readonly budget: Budget }) {
  const { name, revision } = budget;
  return (
    <DeleteDialog
      {...ends}
      what={`the budget ${name}`}
      document={BoardDeleteBudgetDocument}
      input={{ name, revision }}
    >
      It tells, refuses and stops nothing from then on. What it has stopped stays so.
    </DeleteDialog>
  );
}

interface Props<Input, Result> extends Ends {
  readonly what: string;
  readonly document: TypedDocument<Result, { input: Input }>;
  readonly input: Input;
  /** What will happen. */
  readonly children: ReactNode;
}

function DeleteDialog<Input extends object, Result extends object>({
  what,
  document,
  input: given,
  onDone,
  close,
  children,
}: Props<Input, Result>) {
  const [input] = useState(given); // as it was when it was asked for
  const { foreseen, dialog, send } = useForm(useTyped({}), document, { input });
  return (
    <ActDialog
      {...dialog}
      title={`Delete ${what}?`}
      act="Delete"
      send={() => send().then(onDone)}
      close={close}
    >
      <ul className="plan">
        <li>{children}</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}
