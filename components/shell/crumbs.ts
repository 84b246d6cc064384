import type { Translate } from "@/lib/shared/messages";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { pathMessages } from "./messages";
import { homeOf, NAVIGATION } from "./navigation";

export interface Crumb {
  /** Unique on the way: two crumbs may lead to the same page. */
  key: string;
  href: string;
  label: string;
}

/** The way from the workspace to this page. The last one is the page itself. */
export function crumbsOf(
  pathname: string,
  workspace: { slug: string; name: string },
  names: Readonly<Record<string, string>>,
  t: Translate<typeof pathMessages>,
): Crumb[] {
  const segments = pathname.split("/").slice(2).filter(Boolean).map(decode);
  const crumbs = segments.map((segment, index): Crumb => {
    const section = index === 0 ? NAVIGATION.find((item) => item.section === segment) : undefined;
    return {
      key: `${index} ${segment}`,
      href: `/${workspace.slug}/${
        section?.href ??
        segments
          .slice(0, index + 1)
          .map(encodeURIComponent)
          .join("/")
      }`,
      label:
        (Object.hasOwn(names, segment) ? names[segment] : undefined) ??
        wordOf(segment, t) ??
        truncateMiddle(segment, ...ID_CUT.list),
    };
  });
  const home = { key: "workspace", href: homeOf(workspace.slug), label: workspace.name };
  return crumbs.length > 0 ? [home, ...crumbs] : [home, { ...home, key: "overview", label: t("overview") }];
}

function wordOf(segment: string, t: Translate<typeof pathMessages>): string | undefined {
  return isWord(segment) ? t(segment) : undefined;
}

const isWord = (segment: string): segment is keyof typeof pathMessages => Object.hasOwn(pathMessages, segment);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
