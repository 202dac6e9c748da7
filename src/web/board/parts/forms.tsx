import { type ComponentType, lazy, Suspense } from 'react';

const load = () => import('../forms/index.js');

/** The forms are a file of their own, which is loaded when the first of them is asked for. */
function form<Props extends object>(pick: (forms: Awaited<ReturnType<typeof load>>) => ComponentType<Props>) {
  const Form = lazy(async () => ({ default: pick(await load()) })) as unknown as ComponentType<Props>;
  return (props: Props) => (
    <Suspense fallback={null}>
      <Form {...props} />
    </Suspense>
  );
}

export const BudgetForm = form((it) => it.BudgetDialog);
export const CancelForm = form((it) => it.CancelWorkflow);
export const DeleteBudgetForm = form((it) => it.DeleteBudget);
export const DeleteScheduleForm = form((it) => it.DeleteSchedule);
export const MoveAliasForm = form((it) => it.MoveAlias);
export const PlanStopForm = form((it) => it.PlanStop);
export const PromoteForm = form((it) => it.Promote);
export const RollOutForm = form((it) => it.RollOut);
export const ScheduleForm = form((it) => it.ScheduleDialog);
