import type { Transport } from "../call";
import { FakeBook } from "./book";
import { cardAnswers } from "./cards";
import { importAnswers } from "./imports";

export type { FakeOptions } from "./state";
export { FakeBook };

/** The stand-in as the address asks for it: `?customers=500&language=en&theme=dark&start`. */
export function fakeFromAddress(search = window.location.search): Transport {
  const query = new URLSearchParams(search);
  const book = new FakeBook({
    customers: Number(query.get("customers") ?? 3214),
    language: query.get("language") === "" ? null : (query.get("language") ?? "zh-CN"),
    theme: (query.get("theme") ?? "light") as "light" | "dark",
    started: !query.has("start"),
  });
  book.app.prefs.text_size = Number(query.get("size") ?? 100);
  book.app.prefs.density = query.get("density") === "compact" ? "compact" : "normal";
  Object.assign(book.answers, cardAnswers(book, query.get("language") === "en"), importAnswers(book));
  return book.transport();
}
