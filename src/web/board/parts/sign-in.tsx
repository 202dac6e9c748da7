import { useId } from 'react';
import { storedToken, storeToken } from '../data/session.js';

interface Props {
  readonly onDone: () => void;
  /** Nothing else is on the page: the field is ready to type. */
  readonly isAlone?: boolean;
}

/** A token is kept for as long as the tab is open. */
export function SignIn({ onDone, isAlone = false }: Props) {
  const field = useId();
  const use = (token: string) => {
    storeToken(token.trim());
    onDone();
  };
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        use(String(new FormData(event.currentTarget).get('token') ?? ''));
      }}
    >
      <label htmlFor={field}>API key or token</label>
      {/* biome-ignore lint/a11y/noAutofocus: a page with nothing but this field */}
      <input id={field} name="token" type="password" autoComplete="off" required autoFocus={isAlone} />
      <button type="submit" className="primary">
        Sign in
      </button>
      {storedToken() !== null && (
        <button type="button" onClick={() => use('')}>
          Sign out
        </button>
      )}
    </form>
  );
}
