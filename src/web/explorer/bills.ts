import { type FieldNode, Kind, OperationTypeNode } from 'graphql';
import { type Operation, operationOf } from './resume.js';

/** Mutations that AWS bills, and what for. */
const BILLED: Readonly<Record<string, string>> = {
  startModelVersion: 'AWS bills each inference unit for as long as the model runs.',
  createModelVersion: 'AWS bills the hours of the training.',
  rollOutModelVersion: 'The version is started: AWS bills each inference unit for as long as it runs.',
  putSchedule: 'The gateway starts the model for each window: AWS bills each inference unit while it runs.',
};

/** What an operation would be billed for, one sentence each; none for all that costs nothing. */
export function billsOf(operation: Operation): string[] {
  const definition = operationOf(operation);
  if (definition?.operation !== OperationTypeNode.MUTATION) return [];
  const fields = definition.selectionSet.selections.filter((it): it is FieldNode => it.kind === Kind.FIELD);
  // A fragment may hide any of them.
  const isHidden = fields.length < definition.selectionSet.selections.length;
  const names = isHidden ? Object.keys(BILLED) : fields.filter((it) => !isDry(it)).map((it) => it.name.value);
  return [...new Set(names)].flatMap((name) => BILLED[name] ?? []);
}

/** Whether the text itself says `dryRun: true`; a variable may say anything. */
function isDry({ arguments: given = [] }: FieldNode): boolean {
  return given.some(
    ({ value }) =>
      value.kind === Kind.OBJECT &&
      value.fields.some(
        ({ name, value: it }) => name.value === 'dryRun' && it.kind === Kind.BOOLEAN && it.value,
      ),
  );
}
