import { GatewayError } from '../../../client/index.js';

/** Why a change is refused, and the member of the mutation's input that it is about; `form` where it is about none of the fields. */
export interface Refusal {
  readonly field: string;
  readonly message: string;
}

/** What was typed cannot be used. @param expected - `a whole number` */
export function mistaken(field: string, given: string, expected: string): Refusal {
  const text = given.trim();
  return { field, message: `${text === '' ? 'Nothing' : `“${text}”`} is given. Expected ${expected}.` };
}

/** What is wrong with the name of an alias or a schedule; null: nothing. */
export function nameMistake(name: string, field = 'name'): Refusal | null {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return null;
  return mistaken(field, name, 'small letters, digits and “-”, a letter first');
}

/** Where the gateway's words are for programs. */
const WORDS: Readonly<Record<string, string>> = {
  ALREADY_EXISTS: 'There is one of this name already: take another name.',
  REVISION_MISMATCH: 'Somebody else has changed it meanwhile. Cancel, and begin again with what it is now.',
};

/** @param fields - the members that have a field in the form */
export function refusalOf(error: unknown, fields: readonly string[]): Refusal {
  if (!(error instanceof GatewayError))
    return { field: 'form', message: 'This page has failed. Load it again, and see how the model stands.' };
  const path = error.userErrors[0]?.field ?? [String(error.errors[0]?.extensions?.field)];
  const field = fields.find((it) => path.some((part) => part.endsWith(it))) ?? 'form';
  const advice = error.code === 'FORBIDDEN' ? ' An owner of the project can grant it.' : '';
  return { field, message: `${WORDS[error.code] ?? sentenceOf(error.message)}${advice}` };
}

/** What the gateway says, without the member of the input that it begins with: a form has other names for them. */
export function sentenceOf(message: string): string {
  const text = message.replace(/^[a-z][\w.]*: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What stands beside a field. */
export function messageFor(refusal: Refusal | null, field: string): string | null {
  return refusal?.field === field ? refusal.message : null;
}
