/** Goes to a consent page and decides there, as a person would. Answers what the callback is given. */
export async function consentAsPerson(url: string, account: string, decision = "allow"): Promise<URLSearchParams> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ decision, account }),
  });
  const location = response.headers.get("location");
  if (location === null) throw new Error(`The consent page answered ${response.status}: ${await response.text()}`);
  return new URL(location).searchParams;
}
