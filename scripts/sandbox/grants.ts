import { createHash, randomBytes } from "node:crypto";

/** How one provider hands out tokens. */
export interface TokenPolicy {
  /** What codes and tokens begin with. */
  prefixes: { code: string; access: string; refresh: string };
  codeMs: number;
  /** Null: it does not expire. */
  accessMs: number | null;
  /** Null: there are no refresh tokens. */
  refreshMs: number | null;
  /**
   * What becomes of a refresh token that was used. `keeps`: stays the same. `replaces`: dies at once. `until_used`: dies
   * when its successor is used. `reuse_ends`: dies, and using it again ends the whole grant.
   */
  rotation: "keeps" | "replaces" | "until_used" | "reuse_ends";
  /** Whether a second consent of the same account ends the tokens of the first. */
  onePerAccount: boolean;
}

export interface Grant {
  clientId: string;
  account: string;
  scopes: string[];
  livemode: boolean;
  /** When each expires; null: never. */
  access: Map<string, number | null>;
  /** All that there were; the one before the current one may still be good. */
  refresh: Map<string, "current" | "previous" | "spent">;
  refreshExpiresAt: number | null;
  ended: boolean;
}

interface Code {
  clientId: string;
  redirectUri: string;
  account: string;
  scopes: string[];
  livemode: boolean;
  challenge: string | null;
  expiresAt: number;
}

export interface Tokens {
  access: string;
  refresh: string | null;
  grant: Grant;
}

const random = (prefix: string): string => prefix + randomBytes(18).toString("base64url");

/** The authorization server of one provider: codes that count once, tokens that expire, rotate and are revoked. */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly all: Grant[] = [];

  constructor(
    readonly policy: TokenPolicy,
    private readonly now: () => number,
  ) {}

  /** Somebody allowed access. */
  allow(consent: Omit<Code, "expiresAt">): string {
    const code = random(this.policy.prefixes.code);
    this.#codes.set(code, { ...consent, expiresAt: this.now() + this.policy.codeMs });
    return code;
  }

  /**
   * A code for tokens, once.
   * @param redirectUri null where the provider does not ask for it again
   */
  exchange(code: string, clientId: string, redirectUri: string | null, verifier: string | null): Tokens | null {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.clientId !== clientId || known.expiresAt < this.now()) return null;
    if (redirectUri !== null && known.redirectUri !== redirectUri) return null;
    const challenge = verifier === null ? null : createHash("sha256").update(verifier).digest("base64url");
    if (known.challenge !== challenge) return null;
    if (this.policy.onePerAccount) this.end(known.account);
    const { account, scopes, livemode } = known;
    const grant: Grant = {
      clientId,
      account,
      scopes,
      livemode,
      access: new Map(),
      refresh: new Map(),
      refreshExpiresAt: null,
      ended: false,
    };
    this.all.push(grant);
    return this.#issue(grant);
  }

  refresh(token: string, clientId: string): Tokens | null {
    const grant = this.all.find((each) => each.refresh.has(token));
    if (!grant || grant.ended || grant.clientId !== clientId) return null;
    if (grant.refreshExpiresAt !== null && grant.refreshExpiresAt < this.now()) return null;
    if (grant.refresh.get(token) === "spent") {
      if (this.policy.rotation === "reuse_ends") grant.ended = true;
      return null;
    }
    if (grant.refresh.get(token) === "current")
      for (const [other, role] of grant.refresh) if (role === "previous") grant.refresh.set(other, "spent");
    return this.#issue(grant, token);
  }

  /** The grant that an access token belongs to, while both live. */
  find(access: string): Grant | null {
    const grant = this.findEver(access);
    const expiresAt = grant?.access.get(access) ?? null;
    return grant && !grant.ended && (expiresAt === null || expiresAt > this.now()) ? grant : null;
  }

  /** The same for one that ended, too. */
  findEver(access: string): Grant | null {
    return this.all.find((grant) => grant.access.has(access)) ?? null;
  }

  /** Ends the grant of a refresh token. */
  revoke(refresh: string): void {
    for (const grant of this.all) if (grant.refresh.has(refresh)) grant.ended = true;
  }

  /** Whether somebody of this account still lets the app in. */
  isInstalled(account: string): boolean {
    return this.all.some((grant) => grant.account === account && !grant.ended);
  }

  /** Takes all access to an account away. */
  end(account: string): void {
    for (const grant of this.all) if (grant.account === account) grant.ended = true;
  }

  /** Lets the access tokens of an account expire now; refreshing gets new ones. */
  expire(account: string): void {
    for (const grant of this.all)
      if (grant.account === account) for (const access of grant.access.keys()) grant.access.set(access, this.now() - 1);
  }

  #issue(grant: Grant, used: string | null = null): Tokens {
    const { prefixes, accessMs, refreshMs, rotation } = this.policy;
    const now = this.now();
    const access = random(prefixes.access);
    grant.access.set(access, accessMs === null ? null : now + accessMs);
    if (refreshMs !== null && (used === null || rotation !== "keeps")) {
      for (const [other, role] of grant.refresh)
        if (role === "current") grant.refresh.set(other, rotation === "until_used" ? "previous" : "spent");
      grant.refresh.set(random(prefixes.refresh), "current");
      grant.refreshExpiresAt = now + refreshMs;
    }
    const [refresh = null] = [...grant.refresh].flatMap(([each, role]) => (role === "current" ? [each] : []));
    return { access, refresh, grant };
  }
}
