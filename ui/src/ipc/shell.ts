import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Transport } from "./call";

/** The real way: one command of the shell, and its events. */
export const shell: Transport = {
  call: (command, args) => invoke("call", { command, args }),
  listen: (event, hear) => listen(event, (message) => hear(message.payload)),
};
