import { useId } from 'react';

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The search field of a page: `/` leads to it, Escape out of it. */
export function Search({ label, value, onChange }: SearchProps) {
  return (
    <input
      type="search"
      id="search"
      placeholder={label}
      aria-label={label}
      aria-keyshortcuts="/"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly value: K;
  /** Key → what it is called. */
  readonly of: Readonly<Record<K, string>>;
  readonly onChange: (value: K) => void;
}

/** One of a few. */
export function Choice<K extends string>({ label, value, of, onChange }: ChoiceProps<K>) {
  const field = useId();
  return (
    <span className="choice">
      <label htmlFor={field}>{label}</label>
      <select id={field} value={value} onChange={(event) => onChange(event.target.value as K)}>
        {Object.entries<string>(of).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}
