/** A call that rings, for a notification outside of the window. */
export interface RingingNotice {
  readonly callId: string
  readonly callerName: string | null
  readonly callerNumber: string | null
  readonly queueName: string | null
}

export type DesktopEvent =
  | { readonly kind: 'hotkey'; readonly name: 'answer' | 'toggle-mute' }
  | { readonly kind: 'ringing-action'; readonly callId: string; readonly action: 'answer' | 'show' }
  /** Hotkeys that another program holds. */
  | { readonly kind: 'hotkeys-failed' }

/** What the desktop around the window can do; in a browser, nothing. */
export interface DesktopPort {
  showRinging(notice: RingingNotice): void
  clearRinging(callId: string): void
  onEvent(listener: (event: DesktopEvent) => void): () => void
}
