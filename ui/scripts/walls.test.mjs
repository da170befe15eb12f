import { expect, test } from "vitest";
import { breaches } from "./walls.mjs";

test("a feature uses ipc, design, messages and its own files", () => {
  const code = `import { call } from "../../ipc";
    import { t } from "../../messages";
    import { Chip } from "../../design";
    import { icons } from "../../design/icons";
    import { Facts } from "./Facts";
    import { Menu } from "@mantine/core";`;
  expect(breaches("features/card/CustomerCard.tsx", code)).toEqual([]);
});

test("a feature's inside is closed to other features, and the app to all of them", () => {
  expect(breaches("features/card/Card.tsx", `import { rows } from "../customers/queries";`)).toEqual([
    "src/features/card/Card.tsx: imports ../customers/queries: features/card does not use features/customers",
  ]);
  expect(
    breaches("features/card/Card.tsx", `const Frame = lazy(() => import("../../app/Frame"));`),
  ).toHaveLength(1);
});

test("design knows messages only, messages and ipc know nobody", () => {
  expect(breaches("design/Chip.tsx", `import { t } from "../messages";`)).toEqual([]);
  expect(breaches("design/Chip.tsx", `import { call } from "../ipc";`)).toHaveLength(1);
  expect(breaches("messages/t.ts", `export { call } from "../ipc/call";`)).toHaveLength(1);
  expect(breaches("ipc/call.ts", `import "../design/tokens.css";`)).toHaveLength(1);
});

test("only ipc speaks to the shell, and the stand-in stays out of the product", () => {
  const code = `import { invoke } from "@tauri-apps/api/core";`;
  expect(breaches("ipc/shell.ts", code)).toEqual([]);
  expect(breaches("features/import/ImportPage.tsx", code)).toHaveLength(1);
  expect(breaches("app/App.tsx", `import { FakeBook } from "../ipc/fake";`)).toHaveLength(1);
  expect(breaches("app/App.test.tsx", `import { FakeBook } from "../ipc/fake";`)).toEqual([]);
});

test("nothing goes over a network or into the web view's storage", () => {
  expect(breaches("features/card/queries.ts", `await fetch("https://example.com")`)).toHaveLength(1);
  expect(breaches("features/card/queries.ts", `state.refetch(); // no fetch(…) here`)).toEqual([]);
  expect(breaches("features/log/useDraft.ts", `localStorage.setItem("draft", text)`)).toHaveLength(1);
  expect(breaches("features/log/useDraft.ts", `sessionStorage.draft = text`)).toHaveLength(1);
});
