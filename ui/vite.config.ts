import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  clearScreen: false,
  // The words live outside of ui/, because the shell and the command line read them too.
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: { target: "safari16", chunkSizeWarningLimit: 1200, reportCompressedSize: true },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/test/setup.ts"],
    css: false,
    restoreMocks: true,
    // A machine that compiles beside it is slow, not wrong.
    testTimeout: 30_000,
    env: { DEBUG_PRINT_LIMIT: "0" },
  },
});
