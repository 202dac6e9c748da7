import type { Foreseen } from '../data/use-foreseen.js';
import { nameOf } from '../parts/announcer.js';

type Call = NonNullable<Foreseen['plan']>['calls'][number];

/** What each call to AWS is for, of which workflows are made. */
const DOES: Readonly<Record<string, (of: string) => string>> = {
  StartProjectVersion: (of) => `${of} is started`,
  StopProjectVersion: (of) => `${of} is stopped`,
  CreateProject: () => 'The project is made',
  DeleteProject: (of) => `The project ${of} is deleted`,
  PutProjectPolicy: (of) => `A policy on ${of} allows the copy`,
  DeleteProjectPolicy: (of) => `The policy on ${of} is taken away`,
  CopyProjectVersion: (of) => `The version is copied${of && ` into ${of}`}`,
  DeleteProjectVersion: (of) => `${of} is deleted`,
};

/** The calls to AWS, in order. */
export function PlannedCalls({ of: { plan } }: { readonly of: Foreseen }) {
  if (!plan) return null;
  return plan.calls.map((call) => (
    <li key={`${call.operation} ${call.arn}`}>
      {wordsOf(call)} <span className="quiet">({call.accountId}).</span>
    </li>
  ));
}

function wordsOf({ operation, arn }: Call): string {
  const isVersion = arn?.includes('/version/');
  const of = arn === null ? '' : isVersion ? nameOf(arn) : (arn.split('/')[1] ?? '');
  return DOES[operation]?.(of) ?? `${operation} ${of}`;
}
