export * from "./changes";
export * from "./errors";
export * from "./formats";
export {
  currentLanguage,
  hasMessage,
  type Language,
  setLanguage,
  systemLanguage,
  t,
  tCode,
  useLanguage,
} from "./t";
