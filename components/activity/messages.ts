import { defineMessages } from "@/lib/shared/messages";

export const activityMessages = defineMessages({
  did: "{verb, select, create {created} delete {deleted} update {changed} revoke {revoked} rotate {rotated} rotate_secret {rotated the secret of} reveal_secret {revealed the secret of} end_secret {retired the old secret of} extend_secret {extended the old secret of} recheck_secret {changed the checks of the new secret of} cancel_rotation {canceled the secret rotation of} enable {enabled} disable {paused} turn_off {turned off} test {sent a test to} connect {connected} disconnect {disconnected} pause {paused} resume {resumed} fail {noted an error of} repair {repaired} redeliver {redelivered} cancel {canceled} reprocess {processed again} export {exported} transfer {transferred} restore {restored} update_plan {changed the plan of} accept {accepted} resend {sent again} remove {removed} track {tracked} refund {refunded} reverse_refund {took back a refund of} link_person {linked a person to} unlink_person {unlinked a person from} mute {muted an endpoint in} notify {posted through} other {changed}}",
  tried:
    "{verb, select, create {tried to create} delete {tried to delete} update {tried to change} revoke {tried to revoke} rotate {tried to rotate} reveal_secret {tried to reveal the secret of} export {tried to export} transfer {tried to transfer} update_plan {tried to change the plan of} remove {tried to remove} other {tried to change}}",
  denied: "Denied",
  thing:
    "{resource, select, endpoint {the endpoint} api_key {the API key} integration {the integration} member {the member} invitation {the invitation} link {the link} customer {the customer} conversion {the conversion} delivery {the delivery} replay {the replay} notification_rule {the alert rule} view {the view} workspace {the workspace} campaign {the campaign} suppression {the suppression} receipt {the inbound event} forward {the forwarded event} audit {the audit log of} setup {the setup of} other {the object}}",
  linquid: "Linquid",
  from: "from {address}",
  byKey: "API key",
  details: "What changed",
  show: "Show what changed",
  hide: "Hide what changed",
  field: "Field",
  before: "Before",
  after: "After",
  nothing: "–",
  noDetails: "Nothing further was recorded.",
  requestId: "Request ID",
  objectId: "Object ID",
  openEntry: "Open this entry",
  onlyThis: "Everything that happened to it",
  onlyActor: "Everything {name} did",

  title: "Activity",
  things: "activity",
  listName: "Activity, newest first",
  none: "Nothing was changed within the days that your plan shows.",
  changedTo: "{field}: {before} → {after}",
});
