/** The part of Electron’s event that is used. */
interface Refusable {
  preventDefault(): void
}

export interface QuitGuard {
  /** For `before-quit`: during a call the person is asked first. */
  onQuit(event: Refusable): void
  /** For `close` of the main window: it hides, or the program quits. */
  onClose(event: Refusable): void
  /** Whether it is decided that the program ends. Then nobody is asked again. */
  isDecided(): boolean
}

export interface QuitGuardDeps {
  isInCall(): boolean
  /** Whether the program was asked to stop from outside. */
  isStopping(): boolean
  /** Asks the person. Resolves with true if the call may end. */
  confirmEndOfCall(): Promise<boolean>
  /** Ends the calls for the server too. Resolves when the program may end. */
  endCalls(): Promise<void>
  closesToTray(): boolean
  /** True the first time that the window is closed on this machine. */
  isFirstClose(): boolean
  /** Says that the program goes on. Resolves with false if the person wants to quit instead. */
  explainTray(): Promise<boolean>
  hide(): void
  quit(): void
}

/** Decides how the program ends: closing the window hides it, and quitting during a call asks once. */
export function createQuitGuard(deps: QuitGuardDeps): QuitGuard {
  let confirmed = false
  let quitting = false
  let asking = false
  const isDecided = (): boolean => confirmed || deps.isStopping()

  async function once(work: () => Promise<void>): Promise<void> {
    if (asking) return
    asking = true
    await work().finally(() => {
      asking = false
    })
  }

  async function ask(): Promise<void> {
    if (!(await deps.confirmEndOfCall())) return
    await deps.endCalls()
    confirmed = true
    deps.quit()
  }

  async function hide(): Promise<void> {
    if (deps.isFirstClose() && !(await deps.explainTray())) deps.quit()
    else deps.hide()
  }

  return {
    onQuit(event) {
      if (isDecided() || !deps.isInCall()) {
        quitting = true
        return
      }
      event.preventDefault()
      void once(ask)
    },
    onClose(event) {
      if (quitting || isDecided()) return
      event.preventDefault()
      if (deps.closesToTray()) void once(hide)
      else deps.quit()
    },
    isDecided,
  }
}
