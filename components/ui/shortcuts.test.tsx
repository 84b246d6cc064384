import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createElement } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { listShortcuts, setShortcutsEnabled, useShortcut } from "./shortcuts";

function Key({ keys, run }: { keys: string; run: () => void }) {
  useShortcut(keys, `does ${keys}`, run);
  return null;
}

afterEach(() => setShortcutsEnabled(true));

test("single keys, pairs and Shift are told apart", async () => {
  const user = userEvent.setup();
  const pressed: string[] = [];
  render(
    <>
      {["g d", "d", "x", "Shift+x", "?"].map((keys) => (
        <Key key={keys} keys={keys} run={() => pressed.push(keys)} />
      ))}
    </>,
  );
  await user.keyboard("gd");
  await user.keyboard("d");
  await user.keyboard("x{Shift>}X{/Shift}?");
  expect(pressed).toEqual(["g d", "d", "x", "Shift+x", "?"]);
});

test("keys do nothing while something is typed, a layer is open, a modifier is held, or they are switched off", async () => {
  const user = userEvent.setup();
  const run = vi.fn();
  const { rerender } = render(
    <>
      <Key keys="j" run={run} />
      <input aria-label="field" />
    </>,
  );
  await user.type(document.querySelector("input")!, "j");
  document.querySelector("input")!.blur();
  await user.keyboard("{Control>}j{/Control}");
  setShortcutsEnabled(false);
  await user.keyboard("j");
  setShortcutsEnabled(true);
  rerender(
    <>
      <Key keys="j" run={run} />
      {createElement("div", { role: "dialog" })}
    </>,
  );
  await user.keyboard("j");
  expect(run).not.toHaveBeenCalled();
  rerender(
    <>
      <Key keys="j" run={run} />
      <div hidden>{createElement("div", { role: "listbox" })}</div>
    </>,
  );
  await user.keyboard("j");
  expect(run).toHaveBeenCalledTimes(1);
});

test("what leaves the page takes its key along, and the sheet lists what is there", () => {
  const { unmount } = render(<Key keys="t" run={() => {}} />);
  expect(listShortcuts().map((shortcut) => shortcut.label)).toEqual(["does t"]);
  unmount();
  expect(listShortcuts()).toEqual([]);
});
