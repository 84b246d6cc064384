import { edgePool } from "../client";
import { isDiskFull } from "../database-away";

/** Notes that something was used. A disk that is full refuses nobody who only reads, so then it goes unnoted. */
export async function noteUse(name: "touch-session", text: string, id: string): Promise<void> {
  try {
    await edgePool().query({ name, text, values: [id] });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
