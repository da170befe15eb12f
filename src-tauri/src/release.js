// An app is no browser: no menu of the web view, and none of its keys for reload, print, source, inspect, back.
addEventListener("contextmenu", (event) => event.preventDefault(), { capture: true });
addEventListener("keydown", (event) => {
  const { key, altKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  const plain = ["F3", "F5", "F7", "F12", "BrowserBack", "BrowserForward", "BrowserRefresh"].includes(key);
  const chord = mod && !altKey && ["f", "g", "i", "j", "o", "p", "r", "s", "u"].includes(key.toLowerCase());
  const history = altKey && !mod && ["ArrowLeft", "ArrowRight", "Home"].includes(key);
  if (plain || chord || history) event.preventDefault();
});
