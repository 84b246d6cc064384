import { sealer } from "@/lib/auth/sealed";
import { checkHeaders } from "@/lib/egress/headers";
import { AppError } from "@/lib/shared/errors";
import { maskSecret } from "@/lib/webhooks/redaction";

interface Place {
  workspaceId: string;
  endpointId: string;
}

/** The three columns that hold an endpoint's custom headers. */
export interface HeaderColumns {
  sealedHeaders: string | null;
  headerNames: string[];
  headerHints: string[];
}

const placeOf = ({ workspaceId, endpointId }: Place) => ({
  table: "endpoints",
  column: "sealed_headers",
  row: endpointId,
  workspace: workspaceId,
});

/**
 * Custom headers as columns: values sealed, names and hints in clear. A value that is sent back as the hint of the
 * stored one stays as it is, so that a form can save what it was shown.
 * @throws AppError VALIDATION_ERROR with a path per header
 */
export function headerColumns(
  place: Place,
  given: Readonly<Record<string, string>>,
  stored?: HeaderColumns,
): HeaderColumns {
  const checked = checkHeaders(withStoredValues(place, given, stored));
  if (!checked.ok) throw new AppError("VALIDATION_ERROR", "The request is not valid.", { details: checked.issues });
  const entries = Object.entries(checked.headers);
  return {
    sealedHeaders: entries.length === 0 ? null : sealer.seal(JSON.stringify(checked.headers), placeOf(place)),
    headerNames: entries.map(([name]) => name),
    headerHints: entries.map(([, value]) => maskSecret(value)),
  };
}

function withStoredValues(
  place: Place,
  given: Readonly<Record<string, string>>,
  stored: HeaderColumns | undefined,
): Record<string, string> {
  if (!stored?.sealedHeaders) return { ...given };
  const hints = new Map(stored.headerNames.map((name, at) => [name.toLowerCase(), stored.headerHints[at]]));
  if (!Object.entries(given).some(([name, value]) => hints.get(name.toLowerCase()) === value)) return { ...given };
  // The sealed text is ours: an object of texts, as `headerColumns` wrote it.
  const opened = JSON.parse(sealer.open(stored.sealedHeaders, placeOf(place))) as Record<string, string>;
  const values = new Map(Object.entries(opened).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const key = name.toLowerCase();
      return [name, hints.get(key) === value ? (values.get(key) ?? value) : value];
    }),
  );
}
