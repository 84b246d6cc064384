/** What the API answered, or the error with its words. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = (await response.json()) as { data: T; message?: string };
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.message ?? ""}`);
    return answer.data;
  }
}
