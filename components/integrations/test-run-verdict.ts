import { CircleCheck, CircleMinus, CirclePause, Clock, CopyCheck, type LucideIcon, OctagonX } from "lucide-react";

import type { Tone } from "@/components/ui/tone";
import type { Provider } from "@/lib/contracts/providers";
import type { PreviewItem, ReceiptDetail, TestedReceipt } from "@/lib/contracts/receipts";
import type { Translate } from "@/lib/shared/messages";
import { formatMoney } from "@/lib/shared/presentation/money";

import type { testRunMessages } from "./test-run-messages";

type Words = Translate<typeof testRunMessages>;

export interface TestRunVerdict {
  tone: Tone;
  icon: LucideIcon;
  title: string;
  detail: string | null;
  /** Another mapping could make something else of it. */
  mayBeMapped: boolean;
}

const good = { tone: "success", icon: CircleCheck, detail: null, mayBeMapped: false } as const;
const nothing = { tone: "neutral", icon: CircleMinus, detail: null, mayBeMapped: true } as const;
const bad = { tone: "danger", icon: OctagonX, detail: null, mayBeMapped: true } as const;

/** What a dry run comes to, in one sentence: the fact that counts most is told, the others stand in the steps. */
export function wouldVerdict(tested: TestedReceipt, provider: Provider, t: Words, locale: string): TestRunVerdict {
  const { items, topic, link } = tested;
  const failed = items.find(({ kind }) => kind === "failed");
  if (failed) return { ...bad, title: t("wouldFail"), detail: failed.reason };
  const main = mainOf(items);
  if (!main) {
    const isMapped = provider.inbound.some((each) => each.topic === topic);
    const title = isMapped ? t("wouldIgnore") : t("wouldIgnoreUnmapped", { topic });
    return { ...nothing, title, detail: isMapped ? (items[0]?.reason ?? null) : null };
  }
  const credited = main.kind === "sale" || main.kind === "lead";
  return {
    ...good,
    title: wouldWords(main, link, provider.name, t, locale),
    detail: credited && link === null ? t("byCustomer") : null,
  };
}

const mainOf = (items: readonly PreviewItem[]): PreviewItem | undefined =>
  ["sale", "refund", "lead"].flatMap((kind) => items.find((each) => each.kind === kind) ?? [])[0] ??
  items.find(({ kind }) => kind !== "ignored");

function wouldWords(item: PreviewItem, link: string | null, name: string, t: Words, locale: string): string {
  const money = item.money === null ? "" : formatMoney(item.money, locale);
  switch (item.kind) {
    case "sale":
      return link === null ? t("wouldSale", { money }) : t("wouldSaleFor", { money, link });
    case "lead":
      return link === null ? t("wouldLead") : t("wouldLeadFor", { link });
    case "refund":
      return t("wouldRefund", { money });
    case "customer":
      return t("wouldCustomer");
    case "email":
      return t("wouldEmail");
    case "erase":
      return t("wouldErase");
    case "uninstalled":
      return t("wouldDisconnect", { name });
    default:
      return t("wouldNote");
  }
}

/** What an event came to that was taken in; null until it is read. */
export function becameVerdict(receipt: ReceiptDetail | null, t: Words): TestRunVerdict {
  const detail = receipt?.reason ?? null;
  switch (receipt?.state) {
    case "processed": {
      const isNew = receipt.produced.some(({ id, duplicate }) => id !== null && !duplicate);
      return isNew
        ? { ...good, title: t("created"), detail }
        : { ...nothing, title: t("nothingNew"), detail, mayBeMapped: false };
    }
    case "ignored":
      return { ...nothing, title: t("ignored"), detail };
    case "duplicate":
      return { ...nothing, icon: CopyCheck, title: t("duplicate"), detail, mayBeMapped: false };
    case "held":
      return { ...nothing, icon: CirclePause, title: t("held"), detail, mayBeMapped: false };
    case "failed":
      return { ...bad, title: t("failed"), detail: receipt.error ?? detail };
    default:
      return { ...nothing, tone: "info", icon: Clock, title: t("received"), mayBeMapped: false };
  }
}
