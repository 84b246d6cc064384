import { type App, startApp } from "./app";
import { Driver, TO_ALL, TO_ONE } from "./driver";
import { Receivers } from "./receivers";

/** Everything that a scenario works with. */
export interface Bench {
  app: App;
  driver: Driver;
  receivers: Receivers;
  workspaceSlug: string;
  /** Headers of somebody who is signed in and looks at pages. */
  pageHeaders: Record<string, string>;
  quick: boolean;
}

/** Starts app and receivers, and makes a workspace with ten endpoints, the first of which also has a type of its own. */
export async function openBench(quick: boolean): Promise<Bench> {
  const receivers = await Receivers.start();
  const app = await startApp(receivers.ports);
  const { key, cookie, workspaceSlug } = await makePeople(app);
  const driver = new Driver(app.url, { authorization: `Bearer ${key}`, "content-type": "application/json" });
  for (const [index, port] of receivers.ports.entries()) {
    await driver.post("/api/integrations/outbound", {
      url: `http://127.0.0.1:${port}/hooks`,
      name: `Receiver ${index + 1}`,
      events: index === 0 ? [TO_ALL, TO_ONE] : [TO_ALL],
    });
  }
  return { app, driver, receivers, workspaceSlug, pageHeaders: { cookie }, quick };
}

export async function closeBench({ app, driver, receivers }: Bench): Promise<void> {
  await driver.close();
  await app.stop();
  receivers.stop();
}

async function makePeople(app: App): Promise<{ key: string; cookie: string; workspaceSlug: string }> {
  Object.assign(process.env, app.environment);
  // Read only now, because they look at the environment.
  const [
    { newApiKey },
    { sealSessionCookie },
    { PERMISSIONS },
    { closeClients, prisma },
    { insertSession },
    { newId },
  ] = await Promise.all([
    import("../lib/auth/api-keys"),
    import("../lib/auth/session-cookie"),
    import("../lib/contracts/permissions"),
    import("../lib/db/client"),
    import("../lib/db/edge/sessions"),
    import("../lib/shared/ids"),
  ]);
  const workspaceId = newId("workspace");
  const userId = newId("user");
  const workspaceSlug = "bench";
  await prisma().workspace.create({
    data: { id: workspaceId, slug: workspaceSlug, name: "Bench", plan: "enterprise" },
  });
  await prisma().user.create({ data: { id: userId, email: "bench@example.com", name: "Bench" } });
  await prisma().member.create({ data: { id: newId("member"), workspaceId, userId, role: "owner" } });
  const { key, ...stored } = newApiKey("live");
  await prisma().apiKey.create({
    data: { id: newId("apiKey"), workspaceId, name: "bench", ...stored, scopes: [...PERMISSIONS] },
  });
  const sessionId = await insertSession(userId, { userAgent: null, address: null, lastsS: 86_400 });
  if (sessionId === null) throw new Error("The person to sign in was not found.");
  const { name, value } = await sealSessionCookie(sessionId);
  await closeClients();
  return { key, cookie: `${name}=${value}`, workspaceSlug };
}
