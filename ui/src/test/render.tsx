import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { type InitialEntry, MemoryRouter } from "react-router";
import { App, makeQueryClient } from "../app/App";
import { resetView } from "../features/customers/view";
import { setTransport } from "../ipc/call";
import { setDamaged } from "../ipc/damage";
import { FakeBook, type FakeOptions } from "../ipc/fake";
import { type Language, setCustomerWords, setLanguage } from "../messages";

function prepare(options: FakeOptions): FakeBook {
  const book = new FakeBook(options);
  setTransport(book.transport());
  setLanguage((options.language ?? "zh-CN") as Language);
  setCustomerWords({ customer: "", customers: "" });
  localStorage.clear();
  setDamaged(false);
  resetView();
  return book;
}

/** Starts the whole window on a book in memory, at a place such as `/customers`. */
export function startApp(
  options: FakeOptions = {},
  place = "/customers",
  set?: (book: FakeBook) => void,
): FakeBook {
  const book = prepare(options);
  set?.(book);
  window.location.hash = `#${place}`;
  render(<App />);
  return book;
}

/** Draws one component on a book in memory, at a place of the window. */
export function draw(
  element: ReactElement,
  options: FakeOptions = {},
  set?: (book: FakeBook) => void,
  place: InitialEntry = "/",
): FakeBook {
  const book = prepare(options);
  set?.(book);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <MantineProvider env="test">
        <MemoryRouter initialEntries={[place]}>{element}</MemoryRouter>
      </MantineProvider>
    </QueryClientProvider>,
  );
  return book;
}
