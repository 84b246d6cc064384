import { type Sandbox, startSandbox } from "../scripts/sandbox/server";
import { type App, startApp } from "./app";
import { Driver, TO_ALL, TO_ONE } from "./driver";
import { Receivers } from "./receivers";
import { Shop } from "./shop";

/** Everything that a scenario works with. */
export interface Bench {
  app: App;
  driver: Driver;
  receivers: Receivers;
  /** A workspace of its own, which hears from providers. */
  shop: Shop;
  standIns: Sandbox;
  workspaceSlug: string;
  /** Headers of somebody who is signed in and looks at pages. */
  pageHeaders: Record<string, string>;
  quick: boolean;
}

/** Starts app and receivers, and makes a workspace with ten endpoints, the first of which also has a type of its own. */
export async function openBench(quick: boolean): Promise<Bench> {
  const receivers = await Receivers.start();
  const standIns = await startSandbox({ appUrl: "" });
  const app = await startApp(receivers.ports, {
    port: Number(new URL(standIns.url).port),
    variables: standIns.variables,
  });
  standIns.world.appUrl = app.url;
  const { key, cookie, workspaceSlug, shopId } = await makePeople(app);
  const driver = new Driver(app.url, { authorization: `Bearer ${key}`, "content-type": "application/json" });
  for (const [index, port] of receivers.ports.entries()) {
    await driver.post("/api/integrations/outbound", {
      url: `http://127.0.0.1:${port}/hooks`,
      name: `Receiver ${index + 1}`,
      events: index === 0 ? [TO_ALL, TO_ONE] : [TO_ALL],
    });
  }
  const person = { cookie, "x-workspace-id": shopId, "sec-fetch-site": "same-origin" };
  const shop = await Shop.open(app, standIns, person, `http://127.0.0.1:${receivers.ports[0]}/sales`);
  return { app, driver, receivers, shop, standIns, workspaceSlug, pageHeaders: { cookie }, quick };
}

export async function closeBench({ app, driver, receivers, shop, standIns }: Bench): Promise<void> {
  await driver.close();
  await shop.close();
  await app.stop();
  await standIns.close();
  receivers.stop();
}

async function makePeople(app: App): Promise<{ key: string; cookie: string; workspaceSlug: string; shopId: string }> {
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
  const shopId = newId("workspace");
  const userId = newId("user");
  const workspaceSlug = "bench";
  await prisma().workspace.createMany({
    data: [
      { id: workspaceId, slug: workspaceSlug, name: "Bench", plan: "enterprise" },
      { id: shopId, slug: "bench-shop", name: "Shop", plan: "enterprise" },
    ],
  });
  await prisma().user.create({ data: { id: userId, email: "bench@example.com", name: "Bench" } });
  await prisma().member.createMany({
    data: [workspaceId, shopId].map((each) => ({
      id: newId("member"),
      workspaceId: each,
      userId,
      role: "owner" as const,
    })),
  });
  const { key, ...stored } = newApiKey("live");
  await prisma().apiKey.create({
    data: { id: newId("apiKey"), workspaceId, name: "bench", ...stored, scopes: [...PERMISSIONS] },
  });
  const sessionId = await insertSession(userId, { userAgent: null, address: null, lastsS: 86_400 });
  if (sessionId === null) throw new Error("The person to sign in was not found.");
  const { name, value } = await sealSessionCookie(sessionId);
  await closeClients();
  return { key, cookie: `${name}=${value}`, workspaceSlug, shopId };
}
