import { messageFor, type Refusal } from './refusal.js';

type TextsOf<Form> = { [K in keyof Form]: Form[K] extends string ? K : never }[keyof Form] & string;

interface BoundField {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
}

const trim = (text: string) => text.trim();

export interface FieldsProps<Form> {
  readonly form: Form;
  readonly refusal: Refusal | null;
  readonly onChange: (part: Partial<Form>) => void;
}

/** What a field of a form needs: it shows a member of what was typed, and why a member of the mutation's input is refused. */
export function bound<Form>({ form, refusal, onChange }: FieldsProps<Form>) {
  return (key: TextsOf<Form>, member: string, tidy = trim): BoundField => ({
    value: form[key] as string,
    onChange: (value) => onChange({ [key]: tidy(value) } as Partial<Form>),
    error: messageFor(refusal, member),
  });
}

/** For fields with spaces in what is typed. */
export const asTyped = (text: string) => text;
