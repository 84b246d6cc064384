/** What a newcomer reads first. Each paragraph is one rule that holds for every operation. */
export const START_SECTIONS = [
  {
    id: "authentication",
    title: "Authentication",
    paragraphs: [
      "Send an API key with every call, as Authorization: Bearer lw_live_… or as X-API-Key. A key belongs to one workspace and carries the permissions that were chosen when it was made; keys of a test workspace begin with lw_test_.",
      "Browsers use the session of whoever is signed in and name the workspace with X-Workspace-Id. Keys, members and connecting providers need a session.",
    ],
  },
  {
    id: "errors",
    title: "Errors",
    paragraphs: [
      "A refused call answers { success: false, error, code, message, statusCode, requestId, details? }. Decide by error, a name that never changes; show message to people; quote requestId when you ask for help.",
      "An id of another workspace and an id that does not exist are the same 404. Unknown fields are refused, so that a spelling mistake is not lost in silence.",
    ],
  },
  {
    id: "pages",
    title: "Pages and cursors",
    paragraphs: [
      "Short lists take page and limit (20, at most 100) and answer meta.hasMore. Deliveries, events and audit entries grow without end and take cursor and limit (50, at most 100): pass meta.nextCursor to read on and meta.prevCursor to go back. A cursor is good for the filters it came with.",
    ],
  },
  {
    id: "rate-limits",
    title: "Rate limits",
    paragraphs: [
      "A plan has a number of calls an hour; accepting events, conversions and redirects have one a second instead. Of the calls an hour a single key may take no more than 60 a minute on Starter, 240 on Pro and 1,200 on Enterprise. Every answer says X-RateLimit-Limit, -Remaining and -Reset; a 429 says Retry-After.",
      "Writes take an Idempotency-Key, but for the few whose page says that they take none and what a repeat does. Repeating a call with the same key and the same body gets the first answer for 24 hours, also when the first call was cut off; another body is refused with IDEMPOTENCY_CONFLICT.",
    ],
  },
] as const;
