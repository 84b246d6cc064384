import { prisma } from "../client";

/** For receivers, which know the installation from an address before they know anybody. */
export const readCredential = (workspaceId: string, installationId: string) =>
  prisma().credential.findFirst({ where: { workspaceId, installationId } });
