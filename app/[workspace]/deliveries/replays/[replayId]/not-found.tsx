export { MissingReplay as default } from "@/components/replays/replay-view";
