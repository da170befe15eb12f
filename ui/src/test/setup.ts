import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, vi } from "vitest";
import { page } from "../app/useForgetting";

// Mantine asks for these; happy-dom has no layout.
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  addListener: vi.fn(),
  removeListener: vi.fn(),
  onchange: null,
  dispatchEvent: () => false,
})) as never;

// Screens are loaded when they are opened; a busy machine may need a moment for that.
configure({ asyncUtilTimeout: 15_000 });

afterEach(() => cleanup());

// A screen that is still being loaded when its file's last test ends would find no page to come to.
afterAll(() => vi.dynamicImportSettled());

// There is no page here that could begin anew.
page.anew = () => undefined;
