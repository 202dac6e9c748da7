import { useState } from 'react';
import type { Refusal } from '../data/refusal.js';
import type { Schedule } from '../data/schedule-form.js';
import { useBoard } from '../data/use-board.js';
import { useForeseen } from '../data/use-foreseen.js';
import { BoardDeleteScheduleDocument } from '../generated.js';
import { ActDialog } from './act-dialog.js';
import { Warnings } from './warnings.js';

interface Props {
  readonly schedule: Schedule;
  readonly onDone: () => void;
  readonly close: () => void;
}

export function DeleteSchedule({ schedule: { name, projectArn, revision }, onDone, close }: Props) {
  const { client } = useBoard();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = { name, projectArn, revision };
  const foreseen = useForeseen(
    `${name} ${revision}`,
    async (signal) => {
      const variables = { input: { ...input, dryRun: true } };
      const answer = await client.mutate(BoardDeleteScheduleDocument, variables, { signal });
      const { plan, warnings } = answer.deleteSchedule;
      return { plan, warnings: warnings.map(({ message }) => message) };
    },
    [],
  );
  async function send(): Promise<void> {
    await client.mutate(BoardDeleteScheduleDocument, { input });
    onDone();
  }
  return (
    <ActDialog
      title={`Delete the schedule ${name}?`}
      act="Delete"
      refusal={refusal ?? foreseen.refusal}
      onRefusal={setRefusal}
      send={send}
      close={close}
    >
      <ul className="plan">
        <li>It starts and stops nothing from then on; what runs now goes on.</li>
        <Warnings of={foreseen} />
      </ul>
    </ActDialog>
  );
}
