// Finds the first visible element that fits `arguments[0]`: by role and accessible name, by text, or by CSS.
const asked = arguments[0];

const ROLES = {
  button: "button, summary, input[type=button], input[type=submit], [role=button]",
  textbox: "input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=password], textarea, [contenteditable=true], [role=textbox], [role=searchbox], [role=combobox]",
  link: "a[href], [role=link]",
  heading: "h1, h2, h3, h4, [role=heading]",
  article: "article, [role=article]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  radio: "input[type=radio], [role=radio]",
  table: "table, [role=table]",
  complementary: "aside, [role=complementary]",
  region: "section[aria-label], section[aria-labelledby], [role=region]",
};

const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

const seen = (element) => {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return false;
  return element.checkVisibility ? element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) : true;
};

const nameOf = (element) => {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled) {
    const parts = labelled.split(/\s+/).map((id) => document.getElementById(id)?.textContent);
    return squeezed(parts.join(" "));
  }
  const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
  const own = element.matches("input, textarea, select") ? "" : element.textContent;
  return squeezed(label || own || element.getAttribute("title") || element.getAttribute("placeholder"));
};

const first = (elements, fits) => {
  const all = [...elements].filter((element) => seen(element));
  return all.find((element) => fits(element, true)) ?? all.find((element) => fits(element, false)) ?? null;
};

if (asked.by === "role") {
  const candidates = document.querySelectorAll(ROLES[asked.role] ?? `[role="${asked.role}"]`);
  const name = squeezed(asked.name);
  // The very name first, then one that contains it: buttons show their keys beside their words.
  return first(candidates, (element, whole) => (whole ? nameOf(element) === name : nameOf(element).includes(name)));
}
if (asked.by === "css") return first(document.querySelectorAll(asked.css), () => true);

const wanted = squeezed(asked.text);
const fits = (element) => squeezed(element.textContent).includes(wanted);
// The innermost element that shows it: none of its children does.
return first(document.body.querySelectorAll("*"), (element) => fits(element) && ![...element.children].some(fits));
