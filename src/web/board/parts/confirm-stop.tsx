import { useState } from 'react';
import type { BoardModel } from '../data/model.js';
import { moneyText } from '../data/money.js';
import type { Refusal } from '../data/refusal.js';
import { useBoard, useSnapshot } from '../data/use-board.js';
import { type Foreseen, useForeseen } from '../data/use-foreseen.js';
import { BoardStopDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { typicalAfter } from './typical.js';
import { Warnings } from './warnings.js';

interface Props {
  readonly model: BoardModel;
  readonly close: () => void;
}

export function ConfirmStop({ model, close }: Props) {
  const { client, store } = useBoard();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { arn } = model;
  const foreseen = useForeseen(
    arn,
    async (signal) => {
      const { stopModelVersion } = await client.mutate(BoardStopDocument, { arn, dryRun: true }, { signal });
      return { plan: stopModelVersion.plan, warnings: [] };
    },
    [],
  );

  async function send(): Promise<void> {
    const { stopModelVersion } = await client.mutate(BoardStopDocument, { arn, dryRun: false });
    if (stopModelVersion.modelVersion) store.note(arn, stopModelVersion.modelVersion.status);
  }

  return (
    <ActDialog
      title={`Stop ${model.projectName} / ${model.name}?`}
      act="Stop"
      refusal={refusal ?? foreseen.refusal}
      onRefusal={setRefusal}
      send={send}
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
