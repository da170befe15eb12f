export * from "./changes";
export * from "./errors";
export * from "./formats";
export { codeChoices, likelyRegion, regionChoices } from "./regions";
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
