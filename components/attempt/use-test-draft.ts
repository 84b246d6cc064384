"use client";

import { useState } from "react";

import { endpointQueries, type TestEndpointInput } from "@/lib/client/queries/endpoints";
import { eventQueries } from "@/lib/client/queries/events";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import {
  EVENT_TYPE_NAMES,
  eventType,
  type EventTypeName,
  isEventType,
  isLinkAlias,
  LINK_ALIAS_TYPES,
  LINK_EVENT_TYPES,
} from "@/lib/contracts/event-types";
import { can } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { checkPayload, type PayloadCheck } from "./payload-check";
import { payloadTextOf } from "./payload-text";

/** Where a payload begins: the event that was open, the sample of its type, the last real event of it. */
export const TEST_SOURCES = ["given", "sample", "last"] as const;
export type TestSource = (typeof TEST_SOURCES)[number];
export type SignWith = NonNullable<TestEndpointInput["signWith"]>;

export interface TestTarget {
  id: string;
  name: string;
  scope: EndpointScope;
}

export interface TestDraft {
  type: EventTypeName;
  /** Those that the endpoint subscribes to, then those that it could. */
  types: { subscribed: readonly EventTypeName[]; others: readonly EventTypeName[] };
  url: string | undefined;
  source: TestSource;
  /** Undefined where this person may not read events. */
  last: { at: string | undefined } | undefined;
  text: string;
  edited: boolean;
  check: PayloadCheck;
  signWith: SignWith;
  /** Sends what leaves the schema as well. */
  anyway: boolean;
  setType: (type: EventTypeName) => void;
  setSource: (source: TestSource) => void;
  setText: (text: string) => void;
  setSignWith: (signWith: SignWith) => void;
  setAnyway: (anyway: boolean) => void;
  reset: () => void;
  /** Takes the payload of an earlier test. */
  take: (type: EventTypeName, text: string) => void;
}

/** A test as it is being put together. What was not typed in follows from type and source. */
export function useTestDraft(
  target: TestTarget,
  given?: { type: EventTypeName; text: string },
  first?: EventTypeName,
): TestDraft {
  const session = useSession();
  const ws = session.workspace.id;
  const { data: endpoint } = useQuery(endpointQueries.detail(ws, target.scope, target.id));
  const [chosen, setChosen] = useState(given?.type ?? first);
  const [source, setSource] = useState<TestSource>(given ? "given" : "sample");
  const [typed, setTyped] = useState<string | null>(null);
  const [signWith, setSignWith] = useState<SignWith>("all");
  const [anyway, setAnyway] = useState(false);

  const offered = EVENT_TYPE_NAMES.filter((name) => target.scope.surface !== "link" || LINK_EVENT_TYPES.includes(name));
  const names: readonly string[] = endpoint?.data.events ?? [];
  const taken = new Set<string>(
    names.flatMap((name): readonly string[] => (isLinkAlias(name) ? LINK_ALIAS_TYPES[name] : [name])),
  );
  const subscribed = offered.filter((name) => taken.has(name));
  const type = chosen ?? subscribed[0] ?? offered[0] ?? "sale.created";

  const readable = can(session, "events:read") && can(session, "deliveries:read_payload");
  const events = useQuery({ ...eventQueries.list(ws, { type, limit: "1" }), enabled: readable });
  const newest = events.data?.data[0];
  const last = useQuery({
    ...eventQueries.detail(ws, newest?.id ?? ""),
    enabled: source === "last" && newest !== undefined,
  });

  const begun =
    source === "given" && given?.type === type
      ? given.text
      : ((source === "last" ? payloadTextOf(last.data?.data.body ?? null) : undefined) ?? sampleTextOf(type));
  const text = typed ?? begun;
  const begin = (change: () => void) => {
    change();
    setTyped(null);
  };
  return {
    type,
    types: { subscribed, others: offered.filter((name) => !taken.has(name)) },
    url: endpoint?.data.url,
    source,
    last: readable ? { at: newest?.type === type ? newest.occurredAt : undefined } : undefined,
    text,
    edited: typed !== null,
    check: checkPayload(text, type),
    signWith,
    anyway,
    setType: (next) =>
      begin(() => {
        setChosen(next);
        if (source === "given") setSource("sample");
      }),
    setSource: (next) =>
      begin(() => {
        setSource(next);
        if (next === "given" && given) setChosen(given.type);
      }),
    setText: setTyped,
    setSignWith,
    setAnyway,
    reset: () => setTyped(null),
    take: (next, taking) => {
      setChosen(next);
      setSource("sample");
      setTyped(taking);
    },
  };
}

const sampleTextOf = (type: EventTypeName): string => JSON.stringify(eventType(type).sample, null, 2);

/** A name that the server gave, as a type of the catalogue. */
export const typeOf = (name: string): EventTypeName | undefined => (isEventType(name) ? name : undefined);
