/** As much of Electron's event as can be refused. */
interface Refusable {
  preventDefault(): void
}

export interface QuitGuard {
  /** For `before-quit`: during a call the person is asked first. */
  onQuit(event: Refusable): void
  /** For the main window's `close`: it hides, or the program quits. */
  onClose(event: Refusable): void
  /** Whether it is settled that the program ends, so that nobody is to be asked again. */
  isDecided(): boolean
}

export interface QuitGuardDeps {
  isInCall(): boolean
  /** Whether the program was told to stop from outside. */
  isStopping(): boolean
  /** Resolves with true when the call is to be ended. */
  confirmEndOfCall(): Promise<boolean>
  closesToTray(): boolean
  /** True the first time that the window is closed on this machine. */
  isFirstClose(): boolean
  /** Says that the program goes on; resolves with false when it is to quit instead. */
  explainTray(): Promise<boolean>
  hide(): void
  quit(): void
}

/** How the program is left: closing hides it, and quitting during a call is asked about once. */
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
