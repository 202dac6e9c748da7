const LOOK_MS = 5_000;
/** A timer that is so late has slept with the machine. */
const LATE_MS = 20_000;

/** Tells when the machine was asleep or came back to a network. Returns how to end it. */
export function onWake(tell: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const slept = Date.now() - last > LATE_MS;
    last = Date.now();
    if (slept) tell();
  }, LOOK_MS);
  addEventListener('online', tell);
  return () => {
    clearInterval(timer);
    removeEventListener('online', tell);
  };
}

/** Runs it before the next frame; a page that is not shown has no frames. */
export function nextFrame(task: () => void): void {
  if (document.hidden) setTimeout(task, 0);
  else requestAnimationFrame(task);
}
