export const START = `mutation ($arn: ModelVersionArn!, $units: Int!, $after: Duration) {
  startModelVersion(input: {modelVersionArn: $arn, minInferenceUnits: $units, stopAfter: $after}) {
    userErrors { code message }
  }
}`;
export const SET_STOP = `mutation ($arn: ModelVersionArn!, $at: DateTime!) {
  setModelVersionStop(input: {modelVersionArn: $arn, stopAt: $at}) { userErrors { code message } }
}`;
export const PUT_SCHEDULE = `mutation ($input: PutScheduleInput!) {
  putSchedule(input: $input) { schedule { revision } userErrors { code message } }
}`;
export const PUT_BUDGET = `mutation ($input: PutBudgetInput!) {
  putBudget(input: $input) { budget { revision } userErrors { code message } }
}`;
export const BUDGETS = `{
  budgets { nodes { name thresholds { percent action reachedAt } spent { cost { amount } } } }
}`;
export const USAGE = `query ($from: DateTime!, $to: DateTime!) {
  projects(first: 10) { nodes { modelVersions(first: 20) { nodes {
    arn
    usage(from: $from, to: $to) { inferenceUnitHours runningHours basis }
  } } } }
}`;
