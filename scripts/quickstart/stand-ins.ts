import { standInVariables } from "../sandbox/variables";

/**
 * What makes the demo use the stand-ins at this address, for every provider that the given environment says nothing of:
 * whoever has an app at a provider keeps it whole.
 */
export function standInEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  url: string,
): Record<string, string> {
  const isGiven = (name: string): boolean => {
    const [provider = ""] = name.split("_");
    return Object.keys(given).some((each) => each.startsWith(`${provider}_`) && Boolean(given[each]));
  };
  return Object.fromEntries(Object.entries(standInVariables(url)).filter(([name]) => !isGiven(name)));
}
