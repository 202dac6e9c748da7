import { useState } from 'react';
import { storedToken } from '../data/session.js';
import type { Connection } from '../data/snapshot.js';
import { useSnapshot } from '../data/use-board.js';
import { showKeys } from './keys.js';
import { SignIn } from './sign-in.js';

const SAYS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Offline',
  'catching-up': 'Catching up',
};

const UPSTREAMS = {
  EMULATOR: { label: 'Emulator', title: 'Nothing here touches AWS or costs money.' },
  AWS: { label: 'AWS', title: 'Models that run cost money until they are stopped.' },
};

/** INTROSPECTION=off takes the explorer away; the gateway has put that into the page. */
const hasExplorer = document.querySelector<HTMLMetaElement>('meta[name=explorer]')?.content !== 'off';

export function Header({ onSignIn }: { readonly onSignIn: () => void }) {
  const isSignedOut = useSnapshot().phase.kind === 'signed-out';
  const [isOpen, setOpen] = useState(false);
  const signIn = () => {
    setOpen(false);
    onSignIn();
  };
  return (
    <header>
      <a href="#/" className="product">
        <Mark />
        <span>Custom Labels</span>
      </a>
      <Standing isSignedOut={isSignedOut} />
      <nav aria-label="Gateway">
        {hasExplorer && <a href="explorer">Explorer</a>}
        {storedToken() !== null && !isSignedOut && (
          <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Token
          </button>
        )}
        <button type="button" className="plain keys-button" onClick={showKeys}>
          <kbd>?</kbd>
          <span className="for-readers">Show the keys</span>
        </button>
      </nav>
      {isOpen && <SignIn onDone={signIn} isAlone />}
    </header>
  );
}

/** What the gateway stands before, and whether the page is current. */
function Standing({ isSignedOut }: { readonly isSignedOut: boolean }) {
  const { connection, gateway } = useSnapshot();
  return (
    <>
      {gateway && (
        <span className="upstream" data-upstream={gateway.upstream} title={UPSTREAMS[gateway.upstream].title}>
          {UPSTREAMS[gateway.upstream].label}
        </span>
      )}
      <p className="connection" data-connection={isSignedOut ? 'connecting' : connection} role="status">
        {isSignedOut ? 'Signed out' : SAYS[connection]}
      </p>
    </>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="22" height="22" aria-hidden="true">
      <rect className="mark-back" width="16" height="16" rx="4" />
      <path className="mark-front" d="M6 4.5v7l6-3.5z" />
    </svg>
  );
}
