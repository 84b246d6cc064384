import { CirclePause, FlaskConical, KeyRound, type LucideIcon, RotateCw, Stethoscope } from "lucide-react";

import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { can, has, mayChangeEndpoints, type SessionInfo } from "@/lib/contracts/session";

/** Something that is done with one endpoint: with that of the page at once, else after another step that chooses it. */
export interface EndpointAction {
  key: "test" | "replay" | "diagnose" | "pause" | "rotate";
  icon: LucideIcon;
  /** `{name}` is the endpoint's. */
  one: "testOne" | "rotateOne" | "replayOne" | "diagnoseOne" | "pauseOne";
  any: "testAny" | "rotateAny" | "replayAny" | "diagnoseAny" | "pauseAny";
  step: "testStep" | "rotateStep" | "replayStep" | "diagnoseStep" | "pauseStep";
  fits: (endpoint: OverviewEndpoint, session: SessionInfo) => boolean;
}

const mayChange = ({ surface }: OverviewEndpoint, session: SessionInfo): boolean =>
  mayChangeEndpoints(session, surface);

export const ENDPOINT_ACTIONS: readonly EndpointAction[] = [
  {
    key: "test",
    icon: FlaskConical,
    one: "testOne",
    any: "testAny",
    step: "testStep",
    fits: mayChange,
  },
  {
    key: "replay",
    icon: RotateCw,
    one: "replayOne",
    any: "replayAny",
    step: "replayStep",
    fits: (_, session) => can(session, "webhooks:manage") && has(session, "integrations"),
  },
  {
    key: "diagnose",
    icon: Stethoscope,
    one: "diagnoseOne",
    any: "diagnoseAny",
    step: "diagnoseStep",
    fits: mayChange,
  },
  {
    key: "pause",
    icon: CirclePause,
    one: "pauseOne",
    any: "pauseAny",
    step: "pauseStep",
    fits: (endpoint, session) => endpoint.state === "enabled" && mayChange(endpoint, session),
  },
  {
    key: "rotate",
    icon: KeyRound,
    one: "rotateOne",
    any: "rotateAny",
    step: "rotateStep",
    fits: mayChange,
  },
];
