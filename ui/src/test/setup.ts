import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

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

afterEach(() => cleanup());
