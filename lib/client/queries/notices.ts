import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { NoticeCategory, NotificationRule } from "@/lib/contracts/notices";

import { call } from "../http";
import { emailQueries } from "./emails";

const noticesKey = (workspaceId: string) => ["ws", workspaceId, "notices"] as const;

/** The newest, as many as the bell shows. */
export const NOTICES_AT_ONCE = 20;

export const noticeQueries = {
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: noticesKey(workspaceId),
      queryFn: ({ signal }) =>
        call(contracts.notices.list, {
          workspaceId,
          params: { workspaceId },
          query: { limit: String(NOTICES_AT_ONCE) },
          signal,
        }),
    }),
};

/** Marks all up to this one as read. */
export function useReadNotices(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: string) =>
      call(contracts.notices.read, { workspaceId, params: { workspaceId }, body: { upTo } }),
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey(workspaceId) }),
  });
}

const rulesKey = (workspaceId: string) => ["ws", workspaceId, "notification-rules"] as const;

export const ruleQueries = {
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: rulesKey(workspaceId),
      queryFn: ({ signal }) => call(contracts.notificationRules.list, { workspaceId, params: { workspaceId }, signal }),
    }),
};

/** Shown at once, and taken back when the server refuses it. */
export function useSetRule(workspaceId: string) {
  const client = useQueryClient();
  const { queryKey } = ruleQueries.list(workspaceId);
  return useMutation({
    mutationFn: ({ category, enabled, roles, quietHours, slack }: Omit<NotificationRule, "isDefault">) =>
      call(contracts.notificationRules.set, {
        workspaceId,
        params: { workspaceId, category },
        body: { enabled, roles: [...roles], quietHours, slack },
      }),
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (shown) => shown && withRule(shown, { ...next, isDefault: false }));
      return before;
    },
    onError: (_error, _next, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

export function useResetRule(workspaceId: string) {
  const client = useQueryClient();
  const { queryKey } = ruleQueries.list(workspaceId);
  return useMutation({
    mutationFn: (category: NoticeCategory) =>
      call(contracts.notificationRules.reset, { workspaceId, params: { workspaceId, category } }),
    onSuccess: ({ data }) => client.setQueryData(queryKey, (shown) => shown && withRule(shown, data)),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

export function useSendSample(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (category: NoticeCategory) =>
      call(contracts.notificationRules.sample, { workspaceId, params: { workspaceId, category } }),
    onSettled: () => client.invalidateQueries({ queryKey: emailQueries.all(workspaceId) }),
  });
}

const withRule = <Answer extends { data: NotificationRule[] }>(answer: Answer, rule: NotificationRule): Answer => ({
  ...answer,
  data: answer.data.map((each) => (each.category === rule.category ? rule : each)),
});
