import { useState } from 'react';
import { storedToken, storeToken } from './credentials.js';

/** An API key or a token for all tabs, kept until the browser tab is closed: the same as the board's. */
export function TokenField() {
  const [token, setToken] = useState(storedToken);
  return (
    <form
      className="token"
      onSubmit={(event) => {
        event.preventDefault();
        storeToken(token.trim());
      }}
    >
      <input
        type="password"
        autoComplete="off"
        placeholder="API key or token"
        aria-label="API key or token"
        value={token}
        onChange={(event) => setToken(event.target.value)}
        onBlur={() => storeToken(token.trim())}
      />
    </form>
  );
}
