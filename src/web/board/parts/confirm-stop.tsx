import type { BoardModel } from '../data/model.js';
import { moneyText } from '../data/money.js';
import { useForm, useTyped } from '../data/use-act.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import type { Foreseen } from '../data/use-foreseen.js';
import { BoardStopDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { typicalAfter } from './typical.js';
import { Warnings } from './warnings.js';

interface Props {
  readonly model: BoardModel;
  readonly close: () => void;
}

export function ConfirmStop({ model, close }: Props) {
  const { store } = useBoard();
  const { arn } = model;
  const input = { modelVersionArn: arn };
  const { foreseen, dialog, send } = useForm(useTyped({}), BoardStopDocument, { input });
  return (
    <ActDialog
      {...dialog}
      title={`Stop ${model.projectName} / ${model.name}?`}
      act="Stop"
      send={async () => store.note(arn, (await send()).stopModelVersion.modelVersion)}
      close={close}
    >
      <Plan model={model} foreseen={foreseen} />
    </ActDialog>
  );
}

interface PlanProps {
  readonly model: BoardModel;
  readonly foreseen: Foreseen;
}

/** What will happen, with the time that it took before and what it will save. */
function Plan({ model: { hourlyCost }, foreseen }: PlanProps) {
  const { durations, gateway } = useSnapshot();
  return (
    <ul className="plan">
      <li>
        It answers no more requests from now on, and is stopped{' '}
        {typicalAfter(durations, 'STOPPING', 'a minute or so later')}.
      </li>
      <li>Its billing ends{hourlyCost && `: ${moneyText(hourlyCost)} an hour less`}.</li>
      {gateway?.upstream === 'EMULATOR' && <li>This is the emulator: nothing was billed.</li>}
      <Warnings of={foreseen} />
      <li>It can be started again.</li>
    </ul>
  );
}
