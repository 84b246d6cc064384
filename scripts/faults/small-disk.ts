import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  path: string;
  /** Takes it away again, whatever is on it. */
  unmount(): void;
}

/** A file system of its own with so many MiB, or null where this process may not mount one. */
export function mountSmallDisk(mib: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), "linquid-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${mib}m,mode=755`, "tmpfs", path], {
    stdio: "ignore",
  });
  if (status !== 0) {
    rmdirSync(path);
    return null;
  }
  return {
    path,
    unmount: () => {
      spawnSync("umount", ["--lazy", path], { stdio: "ignore" });
      rmdirSync(path);
    },
  };
}

export function canMount(): boolean {
  const disk = mountSmallDisk(1);
  disk?.unmount();
  return disk !== null;
}
