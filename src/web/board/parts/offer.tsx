import { type ReactNode, useState } from 'react';
import { useSnapshot } from '../data/use-board.js';

interface Props {
  readonly label: string;
  /** What it is about, for readers: there may be many such buttons on the page. */
  readonly of?: string;
  /** Whether the button is there; a form that is open stays. */
  readonly when?: boolean;
  /** The form; it gets how to close it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a form. */
export function Offer({ label, of, when = true, children }: Props) {
  const { connection } = useSnapshot();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      {when && (
        <button type="button" className="act" disabled={connection === 'lost'} onClick={() => setAsked(true)}>
          {label}
          {of && <span className="for-readers"> {of}</span>}
        </button>
      )}
      {isAsked && children(() => setAsked(false))}
    </>
  );
}
