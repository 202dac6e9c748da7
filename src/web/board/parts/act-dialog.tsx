import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { GatewayError } from '../../../client/index.js';
import { type Refusal, refusalOf } from '../data/refusal.js';
import { useBoard } from '../data/use-board.js';

interface Props {
  readonly title: string;
  /** What the button says; it also gives it its colour. */
  readonly act: string;
  /** Members of the mutation's input that have a field. */
  readonly fields?: readonly string[];
  readonly refusal: Refusal | null;
  readonly onRefusal: (refusal: Refusal | null) => void;
  /** What is wrong with what was typed, before the gateway is asked; null: nothing. */
  readonly check?: () => Refusal | null;
  readonly send: () => Promise<unknown>;
  readonly close: () => void;
  readonly children: ReactNode;
  /** Buttons besides Cancel and the act. */
  readonly more?: ReactNode;
}

/** Asks once, says what will happen, and stays open with the reason where it is refused. */
export function ActDialog(props: Props) {
  const { title, act, refusal, close, children, more } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const leave = () => dialog.current?.close();
  const { isBusy, submit } = useSubmit(props, leave);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return createPortal(
    <dialog ref={dialog} onClose={close} aria-labelledby={heading} className="confirm">
      <form onSubmit={submit} noValidate>
        <h2 id={heading}>{title}</h2>
        {children}
        {refusal?.field === 'form' && <p role="alert">{refusal.message}</p>}
        <menu>
          {more}
          <button type="button" onClick={leave}>
            Cancel
          </button>
          <button type="submit" className="primary" data-act={act} disabled={isBusy}>
            {isBusy ? 'Sending…' : act}
          </button>
        </menu>
      </form>
    </dialog>,
    document.body,
  );
}

/** Sends what is asked for, once: what is wrong with it becomes a refusal. */
function useSubmit({ check, send, onRefusal, fields = [] }: Props, leave: () => void) {
  const { store } = useBoard();
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const mistake = check?.() ?? null;
    onRefusal(mistake);
    if (mistake) return;
    setBusy(true);
    try {
      await send();
      leave();
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') store.restart();
      setBusy(false);
      onRefusal(refusalOf(error, fields));
    }
  }
  return { isBusy, submit };
}
