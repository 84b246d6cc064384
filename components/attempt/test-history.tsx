"use client";

import { useQueryClient } from "@tanstack/react-query";

import { Button } from "@/components/ui/button";
import { HttpCode } from "@/components/ui/http-code";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Delivery } from "@/lib/contracts/deliveries";
import type { EventTypeName } from "@/lib/contracts/event-types";
import { can } from "@/lib/contracts/session";

import { attemptMessages } from "./messages";
import { payloadTextOf } from "./payload-text";
import { resultWords } from "./result-words";
import { type TestTarget, typeOf } from "./use-test-draft";

const SHOWN = "10";

export interface TestHistoryProps {
  target: TestTarget;
  /** Takes a payload into the editor. */
  onTake: (type: EventTypeName, text: string) => void;
}

/** The last tests of the endpoint, with what came of each; its payload can be sent again. */
export function TestHistory({ target, onTake }: TestHistoryProps) {
  const t = useMessages(attemptMessages);
  const { workspace } = useSession();
  const { data } = useQuery(
    endpointQueries.deliveries(workspace.id, target.scope, target.id, { kind: "test", limit: SHOWN }),
  );
  const tests = data?.data ?? [];
  if (tests.length === 0) return null;
  return (
    <section aria-labelledby="tests-title" className="flex flex-col gap-1.5 border-t pt-4">
      <h3 id="tests-title" className="text-h3">
        {t("lastTests")}
      </h3>
      <ul>
        {tests.map((test) => (
          <TestRow key={test.id} test={test} onTake={onTake} />
        ))}
      </ul>
    </section>
  );
}

function TestRow({ test, onTake }: { test: Delivery; onTake: TestHistoryProps["onTake"] }) {
  const t = useMessages(attemptMessages);
  const session = useSession();
  const client = useQueryClient();
  const { id, slug } = session.workspace;
  const type = typeOf(test.eventType);

  async function take(): Promise<void> {
    try {
      const { data } = await client.query(deliveryQueries.detail(id, test.id));
      const text = payloadTextOf(data.event.body);
      if (type && text !== undefined) onTake(type, text);
      else toast.error(t("payloadGone"));
    } catch (error) {
      toast.error(t("payloadUnread", { reason: error instanceof Error ? error.message : "" }));
    }
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5 last:border-0">
      <HttpCode code={test.statusCode} />
      <span className="text-text-2 min-w-0 flex-1 truncate">{resultWords(t, test)}</span>
      <TextLink href={`/${slug}/deliveries/${test.id}?test=only`} className="text-mono-sm font-mono">
        {test.eventType}
      </TextLink>
      <Time value={test.createdAt} className="text-small text-text-3" />
      {type && can(session, "deliveries:read_payload") && (
        <Button size="small" variant="ghost" onClick={() => void take()}>
          {t("usePayload")}
        </Button>
      )}
    </li>
  );
}
