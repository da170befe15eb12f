import { useQuery } from "@tanstack/react-query";
import { call } from "../../ipc";

/** The backups of the open book. A change makes one due, so each is told as history, too. */
export function useBackups() {
  return useQuery({ queryKey: ["backups", "list"], queryFn: () => call("backups_list", {}) });
}

/** Whether the system's keyring keeps the key of the open book. */
export function useRemembered() {
  return useQuery({ queryKey: ["app", "remembered"], queryFn: () => call("book_remembered") });
}

/** How the book is protected. */
export function useProtection() {
  return useQuery({ queryKey: ["app", "protection"], queryFn: () => call("book_protection") });
}
