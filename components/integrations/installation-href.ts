/** The pages of one integration. */
export type InstallationTab = "configuration" | "inbound" | "outbound" | "credentials" | "activity";

export const installationHref = (slug: string, id: string, tab?: InstallationTab): string =>
  `/${slug}/integrations/installed/${id}${tab === undefined ? "" : `/${tab}`}`;
