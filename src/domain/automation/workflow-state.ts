export type WorkflowState = 'RUNNING' | 'UNDOING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
