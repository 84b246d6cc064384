import { API_VERSION } from "./envelope";

/** An event of a type as a receiver gets it, with its sample; for screens that show one before there is any. */
export function sampleBody(type: string, sample: unknown, workspace: { id: string; mode: "live" | "test" }): string {
  const envelope = {
    id: "evt_01kec9x4b7m3q5r8t0v2h7q2m8",
    type,
    apiVersion: API_VERSION,
    createdAt: "2026-01-12T09:31:07.198Z",
    workspaceId: workspace.id,
    livemode: workspace.mode === "live",
    data: sample,
  };
  return JSON.stringify(envelope, null, 2);
}
