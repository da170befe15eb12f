import { afterEach, expect, it } from "vitest";
import { changeText } from "./changes";
import { errorText } from "./errors";
import { setLanguage } from "./t";

afterEach(() => setLanguage("zh-CN"));

it("words an error by its code, in both languages", () => {
  const taken = { code: "duplicate_name", args: { record: "tag", name: "批发" } };
  expect(errorText(taken)).toBe("已经有「批发」了。");
  setLanguage("en");
  expect(errorText(taken)).toBe("There is a “批发” already.");
});

it("words what cannot be taken by its reason", () => {
  expect(errorText({ code: "invalid", args: { field: "phone", reason: "not_a_phone" } })).toBe(
    "看不出是电话号码。",
  );
});

it("has words for a code and a reason that it does not know", () => {
  expect(errorText({ code: "something_new", args: {} })).toBe("出了点意外，这一步没有做成。");
  expect(errorText({ code: "invalid", args: { reason: "something_new" } })).toBe(
    "这里填的内容用不上，请看一下。",
  );
  expect(errorText(new TypeError("x is undefined"))).toBe("出了点意外，这一步没有做成。");
});

it("names the one customer a step touched, and counts several", () => {
  const step = { id: 1, verb: "customers.trash", customers: 1 };
  expect(changeText({ ...step, args: { count: 1, name: "王记五金" } })).toBe("删除 王记五金");
  expect(changeText({ ...step, args: { count: 12 } })).toBe("删除 12 位客户");
  expect(changeText({ ...step, verb: "no.such_verb", args: {} })).toBe("一处修改");
});
