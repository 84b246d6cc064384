/**
 * What a failed call to a provider means for its installation.
 *
 * - `revoked`: access was taken away; only a person can give it again.
 * - `unauthorised`: this access token is not taken; a refreshed one may be.
 * - `scope`: access is there, but not to this.
 * - `config`: this server's app or its settings are wrong; installations stay as they are and the operator is told.
 * - `refused`: what was sent is not taken, today and later; other things are.
 * - `missing`: what was asked for is not there (any more).
 * - `transient`: later it may work.
 */
export type FailureKind = "revoked" | "unauthorised" | "scope" | "config" | "refused" | "missing" | "transient";

/** A call to a provider that did not do what it should. Holds the provider's own word for it and never a secret. */
export class ProviderFailure extends Error {
  override readonly name = "ProviderFailure";
  constructor(
    readonly kind: FailureKind,
    /** The provider's word, such as `invalid_grant`, or `http_503`. */
    readonly code: string,
    /** Seconds that the provider asks to wait. */
    readonly retryAfterS: number | null = null,
  ) {
    super(`${kind}: ${code}`);
  }
}
