import { createSealer, SealBroken, type Sealer } from "@/lib/auth/sealed";
import { SEALED_COLUMNS, type SealedColumn } from "@/lib/db/sealed/columns";
import { type OldSeal, readOldSeals, replaceSeal } from "@/lib/db/sealed/reseal";
import { env, type SealingKey } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

const PAGE = 500;

export interface Resealed {
  /** Texts that are sealed with the first key now. */
  sealed: number;
  /** Texts that no key of this server opens; they stay as they are. */
  broken: number;
}

/**
 * Seals anew, with the first key of `SECRETS_KEY`, whatever an older key of it sealed (K3). Goes through every sealed
 * column once; may run beside itself and beside every change. Does nothing while there is one key.
 * @param keys the first seals, all of them open
 */
export async function resealSecrets(keys: readonly [SealingKey, ...SealingKey[]] = env.sealingKeys): Promise<Resealed> {
  const done: Resealed = { sealed: 0, broken: 0 };
  const [current, ...older] = keys;
  if (older.length === 0) return done;
  const sealer = createSealer(keys);
  for (const column of SEALED_COLUMNS) await resealColumn(column, sealer, done);
  const kids = older.map(({ kid }) => kid);
  if (done.broken > 0) logger.error({ ...done, kid: current.kid }, "Some secrets open with no key of SECRETS_KEY");
  else if (done.sealed > 0) logger.info({ ...done, kid: current.kid }, "Secrets were sealed with the first key");
  else logger.info({ kids }, "Nothing is sealed with these keys any more: they can leave SECRETS_KEY");
  return done;
}

async function resealColumn(column: SealedColumn, sealer: Sealer, done: Resealed): Promise<void> {
  let page: OldSeal[] = [];
  do {
    page = await readOldSeals(column, sealer.prefix(), page.at(-1) ?? null, PAGE);
    for (const old of page) {
      const place = { ...placeOf(column), row: old.row, workspace: old.workspace };
      try {
        await replaceSeal(column, old, sealer.seal(sealer.open(old.sealed, place), place));
        done.sealed++;
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        done.broken++;
      }
    }
  } while (page.length === PAGE);
}

const placeOf = ({ table, column, sealedAs = column }: SealedColumn) => ({ table, column: sealedAs });
