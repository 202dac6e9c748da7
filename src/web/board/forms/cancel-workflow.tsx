import { useForm, useTyped } from '../data/use-act.js';
import { KIND_WORDS, type Workflow } from '../data/workflows.js';
import { BoardCancelWorkflowDocument } from '../generated.js';
import { ActDialog } from '../parts/act-dialog.js';
import { nameOf } from '../parts/announcer.js';
import { Warnings } from '../parts/warnings.js';
import { PlannedCalls } from './planned-calls.js';

interface Props {
  readonly workflow: Workflow;
  readonly close: () => void;
}

/** Has a promotion or a rollout take back what it did. */
export function CancelWorkflow({ workflow: { id, kind, modelVersionArn }, close }: Props) {
  const { foreseen, dialog } = useForm(useTyped({}), BoardCancelWorkflowDocument, { input: { id } });
  const isEmpty = foreseen.plan?.calls.length === 0;
  return (
    <ActDialog
      {...dialog}
      title={`Take back the ${KIND_WORDS[kind]} of ${nameOf(modelVersionArn).replace(' ', ' / ')}?`}
      act="Take back"
      close={close}
    >
      <ul className="plan" aria-live="polite">
        <li>What it has begun at AWS is waited for first: a copy, or a start.</li>
        <PlannedCalls of={foreseen} />
        {isEmpty && <li>It has changed nothing at AWS yet.</li>}
        <li>What others have changed since stays as they made it.</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}
