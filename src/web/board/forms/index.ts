export { BudgetDialog } from './budget-dialog.js';
export { CancelWorkflow } from './cancel-workflow.js';
export { DeleteBudget, DeleteSchedule } from './delete-dialog.js';
export { MoveAlias } from './move-alias.js';
export { PlanStop } from './plan-stop.js';
export { Promote } from './promote.js';
export { RollOut } from './roll-out.js';
export { ScheduleDialog } from './schedule-dialog.js';
