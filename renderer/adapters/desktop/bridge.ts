import type { DesktopBridge } from '../../../electron/contract/bridge.ts'

declare global {
  interface Window {
    /** Absent in a plain browser. */
    readonly desktop?: DesktopBridge
  }
}

/** The desktop around this page, if there is one. */
export function desktopBridge(): DesktopBridge | null {
  return window.desktop ?? null
}
