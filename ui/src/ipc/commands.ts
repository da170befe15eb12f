import type { Commands as DoorCommands } from "./generated/commands";
import type { ShellCommands } from "./shell-commands";

export type * from "./generated";
export type { SystemMenu } from "./shell-commands";

/** Every command that the window can call: the door's, and the shell's own. */
export type Commands = DoorCommands & ShellCommands;

/** The name of a command. */
export type CommandName = keyof Commands;

/** What a command asks for. */
export type Args<C extends CommandName> = Commands[C]["args"];

/** What a command answers. */
export type Result<C extends CommandName> = Commands[C]["result"];
