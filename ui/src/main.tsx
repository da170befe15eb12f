import "@mantine/core/styles.css";
import "./design/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { noteQuestions } from "./design/answers";
import { setTransport } from "./ipc/call";

async function start(): Promise<void> {
  noteQuestions();
  if (import.meta.env.MODE === "fake") {
    // A book in memory, to look at the window without the shell; not in the product's bundle.
    const { fakeFromAddress } = await import("./ipc/fake");
    setTransport(fakeFromAddress());
  } else {
    const { shell } = await import("./ipc/shell");
    setTransport(shell);
  }
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
