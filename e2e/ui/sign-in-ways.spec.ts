import { expect, type Page } from "@playwright/test";

import { newId } from "@/lib/shared/ids";

import { test as base } from "../fixtures/app";
import { expectAccessible } from "../fixtures/axe";
import { type IdentityProviders, startIdentityProviders } from "../fixtures/identity-provider";
import { signIn } from "../fixtures/sign-in";
import { type SmtpServer, startSmtpServer } from "../fixtures/smtp-server";

/** A server with every way to sign in: mail, GitHub and Google, the last two as local stand-ins. */
const test = base.extend<object, { smtp: SmtpServer; providers: IdentityProviders }>({
  smtp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures this one needs
    async ({}, use) => {
      const server = await startSmtpServer();
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],
  providers: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const providers = await startIdentityProviders();
      await use(providers);
      await providers.close();
    },
    { scope: "worker" },
  ],
  appEnv: [
    async ({ smtp, providers }, use) =>
      use({
        DEMO: "1",
        SMTP_URL: smtp.url,
        MAIL_FROM: "Linquid <hello@linquid.example>",
        ...Object.fromEntries(
          ["GITHUB", "GOOGLE"].flatMap((name) => [
            [`${name}_ID`, "app"],
            [`${name}_SECRET`, "app-secret"],
            [`${name}_BASE_URL`, providers.url],
          ]),
        ),
      }),
    { scope: "worker" },
  ],
});

/** The link in the last message to somebody; quoted-printable lines joined again. */
async function linkTo(smtp: SmtpServer, to: string, subject: RegExp): Promise<string> {
  let found = "";
  await expect(() => {
    const mail = smtp.received.findLast((each) => each.to === to && subject.test(each.source));
    const source = mail?.source.replaceAll("=\n", "").replaceAll("=3D", "=") ?? "";
    found = /https?:\/\/\S+/.exec(source)?.[0] ?? "";
    expect(found).not.toBe("");
  }).toPass();
  return found;
}

const isInside = (page: Page, slug: string) => expect(page).toHaveURL(new RegExp(`/${slug}(?:/|$)`));

test("a link by e-mail signs in, once", async ({ page, app, smtp }) => {
  const person = await app.account();
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Sign in with a link" })).toBeVisible();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("main").getByText("a link to sign in is on its way")).toBeVisible();
  const link = await linkTo(smtp, person.email, /^Subject: .*sign/im);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await isInside(page, person.workspace.slug);
  await page.context().clearCookies();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
});

test("a forgotten password is replaced through a link by e-mail, and the old one is over", async ({
  page,
  app,
  smtp,
}) => {
  const person = await app.account();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("main").getByText("is on its way")).toBeVisible();
  await page.goto(await linkTo(smtp, person.email, /^Subject: .*password/im));
  const password = "another horse, another staple";
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await signIn(page, { ...person, password }, `/${person.workspace.slug}/deliveries`);
  await isInside(page, person.workspace.slug);
});

for (const name of ["GitHub", "Google"]) {
  test(`${name} signs in who is a member under a verified address, and nobody else`, async ({
    page,
    app,
    providers,
  }) => {
    const person = await app.account();
    const id = Number.parseInt(newId("request").slice(-8), 36);
    const press = async () => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: `Continue with ${name}` }).click();
    };
    providers.who = null;
    await press();
    await expect(page.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();

    providers.who = { id, name: "Eve", email: "eve@example.com", verified: true };
    await press();
    await expect(page.getByRole("alert").filter({ hasText: "There is no account for eve@example.com" })).toBeVisible();

    providers.who = { id, name: "Ada", email: person.email, verified: false };
    await press();
    await expect(page.getByRole("alert").filter({ hasText: "no verified address" })).toBeVisible();

    providers.who = { id, name: "Ada", email: person.email, verified: true };
    await press();
    await isInside(page, person.workspace.slug);
    // The account is known by the provider's own id from now on, whatever address it has there.
    await page.context().clearCookies();
    providers.who = { id, name: "Ada", email: "ada.elsewhere@example.com", verified: true };
    await press();
    await isInside(page, person.workspace.slug);
  });
}
