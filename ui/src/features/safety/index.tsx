export { BackupState } from "./BackupState";
export { ErasePage } from "./ErasePage";
export { LockScreen } from "./LockScreen";
export { Recovery } from "./Recovery";
export { SafetyPage } from "./SafetyPage";
export { useIdleLock } from "./useIdleLock";
