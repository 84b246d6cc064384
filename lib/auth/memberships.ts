export { findMembership, findMembershipBySlug, listMemberships, type Membership } from "@/lib/db/edge/memberships";
