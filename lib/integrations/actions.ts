// What a provider's notice comes to here, in terms of this product. Keys name the business fact, not the notice: two
// notices of one sale have one key. They hold the account, so that two installations never share a fact.

/** Who bought or signed up, as the provider knows them. */
export interface Person {
  /** Their id at the provider; null for guests. */
  externalId: string | null;
  email: string | null;
  name: string | null;
}

interface Fact {
  key: string;
  /** Milliseconds since 1970, by the provider's clock. */
  occurredAt: number | null;
}

export type Action =
  /** Counts once for a person, and only where it can be credited. */
  | (Fact & { kind: "lead"; eventName: string; person: Person; clickId: string | null })
  | (Fact & {
      kind: "sale";
      eventName: string;
      person: Person;
      clickId: string | null;
      /** In minor units. */
      amount: bigint;
      /** ISO 4217, upper case. */
      currency: string;
      recurring: boolean;
    })
  /** `saleKey` may be of a sale that has not arrived yet. */
  | (Fact & { kind: "refund"; saleKey: string; refundId: string; amount: bigint; currency: string })
  | (Fact & { kind: "refund_failed"; saleKey: string })
  | (Fact & { kind: "sale_canceled"; saleKey: string })
  | (Fact & { kind: "dispute"; saleKey: string; state: "opened" | "won"; amount: bigint; currency: string })
  | { kind: "customer"; person: Person; occurredAt: number | null }
  /** The provider asks to forget somebody. */
  | { kind: "erase"; person: Person }
  /** Somebody asks what is kept of them; a person answers. */
  | { kind: "data_request"; person: Person }
  | { kind: "merge"; from: string; into: string }
  /** The app was removed at the provider. */
  | { kind: "uninstalled" }
  | { kind: "scopes"; granted: string[] }
  /** Somebody at the provider asks for something, by a command or a button: whoever they are here decides what they may. */
  | {
      kind: "request";
      /** One word. */
      verb: string;
      /** What it is about; empty for nothing. */
      subject: string;
      person: { externalId: string; name: string };
      occurredAt: number | null;
      /** For the adapter: where the answer goes. */
      replyTo: Readonly<Record<string, unknown>>;
    }
  /** What became of an e-mail. */
  | {
      kind: "email";
      status: "sent" | "delayed" | "delivered" | "bounced" | "soft_bounced" | "complained" | "failed" | "opened";
      emailId: string | null;
      /** The tag that our own mail carries. */
      notificationId: string | null;
      /** Whether an address that is gone for good is written to no more. */
      onBounce: "stop" | "mark";
      addresses: string[];
      reason: string | null;
      occurredAt: number | null;
    }
  /** Nothing follows, for a reason in words. */
  | { kind: "ignored"; reason: string };

export const ignored = (reason: string): Action[] => [{ kind: "ignored", reason }];

/** Providers' own fields carry click ids with a mark of ours, so that a merchant's value is not read as one. */
const MARK = /^lw_(?:cid|ck)_/;
const CLICK_ID = /^[\w-]{1,80}$/;

/** The click id in a field that others can write to: a claim, to be looked up among real clicks. */
export function clickIdIn(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const id = value.trim().replace(MARK, "");
  return CLICK_ID.test(id) ? id : null;
}
