import { useId } from 'react';
import type { Refusal } from './confirm.js';

/** As typed. */
export interface Units {
  readonly min: string;
  /** Empty: the model does not scale. */
  readonly max: string;
}

/** What is wrong with the units, before the gateway is asked. */
export function unitsError({ min, max }: Units): Refusal | null {
  const isWhole = (text: string) => /^[1-9]\d{0,5}$/.test(text);
  if (!isWhole(min)) return { field: 'min', message: 'A whole number from 1 is needed.' };
  if (max === '') return null;
  if (!isWhole(max)) return { field: 'max', message: 'A whole number is needed, or nothing.' };
  return Number(max) < Number(min)
    ? { field: 'max', message: `At least ${min} are needed, or nothing.` }
    : null;
}

interface Props {
  readonly units: Units;
  readonly onChange: (units: Units) => void;
  readonly refusal: Refusal | null;
}

/** How many inference units to start with, and up to how many AWS may scale. */
export function UnitsFields({ units, onChange, refusal }: Props) {
  return (
    <div className="fields">
      <Field
        label="Inference units"
        value={units.min}
        onChange={(min) => onChange({ ...units, min })}
        error={refusal?.field === 'min' ? refusal.message : null}
      />
      <Field
        label="Scale up to"
        hint="does not scale"
        value={units.max}
        onChange={(max) => onChange({ ...units, max })}
        error={refusal?.field === 'max' ? refusal.message : null}
      />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
}

/** A number with its error beside it. */
function Field({ label, hint, value, onChange, error }: FieldProps) {
  const [field, told] = [useId(), useId()];
  return (
    <p className="field">
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        inputMode="numeric"
        autoComplete="off"
        placeholder={hint}
        value={value}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : told}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      {error !== null && (
        <span id={told} role="alert">
          {error}
        </span>
      )}
    </p>
  );
}
