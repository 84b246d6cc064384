import { dehydrate, QueryClient, QueryClientProvider, queryOptions, useMutation } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";

import { useDeparture } from "./departures";
import { QuerySeeds, useQuery } from "./use-query";

const word = (id: string, answer = () => Promise.resolve("asked")) =>
  queryOptions({ queryKey: ["words", id], queryFn: answer });

const unanswered = new Promise<string>(() => {});
const neverAnswers = () => unanswered;

function Word({ id }: { id: string }) {
  const { data = "nothing", isFetching } = useQuery(word(id, neverAnswers));
  return (
    <p>
      {id}: {data}
      {isFetching && " …"}
    </p>
  );
}

function seeded(words: Record<string, string>) {
  const client = new QueryClient();
  for (const [id, data] of Object.entries(words)) client.setQueryData(word(id).queryKey, data);
  return dehydrate(client);
}

const page = (client: QueryClient, children: ReactNode) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);

test("a part that comes to life after the cache has moved on first shows what the server drew, then what is known", async () => {
  const part = (
    <QuerySeeds state={seeded({ frame: "one" })}>
      <QuerySeeds state={seeded({ inside: "two" })}>
        <Word id="frame" />
        <Word id="inside" />
        <Word id="neighbour" />
      </QuerySeeds>
    </QuerySeeds>
  );
  const container = document.createElement("div");
  document.body.append(container);
  // oxlint-disable-next-line house/no-raw-html -- stands in for the answer of the server
  container.innerHTML = renderToString(page(new QueryClient(), part));
  expect(container.textContent).toBe("frame: oneinside: twoneighbour: nothing …");

  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(word("frame").queryKey, "one, changed by the stream");
  client.setQueryData(word("neighbour").queryKey, "three, read by a part before it");
  // A difference would be reported through console.error, which fails the test.
  const root = await act(async () => hydrateRoot(container, page(client, part)));
  expect(container.textContent).toBe(
    "frame: one, changed by the streaminside: twoneighbour: three, read by a part before it",
  );
  act(() => root.unmount());
  container.remove();
});

test("what is being deleted stays on the screen and is asked for no more; what could not be deleted is", async () => {
  const answer = vi.fn<() => Promise<string>>(() => Promise.resolve("here"));
  let end: (error?: Error) => void = () => undefined;
  function Thing() {
    const departure = useDeparture();
    const { data } = useQuery(word("thing", answer));
    const remove = useMutation({
      mutationFn: () =>
        new Promise<void>((resolve, reject) => {
          end = (error) => (error ? reject(error) : resolve());
        }),
      onMutate: () => departure.begin("thing"),
      onError: () => departure.end(),
    });
    return (
      <button type="button" onClick={() => remove.mutate()}>
        {data}
      </button>
    );
  }
  const client = new QueryClient();
  const { unmount } = render(page(client, <Thing />));
  const thing = await screen.findByText("here");
  await act(async () => thing.click());
  await act(() => client.invalidateQueries());
  expect(answer).toHaveBeenCalledTimes(1);
  expect(screen.getByText("here")).toBeTruthy();
  await act(async () => end(new Error("The server said no.")));
  await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(2));

  await act(async () => thing.click());
  await act(async () => end());
  await act(() => client.invalidateQueries());
  expect(answer).toHaveBeenCalledTimes(2);
  unmount();
  render(page(client, <Thing />));
  await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(3));
});
