import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf, QueryInputOf } from "@/lib/contracts/operation";
import type { Replay } from "@/lib/contracts/replays";

import { call } from "../http";
import { deliveryQueries } from "./deliveries";

type Replays = typeof contracts.replays;
export type ReplayListFilters = NonNullable<QueryInputOf<Replays["list"]>>;
export type PreviewReplayInput = NonNullable<BodyInputOf<Replays["preview"]>>;
export type CreateReplayInput = NonNullable<BodyInputOf<Replays["create"]>>;
export type UpdateReplayInput = NonNullable<BodyInputOf<Replays["update"]>>;

const root = (workspaceId: string) => ["ws", workspaceId, "replays"] as const;

/** One that moves is read again this often. */
const FOLLOW_MS = 1_000;

/** Whether its figures change by themselves: also after it was stopped, until what is on its way has landed. */
export const isMoving = ({ state, progress }: { state: Replay["state"]; progress: { inFlight: number } }): boolean =>
  state === "preparing" || state === "running" || progress.inFlight > 0;

export const replayQueries = {
  all: root,
  lists: (workspaceId: string) => [...root(workspaceId), "list"] as const,
  list: (workspaceId: string, filters: ReplayListFilters = {}) =>
    queryOptions({
      queryKey: [...replayQueries.lists(workspaceId), filters],
      queryFn: ({ signal }) => call(contracts.replays.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  /** Followed while it moves. */
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(contracts.replays.get, { workspaceId, params: { id }, signal }),
      refetchInterval: ({ state }) => (state.data && isMoving(state.data.data) ? FOLLOW_MS : false),
    }),
  /** What a replay of this selection would do. Asked with a body, so a POST, and yet it changes nothing. */
  preview: (workspaceId: string, input: PreviewReplayInput) =>
    queryOptions({
      queryKey: [...root(workspaceId), "preview", input],
      queryFn: ({ signal }) => call(contracts.replays.preview, { workspaceId, body: input, signal }),
      placeholderData: keepPreviousData,
    }),
};

function useReplayMutation<Input>(
  workspaceId: string,
  mutationFn: (input: Input) => Promise<{ data: Replay; meta: undefined }>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (answer) => {
      client.setQueryData(replayQueries.detail(workspaceId, answer.data.id).queryKey, answer);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: replayQueries.all(workspaceId) }),
        client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
      ]),
  });
}

/** `key` is one per decision of a person, so that a repeated click starts nothing twice. */
export const useCreateReplay = (workspaceId: string) =>
  useReplayMutation(workspaceId, ({ key, ...body }: CreateReplayInput & { key: string }) =>
    call(contracts.replays.create, { workspaceId, body, headers: { "idempotency-key": key } }),
  );

export const useUpdateReplay = (workspaceId: string) =>
  useReplayMutation(workspaceId, ({ id, ...body }: UpdateReplayInput & { id: string }) =>
    call(contracts.replays.update, { workspaceId, params: { id }, body }),
  );

export const usePauseReplay = (workspaceId: string) =>
  useReplayMutation(workspaceId, (id: string) => call(contracts.replays.pause, { workspaceId, params: { id } }));

export const useResumeReplay = (workspaceId: string) =>
  useReplayMutation(workspaceId, (id: string) => call(contracts.replays.resume, { workspaceId, params: { id } }));

export const useCancelReplay = (workspaceId: string) =>
  useReplayMutation(workspaceId, (id: string) => call(contracts.replays.cancel, { workspaceId, params: { id } }));
