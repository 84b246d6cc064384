// The apps that the stand-ins know, as their consoles would show them. Made up, and good for nothing elsewhere.

export const APPS = {
  stripe: {
    clientId: "ca_StandInLive",
    secretKey: "sk_live_stand_in",
    webhookSecret: "whsec_stand_in_live",
    appId: "app_StandIn",
  },
  stripeTest: {
    clientId: "ca_StandInTest",
    secretKey: "sk_test_stand_in",
    webhookSecret: "whsec_stand_in_test",
    appId: "app_StandIn",
  },
  shopify: { clientId: "stand-in-shopify-app", clientSecret: "shpss_stand_in" },
  hubspot: { clientId: "stand-in-hubspot-app", clientSecret: "stand-in-hubspot-secret" },
  slack: {
    clientId: "1000.2000",
    clientSecret: "stand-in-slack-secret",
    signingSecret: "stand-in-slack-signing",
    appId: "A0STANDIN",
  },
  resend: {
    clientId: "stand-in-resend-app",
    clientSecret: "stand-in-resend-secret",
    /** May do everything, and may only send. */
    fullKey: "re_StandInFullAccess",
    /** What a person makes when the first one was taken back. */
    otherFullKey: "re_StandInFullAccessAgain",
    sendingKey: "re_StandInSendingOnly",
  },
  segment: { writeKey: "standInSegmentWriteKey" },
} as const;

/** What the app's server is told to use the stand-ins at this address in place of the providers. */
export const standInVariables = (url: string): Record<string, string> => ({
  STRIPE_CLIENT_ID: APPS.stripe.clientId,
  STRIPE_CLIENT_SECRET: APPS.stripe.secretKey,
  STRIPE_WEBHOOK_SECRET: APPS.stripe.webhookSecret,
  STRIPE_BASE_URL: `${url}/stripe`,
  STRIPE_TEST_CLIENT_ID: APPS.stripeTest.clientId,
  STRIPE_TEST_CLIENT_SECRET: APPS.stripeTest.secretKey,
  STRIPE_TEST_WEBHOOK_SECRET: APPS.stripeTest.webhookSecret,
  STRIPE_TEST_BASE_URL: `${url}/stripe`,
  SHOPIFY_CLIENT_ID: APPS.shopify.clientId,
  SHOPIFY_CLIENT_SECRET: APPS.shopify.clientSecret,
  SHOPIFY_BASE_URL: `${url}/shopify`,
  HUBSPOT_CLIENT_ID: APPS.hubspot.clientId,
  HUBSPOT_CLIENT_SECRET: APPS.hubspot.clientSecret,
  HUBSPOT_BASE_URL: `${url}/hubspot`,
  SLACK_CLIENT_ID: APPS.slack.clientId,
  SLACK_CLIENT_SECRET: APPS.slack.clientSecret,
  SLACK_SIGNING_SECRET: APPS.slack.signingSecret,
  SLACK_BASE_URL: `${url}/slack`,
  RESEND_BASE_URL: `${url}/resend`,
  SEGMENT_BASE_URL: `${url}/segment`,
});
