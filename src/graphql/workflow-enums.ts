import type { StepState, WorkflowKind } from '../domain/automation/workflow.js';
import type { WorkflowState } from '../domain/automation/workflow-state.js';
import { enumOf } from './enums.js';

export const WorkflowKindEnum = enumOf<WorkflowKind>('WorkflowKind', 'What a workflow does.', {
  PROMOTION: 'Copies a version to where it is to be used: promoteModelVersion.',
  ROLL_OUT: 'Puts a version behind an alias: rollOutModelVersion.',
});

export const WorkflowStateEnum = enumOf<WorkflowState>('WorkflowState', 'How far a workflow is.', {
  RUNNING: 'It goes from step to step.',
  UNDOING: 'It failed or was cancelled, and takes back what it did.',
  SUCCEEDED: 'All its steps are done.',
  FAILED: 'It could not be done; `failure` says why. What it did is taken back, or its steps say why not.',
  CANCELLED: 'Somebody cancelled it. What it did is taken back, or its steps say why not.',
});

export const WorkflowStepStateEnum = enumOf<StepState>('WorkflowStepState', 'How far a step is.', {
  PENDING: 'Nothing of it was tried yet.',
  RUNNING: 'It is tried, or waits for AWS.',
  DONE: 'It was changed as the step says.',
  SKIPPED: 'It was so already.',
  FAILED: 'It could not be done.',
  UNDONE: 'Done, and taken back after a later step failed or somebody cancelled.',
  UNDO_FAILED: 'It could not be taken back so far. It is tried again.',
  LEFT: 'Not taken back, because somebody changed it meanwhile or AWS has no way back; `message` says which.',
});
