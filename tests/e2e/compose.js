// Writes `arguments[0]` into the box that has the focus, as an input method does, and takes the candidate by Enter.
// WebKitGTK tells of that Enter while it composes; others tell of it after the end, by the key code 229 alone. Both
// come here. `arguments[1]` says which.
const [text, tells] = arguments;
const box = document.activeElement;
const fires = (event) => box.dispatchEvent(event);
const composition = (type) => fires(new CompositionEvent(type, { bubbles: true, data: text }));
const enter = (type, isComposing) =>
  fires(
    new KeyboardEvent(type, {
      key: "Enter",
      code: "Enter",
      keyCode: 229,
      which: 229,
      isComposing,
      bubbles: true,
      cancelable: true,
    }),
  );

composition("compositionstart");
const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
set.call(box, box.value + text);
composition("compositionupdate");
fires(new InputEvent("input", { bubbles: true, data: text, inputType: "insertCompositionText", isComposing: true }));
if (tells === "while") {
  enter("keydown", true);
  composition("compositionend");
} else {
  composition("compositionend");
  enter("keydown", false);
}
enter("keyup", false);
return box.value;
