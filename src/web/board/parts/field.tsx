import { useId } from 'react';

interface Props {
  readonly label: string;
  /** Shown while nothing is typed. */
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it, beside it. */
  readonly error: string | null;
  readonly type?: 'text' | 'number' | 'datetime-local';
  /** Values to choose from. */
  readonly choices?: readonly string[];
  /** It has the whole row. */
  readonly isWide?: boolean;
}

/** One line to type in, with its error beside it. */
export function Field({ label, hint, value, onChange, error, type = 'text', choices = [], isWide }: Props) {
  const [field, told, list] = [useId(), useId(), useId()];
  return (
    <p className="field" data-wide={isWide}>
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        type={type === 'number' ? 'text' : type}
        inputMode={type === 'number' ? 'numeric' : undefined}
        autoComplete="off"
        placeholder={hint}
        list={choices.length > 0 ? list : undefined}
        value={value}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : told}
        onChange={(event) => onChange(event.target.value)}
      />
      {choices.length > 0 && (
        <datalist id={list}>
          {choices.map((it) => (
            <option key={it} value={it} />
          ))}
        </datalist>
      )}
      <Told id={told} error={error} />
    </p>
  );
}

/** What is wrong with a field, where something is. */
function Told({ id, error }: { readonly id: string } & Pick<Props, 'error'>) {
  if (error === null) return null;
  return (
    <span id={id} role="alert">
      {error}
    </span>
  );
}

interface LinesProps extends Pick<Props, 'label' | 'hint' | 'value' | 'onChange' | 'error'> {
  readonly rows?: number;
}

/** Some lines to type in, with their error beside them. */
export function Lines({ label, hint, value, onChange, error, rows = 3 }: LinesProps) {
  const [field, told] = [useId(), useId()];
  return (
    <p className="field" data-wide>
      <label htmlFor={field}>{label}</label>
      <textarea
        id={field}
        rows={rows}
        placeholder={hint}
        value={value}
        spellCheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : told}
        onChange={(event) => onChange(event.target.value)}
      />
      <Told id={told} error={error} />
    </p>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

export function Check({ label, isChecked, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
