import { useState } from 'react';
import { storedToken, storeToken } from '../data/session.js';
import type { Connection } from '../data/store.js';
import { useSnapshot } from '../data/use-board.js';

const SAYS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost: what you see may be old. Coming back…',
};

export function Header({ onSignIn }: { readonly onSignIn: () => void }) {
  const { connection } = useSnapshot();
  const [isOpen, setOpen] = useState(false);
  const signIn = () => {
    setOpen(false);
    onSignIn();
  };
  return (
    <header>
      <h1>
        <a href="#/">Custom Labels</a>
      </h1>
      <p className="connection" data-connection={connection} role="status">
        {SAYS[connection]}
      </p>
      <nav>
        <a href="explorer">Explorer</a>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Token
        </button>
      </nav>
      {isOpen && <SignIn onDone={signIn} />}
    </header>
  );
}

/** A token is kept for as long as the tab is open. An empty one signs out. */
export function SignIn({ onDone }: { readonly onDone: () => void }) {
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        storeToken(String(new FormData(event.currentTarget).get('token') ?? '').trim());
        onDone();
      }}
    >
      <label>
        API key or token{' '}
        <input name="token" type="password" autoComplete="off" defaultValue={storedToken() ?? ''} />
      </label>
      <button type="submit">Use it</button>
    </form>
  );
}
