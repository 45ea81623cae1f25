/** As much of Electron's event as can be refused. */
interface Refusable {
  preventDefault(): void
}

export interface Leaving {
  /** For `before-quit`: during a call the person is asked first. */
  onQuit(event: Refusable): void
  /** For the main window's `close`: it hides, or the program quits. */
  onClose(event: Refusable): void
  /** Whether it is settled that the program ends, so that nobody is to be asked again. */
  settled(): boolean
}

export interface LeavingParts {
  inCall(): boolean
  /** Whether the program was told to stop from outside. */
  stopping(): boolean
  /** Resolves with true when the call is to be ended. */
  askToEndCall(): Promise<boolean>
  closesToTray(): boolean
  /** True the first time that the window is closed on this machine. */
  firstClose(): boolean
  /** Says that the program goes on; resolves with false when it is to quit instead. */
  explain(): Promise<boolean>
  hide(): void
  quit(): void
}

/** How the program is left: closing hides it, and quitting during a call is asked about once. */
export function createLeaving(parts: LeavingParts): Leaving {
  let confirmed = false
  let quitting = false
  let asking = false
  const settled = (): boolean => confirmed || parts.stopping()

  async function once(work: () => Promise<void>): Promise<void> {
    if (asking) return
    asking = true
    await work().finally(() => {
      asking = false
    })
  }

  async function ask(): Promise<void> {
    if (!(await parts.askToEndCall())) return
    confirmed = true
    parts.quit()
  }

  async function hide(): Promise<void> {
    if (parts.firstClose() && !(await parts.explain())) parts.quit()
    else parts.hide()
  }

  return {
    onQuit(event) {
      if (settled() || !parts.inCall()) {
        quitting = true
        return
      }
      event.preventDefault()
      void once(ask)
    },
    onClose(event) {
      if (quitting || settled()) return
      event.preventDefault()
      if (parts.closesToTray()) void once(hide)
      else parts.quit()
    },
    settled,
  }
}
