let held = false;

function note(event: PointerEvent): void {
  held = event.type === "pointerdown";
}

if (typeof document !== "undefined")
  for (const type of ["pointerdown", "pointerup", "pointercancel"] as const)
    document.addEventListener(type, note, true);

/**
 * Runs at once; while a button of the mouse or a finger is down, after its click has landed. What appears when a field
 * is left moves what is below it, and the click that left it would miss.
 */
export function afterPress(run: () => void): void {
  if (!held) return run();
  const ends = new AbortController();
  const whenUp = (): void => {
    ends.abort();
    setTimeout(run);
  };
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, whenUp, { signal: ends.signal, capture: true });
}
