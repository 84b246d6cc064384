import { render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";

import { defineMessages } from "@/lib/shared/messages";

import { LocaleProvider, useRichMessages } from "./locale";

const messages = defineMessages({ deleted: "Deleted by {name} {time}, <link>see {n, number} entries</link>." });

const toLink = (inner: ReactNode): ReactNode => <a href="#x">{inner}</a>;

function Sentence() {
  const rich = useRichMessages(messages);
  return <p>{rich("deleted", { name: "Ada <b>", time: <time>now</time>, n: 1284, link: toLink })}</p>;
}

test("a sentence holds elements where its language puts them, and words from outside stay words", () => {
  render(
    <LocaleProvider locale="en-GB">
      <Sentence />
    </LocaleProvider>,
  );
  expect(document.querySelector("p")!.textContent).toBe("Deleted by Ada <b> now, see 1,284 entries.");
  expect(screen.getByRole("link", { name: "see 1,284 entries" })).toBeTruthy();
  expect(document.querySelector("b")).toBeNull();
});
