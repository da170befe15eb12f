import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { useSyncExternalStore } from "react";
import en from "../../../assets/messages/en.ftl?raw";
import zh from "../../../assets/messages/zh-CN.ftl?raw";
import type { MessageArgs, MessageKey } from "./generated/keys";

/** The languages that the window speaks. */
export type Language = "zh-CN" | "en";

const SOURCES: Record<Language, string> = { "zh-CN": zh, en };
const bundles = new Map<Language, FluentBundle>();
const listeners = new Set<() => void>();
let language: Language = "zh-CN";

/** What the user calls one customer and several; empty for just that. */
export interface CustomerWords {
  customer: string;
  customers: string;
}

let called: CustomerWords = { customer: "", customers: "" };

/** What messages without values of their own say; they are said again and again, and change with language and words only. */
const said = new Map<string, string>();
/** What every message may say of the user's customers, put together once. */
let words: CustomerWords | null = null;

/** Other words: what was said by the former ones is forgotten. */
function forgetWords(): void {
  said.clear();
  words = null;
}

/** A text with a capital letter, where a script has them. */
function capital(text: unknown): string {
  const plain = String(text ?? "");
  const [first = ""] = plain;
  return first.toLocaleUpperCase() + plain.slice(first.length);
}

function bundleOf(wanted: Language): FluentBundle {
  const known = bundles.get(wanted);
  if (known) return known;
  // Isolation marks would end up in copied text and in the clipboard.
  const bundle = new FluentBundle(wanted, {
    useIsolating: false,
    functions: { CAP: ([text]) => capital(text) },
  });
  bundle.addResource(new FluentResource(SOURCES[wanted]));
  bundles.set(wanted, bundle);
  return bundle;
}

function format(key: string, args?: Record<string, FluentVariable>): string | null {
  const bundle = bundleOf(language);
  const pattern = bundle.getMessage(key)?.value;
  if (!pattern) return null;
  return bundle.formatPattern(pattern, key.startsWith("word-") ? args : { ...customerWords(), ...args }, []);
}

/** What the user calls one customer and several; every message may say them. */
export function customerWords(): CustomerWords {
  const { customer, customers } = called;
  words ??= customer
    ? { customer, customers: customers || t("word-several", { one: customer }) }
    : { customer: t("word-customer"), customers: t("word-customers") };
  return words;
}

type ArgsOf<K extends MessageKey> = keyof MessageArgs[K] extends never ? [] : [args: MessageArgs[K]];

/** The wording of a message in the present language. */
export function t<K extends MessageKey>(key: K, ...args: ArgsOf<K>): string {
  const values = args[0] as Record<string, FluentVariable> | undefined;
  if (values) return format(key, values) ?? key;
  let text = said.get(key);
  if (text === undefined) {
    text = format(key) ?? key;
    said.set(key, text);
  }
  return text;
}

/** Is there a message of this name? For names that are put together from a code of the core. */
export function hasMessage(key: string): key is MessageKey {
  return bundleOf(language).hasMessage(key);
}

/**
 * The wording of a code that came through the door, such as `error-` + `not_found` or `change-` + `customer.rename`.
 * Dots and underscores of the code are dashes in the key. An unknown code gets the wording of `fallback`.
 */
export function tCode(
  prefix: string,
  code: string,
  args: Record<string, unknown>,
  fallback: MessageKey,
): string {
  const plain: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(args)) {
    plain[name] =
      typeof value === "number" || typeof value === "string" ? value : value == null ? "" : String(value);
  }
  return format(prefix + code.replace(/[._]/g, "-"), plain) ?? format(fallback, plain) ?? fallback;
}

/** The present language. */
export function currentLanguage(): Language {
  return language;
}

/** Changes the language of the whole window; what is shown follows through `useLanguage`. */
export function setLanguage(wanted: Language): void {
  document.documentElement.lang = wanted;
  if (wanted === language) return;
  language = wanted;
  forgetWords();
  for (const listener of listeners) listener();
}

/** Takes up what this book's customers are called. */
export function setCustomerWords({ customer, customers }: CustomerWords): void {
  called = { customer: customer.trim(), customers: customers.trim() };
  forgetWords();
}

/** The present language, and a new rendering when it changes. Used once, at the root. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => language,
  );
}

/** The language to begin with, by what the system prefers. */
export function systemLanguage(): Language {
  return navigator.language?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}
