import { act, render, waitFor } from "@testing-library/react";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { noteQuestions, useAnswer } from "./answers";

function Found({ text }: { text: string | null }) {
  useAnswer("found", text);
  return null;
}

const spans = () => performance.getEntriesByName("found", "measure");

function press(): number {
  const event = new KeyboardEvent("keydown", { key: "w" });
  window.dispatchEvent(event);
  return event.timeStamp;
}

beforeAll(noteQuestions);
beforeEach(() => performance.clearMeasures());

test("an answer is measured from the key that asked to the frame that shows it", async () => {
  const { rerender } = render(<Found text={null} />);
  const pressed = press();
  await act(async () => rerender(<Found text="w" />));
  await waitFor(() => expect(spans()).toHaveLength(1));
  expect(spans()[0]?.startTime, "it begins with the key").toBeCloseTo(pressed, 3);
  expect(spans()[0]?.duration, "it ends after a frame").toBeGreaterThan(0);
});

test("what is not there yet, and what was shown before, is no answer", async () => {
  const { rerender } = render(<Found text="w" />);
  await waitFor(() => expect(spans()).toHaveLength(1));
  const before = spans()[0];
  press();
  await act(async () => rerender(<Found text={null} />));
  await act(async () => new Promise((resolve) => setTimeout(resolve, 60)));
  expect(spans(), "nothing new came").toEqual([before]);
});

test("only the latest span is kept: a day's work does not pile up", async () => {
  const { rerender } = render(<Found text="w" />);
  for (const text of ["wa", "wan", "wang"]) {
    press();
    await act(async () => rerender(<Found text={text} />));
    await act(async () => new Promise((resolve) => setTimeout(resolve, 40)));
  }
  await waitFor(() => expect(spans()).toHaveLength(1));
});
